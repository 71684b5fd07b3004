/** What can happen to a case: its opening, retests from the analyzer, steps by a person; and how each is recorded. */

import type { FailureId, ResultId, SampleId } from '../ids.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { Round } from '../sample/round.ts'
import type { Moment } from '../time.ts'
import type { ClauseCode, DisposalMethod } from './rules.ts'
import type { FailureStage } from './stage.ts'

export interface Opening {
  readonly id: FailureId
  /** `CZ-YYYYMMDD-NN`, on every paper. */
  readonly caseNo: string
  readonly sampleId: SampleId
  /** The first positive or suspect result, kept for ever as it was. */
  readonly resultId: ResultId
  readonly item: string
}

export interface Signer {
  readonly role: string
  readonly name: string
  /** How the name came here; a name without one was typed. */
  readonly signature?: SignerProof | undefined
}

export interface SignerProof {
  readonly id: string
  /** Of what was signed, hex. */
  readonly sha256: string
  /** Signed with the person's own PIN. */
  readonly proven: boolean
}

/** Kilograms as decimal text; the remainder of stock - destroyed - returned - sold - kept must be exactly 0. */
export interface Quantities {
  readonly stockKg: string
  readonly destroyedKg: string
  readonly returnedKg: string
  readonly soldKg: string
  /** Kept as sample. */
  readonly keptKg: string
}

/** One sort of goods of the batch; all of them together are the batch. */
export interface KindQuantities extends Quantities {
  readonly name: string
}

/** How the goods left: a vehicle by its plate, a plant that treats them, and what was handed over for them. Blank: none. */
export interface Outlet {
  readonly plate: string
  readonly plant: string
  readonly receiptNo: string
  /** Identity of the photograph of the receipt among the evidence; blank: none. */
  readonly receiptPhoto: string
}

/**
 * How the notice was received. `screen`: drawn on the screen, bound to the hash of what was shown; `refused`: the receiver
 * would not sign and a witness stood by.
 */
export type NoticeReceipt =
  | { readonly kind: 'paper' }
  | { readonly kind: 'screen'; readonly shownSha256: string; readonly drawingSha256: string }
  | { readonly kind: 'refused'; readonly witness: string; readonly why: string }

export interface Disposal extends Quantities {
  readonly method: DisposalMethod
  readonly place: string
  readonly disposedAt: Moment
  readonly signers: readonly Signer[]
  /** Identities of photographs and films of the disposal. */
  readonly evidence: readonly string[]
  readonly kinds?: readonly KindQuantities[] | undefined
  readonly outlet?: Outlet | undefined
}

/** 封存: what was sealed and where; recorded beside the order of the law, as often as it changes. */
export interface Seal {
  readonly kind: 'seal'
  readonly quantityKg: string
  readonly place: string
  readonly sealNos: readonly string[]
}

/** Where the goods came from and where they went; blank: not known yet. */
export interface Trace {
  readonly kind: 'trace'
  readonly supplier: string
  readonly supplierContact: string
  readonly certificateNo: string
  readonly batch: string
  readonly soldTo: string
}

/** What a person does next; which of them is allowed is decided by the stage. */
export type FailureStep =
  | {
      readonly kind: 'serve-notice'
      readonly noticeNo: string
      readonly receiver: string
      readonly receivedAt: Moment
      readonly saleSuspended: true
      /** Absent in records made before papers could be signed on the screen: on paper. */
      readonly receipt?: NoticeReceipt | undefined
    }
  | { readonly kind: 'accept'; readonly signer: string }
  | { readonly kind: 'object'; readonly signer: string; readonly reason: string }
  | { readonly kind: 'let-deadline-pass' }
  | {
      readonly kind: 'refer'
      readonly laboratory: string
      readonly sealNo: string
      readonly carrier?: string | undefined
      readonly quantity?: string | undefined
    }
  | {
      readonly kind: 'confirm'
      readonly passed: boolean
      readonly reportNo: string
      readonly laboratory: string
      readonly method: string
      readonly value: string
      readonly unit?: string | undefined
      /** Only where the report gives one. */
      readonly uncertainty?: string | undefined
      /** The laboratory's signed file that said all this; absent: copied by hand from the report. */
      readonly file?: { readonly sha256: string; readonly fingerprint: string } | undefined
    }
  | {
      readonly kind: 'plan-disposal'
      readonly method: DisposalMethod
      readonly place: string
      readonly plannedAt: Moment
      readonly reportedTo: string
    }
  | ({ readonly kind: 'dispose' } & Disposal)
  | { readonly kind: 'close' }
  | Seal
  | Trace
export type FailureStepKind = FailureStep['kind']

/** A test of the same sample and item after the first one. */
export interface Retested {
  readonly kind: 'retested'
  readonly resultId: ResultId
  readonly verdict: Verdict
  readonly round: Round
}

/**
 * A person took back the claim that made this result: it was of another sample. Only while retests are due; later the case is a
 * public matter, and it ends by the law's own ways alone.
 */
export interface ResultWithdrawn {
  readonly kind: 'result-withdrawn'
  readonly resultId: ResultId
  readonly why: string
}

/** What moves a case without being a person's step of the law. */
export type Tested = Retested | ResultWithdrawn

export type FailureEvent = ({ readonly kind: 'opened' } & Opening) | Tested | FailureStep
export type FailureEventKind = FailureEvent['kind']

/** The clock of a stage: when it ends and which stage or step follows. */
export interface FailureClock {
  readonly dueAt: Moment
  /** `let-deadline-pass` or `dispose`: the step that is due then. */
  readonly next: FailureStepKind
  readonly basis: ClauseCode
}

/**
 * An event as it is kept. The decision it led to (`to`, `clock`) is kept with it, so that replaying an old case under
 * newer rules gives what was decided then, not what would be decided today.
 */
export interface FailureRecord {
  readonly at: Moment
  readonly by: string
  readonly event: FailureEvent
  readonly to: FailureStage
  readonly clock: FailureClock | null
}
