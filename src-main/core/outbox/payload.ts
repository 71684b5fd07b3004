/** The canonical record a platform adapter starts from: our stable names, one meaning each, never a platform's own words. */
import { canonicalJson } from '../canonical.ts'
import { dispositionOf } from '../failure/closing.ts'
import type { FailureState } from '../failure/failure.ts'
import type { EntryId, ResultId } from '../ids.ts'
import { type Basis, citation, type Verdict } from '../judge/verdict.ts'
import type { RecordOrigin } from '../reading/origin.ts'
import type { Round } from '../sample/round.ts'
import type { Nature, SampleKind } from '../sample/sample.ts'
import { localText, type Moment } from '../time.ts'

/** Everything a platform may hear of one result. Values stay text, as the analyzer said them. */
export interface ResultFacts {
  readonly resultId: ResultId
  readonly sampleKind: SampleKind
  /** A reading the analyzer itself called a control. */
  readonly control: boolean
  readonly nature: Nature
  readonly sampleNo: string
  readonly food: string
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly basis: Basis | null
  readonly round: Round
  readonly testedAt: Moment
  readonly sampledAt: Moment
  readonly tester: string
  readonly stallNo: string | null
  readonly origin: string | null
  /** Driver and port, `dayuan/lz-4000t@p1`. */
  readonly device: string
  readonly channel: string | null
  /** SHA-256 of the raw frame the value came in. */
  readonly rawSha256: string
  readonly recordOrigin: RecordOrigin
  /** The kit lot it was made with; null: nobody said. */
  readonly kit: string | null
  readonly kitLot: string | null
  /** Of a strip read by eye: its photographs, in the order in which they were taken in. */
  readonly photoSha256?: readonly string[] | undefined
}

/** The object behind a result's payload; field meanings follow the crosswalk of platform documents. */
export interface ResultPayload {
  readonly kind: 'result'
  readonly recordId: string
  readonly sampleNo: string
  readonly foodName: string
  readonly itemName: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly limit: string | null
  readonly basis: string | null
  readonly conclusion: Verdict
  /** ISO 8601 with the site's offset, `2026-03-01T08:05:00+08:00`. */
  readonly checkTime: string
  readonly sampleTime: string
  readonly tester: string
  readonly stallNo: string | null
  readonly nature: Nature
  readonly round: Round
  /** 1: a retest. */
  readonly retestFlag: 0 | 1
  readonly origin: string | null
  readonly device: string
  readonly channel: string | null
  readonly rawSha256: string
  /** `instrument`, or `manual` for a strip read by eye, which a platform must be able to tell apart. */
  readonly recordOrigin: RecordOrigin
  readonly kit: string | null
  readonly kitLot: string | null
  readonly photoSha256: readonly string[]
  readonly packVersion: string | null
}

export function resultPayload(recordId: EntryId, facts: ResultFacts): ResultPayload {
  const { basis } = facts
  return {
    kind: 'result',
    recordId,
    sampleNo: facts.sampleNo,
    foodName: facts.food,
    itemName: facts.item,
    method: facts.method,
    value: facts.value,
    unit: facts.unit,
    limit: basis === null ? null : basis.limit,
    basis: basis === null ? null : citation(basis),
    conclusion: facts.verdict,
    checkTime: zonedText(facts.testedAt),
    sampleTime: zonedText(facts.sampledAt),
    tester: facts.tester,
    stallNo: facts.stallNo,
    nature: facts.nature,
    round: facts.round,
    retestFlag: facts.round === 'first' ? 0 : 1,
    origin: facts.origin,
    device: facts.device,
    channel: facts.channel,
    rawSha256: facts.rawSha256,
    recordOrigin: facts.recordOrigin,
    kit: facts.kit,
    kitLot: facts.kitLot,
    photoSha256: facts.photoSha256 ?? [],
    packVersion: basis === null ? null : `${basis.pack} ${basis.packVersion}`,
  }
}

/** Canonical JSON of a result's record, as it is kept and sent. */
export function payloadOf(recordId: EntryId, facts: ResultFacts): string {
  return canonicalJson({ ...resultPayload(recordId, facts) })
}

/** What the case itself does not know of a destruction. */
export interface FailureFacts {
  readonly sampleNo: string
  readonly food: string
  readonly stallNo: string | null
  /** `XH-YYYYMMDD-NN` and the SHA-256 of the destruction record's bytes. */
  readonly recordNo: string
  readonly recordSha256: string
  /** SHA-256 of each photograph or film, in the order of the case's evidence. */
  readonly evidenceSha256: readonly string[]
}

/** Canonical JSON of a closed case's destruction. Throws for a case that is not closed: there is nothing to report yet. */
export function payloadOfFailure(recordId: EntryId, state: FailureState, facts: FailureFacts): string {
  const { plan, disposal, basis } = dispositionOf(state)
  return canonicalJson({
    kind: 'destruction',
    recordId,
    caseNo: state.caseNo,
    recordNo: facts.recordNo,
    recordSha256: facts.recordSha256,
    sampleNo: facts.sampleNo,
    foodName: facts.food,
    itemName: state.item,
    stallNo: facts.stallNo,
    ground: basis.ground,
    clauses: basis.clauses,
    confirmation:
      state.confirmation === null
        ? null
        : {
            reportNo: state.confirmation.reportNo,
            laboratory: state.confirmation.laboratory,
            method: state.confirmation.method,
            value: state.confirmation.value,
          },
    plannedTime: zonedText(plan.plannedAt),
    reportedTo: plan.reportedTo,
    reportTime: zonedText(plan.at),
    method: disposal.method,
    place: disposal.place,
    disposalTime: zonedText(disposal.disposedAt),
    stockKg: disposal.stockKg,
    destroyedKg: disposal.destroyedKg,
    returnedKg: disposal.returnedKg,
    soldKg: disposal.soldKg,
    keptKg: disposal.keptKg,
    signers: disposal.signers.map(({ role, name }) => ({ role, name })),
    evidenceSha256: facts.evidenceSha256,
    closedTime: zonedText(state.closedAt ?? disposal.at),
  })
}

/** `2026-03-01T08:05:00+08:00`: the wall clock at the site and its offset. */
export function zonedText(moment: Moment): string {
  const minutes = Math.abs(moment.offset)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${localText(moment)}${moment.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
