/** What a destruction record says: everything of a case, from the first value to the last kilogram. */
import type { KindQuantities, NoticeReceipt, Outlet, Quantities, Seal, Signer } from '#core/failure/event.ts'
import type { DisposalMethod } from '#core/failure/rules.ts'
import type { Basis, Verdict } from '#core/judge/verdict.ts'
import type { Moment } from '#core/time.ts'
import type { CorrectedFact } from './corrections.ts'
import type { Parties } from './parties.ts'
import type { Photo } from './photo-sheet.ts'
import type { TestRound } from './words.ts'

/** One of the case's tests; first, retests and confirmation stand side by side, none replaces another. */
export interface TestedValue {
  readonly round: TestRound
  /** With its unit, as a person reads it. */
  readonly value: string
  readonly verdict: Verdict
  readonly at: Moment | null
  /** Instrument, or laboratory and report number. */
  readonly source: string
  /** SHA-256 of the analyzer's raw bytes; null for a laboratory's value. */
  readonly rawSha256: string | null
}

export interface ServedNotification {
  readonly notificationNo: string
  readonly receiver: string
  readonly receivedAt: Moment
  readonly receipt: NoticeReceipt | null
}

/** How the case came to disposal: undisputed, deadline passed, or confirmed by a laboratory. */
export type DisposalGround =
  | { readonly kind: 'accepted'; readonly signer: string }
  | { readonly kind: 'deadline-passed' }
  | { readonly kind: 'confirmed'; readonly laboratory: string; readonly reportNo: string }

export interface DisposalFacts extends Quantities {
  readonly method: DisposalMethod
  /** Where and when it was announced, and to whom, before it was done; null while nothing was planned. */
  readonly plan: {
    readonly place: string
    readonly plannedAt: Moment
    readonly reportedTo: string
    readonly reportedAt: Moment
  } | null
  readonly place: string
  readonly disposedAt: Moment
  /** stock - destroyed - returned - sold - kept, `0` when nothing is unaccounted for. */
  readonly remainderKg: string
  readonly signers: readonly Signer[]
  /** Something that was signed was corrected since: a signature is of the earlier wording. */
  readonly signedEarlier: boolean
  readonly kinds: readonly KindQuantities[]
  readonly outlet: Outlet | null
}

/** Upward and downward; blank: not known. */
export interface PaperLinks {
  readonly supplier: string
  readonly supplierContact: string
  readonly certificateNo: string
  readonly batch: string
  readonly soldTo: string
  /** Other stalls that may have goods of the batch. */
  readonly others: readonly { readonly stall: string; readonly sampleNo: string }[]
}

export interface DestructionPaper {
  /** `XH-YYYYMMDD-NN`. */
  readonly recordNo: string
  readonly caseNo: string
  readonly site: string
  readonly parties: Parties
  readonly sampleNo: string
  readonly food: string
  readonly origin: string | null
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly sampledAt: Moment
  readonly item: string
  readonly method: string
  readonly basis: Basis | null
  readonly values: readonly TestedValue[]
  readonly notification: ServedNotification | null
  readonly ground: DisposalGround | null
  readonly seal: Seal | null
  readonly links: PaperLinks
  /** In the order they were made; everything else is said as it reads now. */
  readonly corrections: readonly CorrectedFact[]
  /** Null in a draft made before the disposal. */
  readonly disposal: DisposalFacts | null
  readonly photos: readonly Photo[]
  /** The platform's receipt for the case, when it is there. */
  readonly receipt: { readonly platform: string; readonly receipt: string; readonly at: Moment } | null
  /** The moment of closing, or of the draft: the only time of making inside the file. */
  readonly madeAt: Moment
  readonly draft: boolean
  readonly demo: boolean
}
