/** A control is heard: what it shows is kept for its batch, and for the chart; it is owed to nobody and shown to nobody outside. */
import { controlKindOf } from '#core/control/kind.ts'
import { controlOutcome, judgeControl, methodOfControl } from '#core/control/outcome.ts'
import type { ResultId } from '#core/ids.ts'
import type { Question } from '#core/judge/verdict.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { questionOf } from '#core/reading/question.ts'
import type { SampleKind } from '#core/sample/sample.ts'
import { dayOf } from '#core/time.ts'
import { insertControlRun } from '#storage/controls.ts'
import { kitInUse } from '#storage/kit-uses.ts'
import type { HeardReading } from './judge-reading.ts'
import { factsOf } from './port-facts.ts'
import type { World } from './world.ts'

export interface ControlHeard {
  readonly heard: Pick<HeardReading, 'readingId' | 'reading' | 'port'>
  readonly question: Question
  /** Null: no sample, the analyzer alone calls it a control. */
  readonly sampleKind: SampleKind | null
  readonly resultId: ResultId | null
  readonly kitLot: string | null
}

/** Runs inside the transaction that records the reading. A training run shows nothing and is kept as its result alone. */
export function recordControl(world: World, { heard, question, sampleKind, resultId, kitLot }: ControlHeard): void {
  const kind = controlKindOf(sampleKind, heard.reading)
  if (kind === null || kind === 'training') return
  const { verdict } = judgeControl(question, world.pack)
  const at = world.now()
  insertControlRun(world.db, {
    readingId: heard.readingId,
    resultId,
    kind,
    outcome: controlOutcome(kind, verdict),
    verdict,
    port: heard.port,
    item: question.item,
    method: question.method,
    kitLot,
    day: dayOf(at),
    at,
  })
}

/** A reading that belongs to no sample because the analyzer calls it a control. */
export function recordOwnControl(world: World, heard: HeardReading): void {
  const { method, itemNames } = factsOf(world, heard.port)
  const named = { ...heard.reading, item: itemNamed(heard.reading.item, itemNames) }
  const asked = questionOf(named, { food: '', takenAt: world.now() }, heard.driver.method ?? method)
  const question = asked.method === '' ? { ...asked, method: methodOfControl(asked, world.pack) ?? '' } : asked
  const kitLot = kitInUse(world.db, heard.port, question.item)?.lot ?? null
  recordControl(world, { heard, question, sampleKind: null, resultId: null, kitLot })
}
