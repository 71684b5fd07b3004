/** A reading whose sample is known is judged, and a case or a debt begins in the caller's transaction. */

import { judgeControl, methodOfControl } from '#core/control/outcome.ts'
import { isFinding } from '#core/failure/retest.ts'
import type { ReadingId, ResultId, SampleId } from '#core/ids.ts'
import { judge } from '#core/judge/judge.ts'
import { onlyMethodFor } from '#core/judge/only-method.ts'
import type { Ruling } from '#core/judge/reason.ts'
import type { Question } from '#core/judge/verdict.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { originOf } from '#core/reading/origin.ts'
import { itemOf, questionOf } from '#core/reading/question.ts'
import type { Reading } from '#core/reading/reading.ts'
import { isControl } from '#core/sample/control.ts'
import { roundFor } from '#core/sample/next-round.ts'
import { isBesideFirst } from '#core/sample/parallel.ts'
import type { Moment } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { insertFindings } from '#storage/controls.ts'
import { failureById, openFailureOf, type StoredFailure } from '#storage/failures.ts'
import { historyOf, insertResult, readOnPort } from '#storage/results.ts'
import { type StoredSample, sampleById, staysOf } from '#storage/samples.ts'
import { beginFailure, followRetest, openCase } from './follow-failure.ts'
import { kitFactsOf } from './kit-facts.ts'
import { owePlatforms } from './owe-platforms.ts'
import { factsOf } from './port-facts.ts'
import { recordControl } from './record-control.ts'
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

export interface Judged {
  readonly resultId: ResultId
  readonly control: boolean
  readonly news: readonly News[]
}

/** Judges a reading for a sample that is known, by match or by a person's claim. Runs inside a transaction. */
export function judgeFor(world: World, heard: HeardReading, sampleId: SampleId): Judged {
  const { reading, readingId, port, driver, strip } = heard
  const { sample, control, question } = askedOf(world, heard, sampleId)
  const judged = { ...(control ? judgeControl : judge)(question, world.pack), ...heard.strip?.ruling }
  const { item, method } = question
  const window = strip === undefined ? null : strip.ruling?.verdict === 'invalid' ? 'late' : 'inside'
  const conditions = conditionsNow(world, { port, item, method, kitUse: strip?.kitUse, window })
  // What the strip's clock or readers decided says more than the conditions do; a control is measured by nothing but itself.
  const { verdict, reason, basis } = control || strip?.ruling != null ? judged : judgedUnder(judged, conditions)
  const standing = openFailureOf(world.db, sampleId, question.item)
  // A parallel of the first test may accuse, but never counts as a retest that clears.
  const beside = standing !== undefined && !isFinding(verdict) && stoodBeside(world, heard, sampleId, standing)
  const open = beside ? undefined : standing
  const begins = open === undefined && !control && isFinding(verdict)
  const failureId = open?.id ?? (begins ? beginFailure(world, sampleId, question.item) : null)
  const history = open === undefined ? [] : historyOf(world.db, sampleId, question.item)
  const round = roundFor(
    history.filter((past) => past.failureId === open?.id),
    open?.stage ?? null,
  )
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
    return { resultId, control, news: [{ kind: 'result.recorded', resultId }] }
  }
  insertFindings(world.db, resultId, conditions.findings)
  owePlatforms(world, resultId)
  if (failureId === null) return { resultId, control, news: [{ kind: 'result.recorded', resultId }] }
  const followed = { failureId, caseNo: failureById(world.db, failureId).caseNo, sampleId, item, resultId, port }
  const moved = begins ? openCase(world, followed) : followRetest(world, { ...followed, verdict, round })
  return { resultId, control, news: [{ kind: 'result.recorded', resultId }, moved] }
}

/** What the judge is asked for this sample. */
export function askedOf(
  world: World,
  heard: HeardReading,
  sampleId: SampleId,
): { readonly sample: StoredSample; readonly control: boolean; readonly question: Question } {
  const { reading, port, driver } = heard
  const { method: portMethod, itemNames } = factsOf(world, port)
  const knownMethod = driver.method ?? portMethod
  const sample = sampleById(world.db, sampleId)
  const named = { ...reading, item: itemNamed(reading.item, itemNames) }
  const kit = kitFactsOf(world, port, lotInUse(world, { port, item: itemOf(named.item), kitUse: heard.strip?.kitUse }))
  const asked = questionOf(named, sample, knownMethod, kit)
  const control = isControl(sample.kind, reading.control)
  const onlyMethod = () => onlyMethodFor(asked, world.pack) ?? (control ? methodOfControl(asked, world.pack) : null)
  const question = knownMethod === null ? { ...asked, method: onlyMethod() ?? '' } : asked
  return { sample, control, question }
}

function stoodBeside(
  { db }: World,
  { reading, readingId, port, arrivedAt }: HeardReading,
  sampleId: SampleId,
  { item, openedAt }: StoredFailure,
): boolean {
  const stays = staysOf(db, { sampleId, port, until: arrivedAt })
  const read = readOnPort(db, { sampleId, item, port, before: readingId })
  return isBesideFirst(reading.channel, { stays, read, openedAt })
}
