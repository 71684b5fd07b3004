/** A reading looks for its sample; found, it is judged, and a case or a debt begins in the caller's transaction. */

import { judgeControl, methodOfControl } from '#core/control/outcome.ts'
import type { ReadingId, ResultId, SampleId } from '#core/ids.ts'
import { judge } from '#core/judge/judge.ts'
import { onlyMethodFor } from '#core/judge/only-method.ts'
import type { Ruling } from '#core/judge/reason.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { originOf } from '#core/reading/origin.ts'
import { itemOf, questionOf } from '#core/reading/question.ts'
import type { Reading } from '#core/reading/reading.ts'
import { isControl } from '#core/sample/control.ts'
import { matchReading } from '#core/sample/match.ts'
import { roundFor } from '#core/sample/next-round.ts'
import type { Moment } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { insertClaim } from '#storage/claims.ts'
import { insertFindings } from '#storage/controls.ts'
import { failureById, openFailureOf } from '#storage/failures.ts'
import { historyOf, insertResult } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { candidatesFor, circumstancesOf } from './find-sample.ts'
import { beginFailure, followRetest, openCase } from './follow-failure.ts'
import { kitFactsOf } from './kit-facts.ts'
import { owePlatforms } from './owe-platforms.ts'
import { factsOf } from './port-facts.ts'
import { recordControl, recordOwnControl } from './record-control.ts'
import { conditionsNow, judgedUnder, lotInUse } from './test-conditions.ts'
import type { News, World } from './world.ts'

export interface HeardReading {
  readonly readingId: ReadingId
  readonly reading: Reading
  readonly port: string
  readonly driver: Pick<Driver, 'id' | 'method' | 'guard' | 'repeats' | 'channelsSure'>
  /** When its bytes came. */
  readonly arrivedAt: Moment
  /** Why a person must look before it counts, `code` or `code: detail`; null when nothing speaks against it. */
  readonly doubt: string | null
  /** Of a strip read by eye: its own lot, and what its clock or its two readers have already decided. */
  readonly strip?: { readonly kitUse: number; readonly ruling: Ruling | null }
}

/** Runs inside the transaction that records the reading. */
export function matchAndJudge(world: World, heard: HeardReading): readonly News[] {
  const { reading, port } = heard
  if (reading.control) {
    recordOwnControl(world, heard)
    return []
  }
  const doubt = heard.doubt ?? strangerOn(world, port)
  if (doubt !== null) return leaveToPerson(world, heard, doubt)
  const candidates = candidatesFor(world, heard)
  const match = matchReading(reading, candidates, circumstancesOf(world, heard, candidates))
  switch (match.kind) {
    case 'control':
      return []
    case 'claim':
      return leaveToPerson(world, heard, match.reason)
    case 'matched':
      return judgeFor(world, heard, match.sampleId).news
  }
}

function strangerOn(world: World, port: string): string | null {
  const { stranger } = factsOf(world, port)
  return stranger === null ? null : `other-device: ${stranger}`
}

function leaveToPerson(world: World, { readingId }: HeardReading, reason: string): readonly News[] {
  insertClaim(world.db, { readingId, reason, at: world.now() })
  return [{ kind: 'reading.unclaimed', readingId }]
}

/** Judges a reading for a sample that is known, by match or by a person's claim. Runs inside a transaction. */
export function judgeFor(
  world: World,
  heard: HeardReading,
  sampleId: SampleId,
): { readonly resultId: ResultId; readonly news: readonly News[] } {
  const { reading, readingId, port, driver } = heard
  const { method: portMethod, itemNames } = factsOf(world, port)
  const knownMethod = driver.method ?? portMethod
  const sample = sampleById(world.db, sampleId)
  const named = { ...reading, item: itemNamed(reading.item, itemNames) }
  const kit = kitFactsOf(world, port, lotInUse(world, { port, item: itemOf(named.item), kitUse: heard.strip?.kitUse }))
  const asked = questionOf(named, sample, knownMethod, kit)
  const control = isControl(sample.kind, reading.control)
  const onlyMethod = () => onlyMethodFor(asked, world.pack) ?? (control ? methodOfControl(asked, world.pack) : null)
  const question = knownMethod === null ? { ...asked, method: onlyMethod() ?? '' } : asked
  const judged = { ...(control ? judgeControl : judge)(question, world.pack), ...heard.strip?.ruling }
  const { item, method } = question
  const { strip } = heard
  const window = strip === undefined ? null : strip.ruling?.verdict === 'invalid' ? 'late' : 'inside'
  const conditions = conditionsNow(world, { port, item, method, kitUse: strip?.kitUse, window })
  // What the strip's clock or readers decided says more than the conditions do; a control is measured by nothing but itself.
  const { verdict, reason, basis } = control || strip?.ruling != null ? judged : judgedUnder(judged, conditions)
  const open = openFailureOf(world.db, sampleId, question.item)
  const begins = open === undefined && !control && (verdict === 'positive' || verdict === 'suspect')
  const failureId = open?.id ?? (begins ? beginFailure(world, sampleId, question.item) : null)
  const round = roundFor(historyOf(world.db, sampleId, question.item), open?.stage ?? null)
  const resultId = insertResult(world.db, {
    sampleId,
    readingId,
    item,
    method,
    value: reading.value,
    unit: reading.unit,
    verdict,
    reason,
    basis,
    round,
    control,
    failureId,
    recordOrigin: originOf(driver.id),
    kitUse: conditions.use?.id ?? null,
    at: world.now(),
  })
  if (control) {
    const kitLot = conditions.use?.lot ?? null
    recordControl(world, { heard, question, sampleKind: sample.kind, resultId, kitLot })
    return { resultId, news: [{ kind: 'result.recorded', resultId }] }
  }
  insertFindings(world.db, resultId, conditions.findings)
  owePlatforms(world, resultId)
  if (failureId === null) return { resultId, news: [{ kind: 'result.recorded', resultId }] }
  const followed = { failureId, caseNo: failureById(world.db, failureId).caseNo, sampleId, item, resultId, port }
  const moved = begins ? openCase(world, followed) : followRetest(world, { ...followed, verdict, round })
  return { resultId, news: [{ kind: 'result.recorded', resultId }, moved] }
}
