/** A day's batches with their controls, parallel samples beside what they repeat, and what was let pass. */
import type { BatchView, OverrideView } from '#contract/control.ts'
import { controlsAt } from '#core/control/batch.ts'
import { compareParallel } from '#core/control/parallel.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { conditionsNow } from '#flow/test-conditions.ts'
import type { World } from '#flow/world.ts'
import { type ParallelPair, parallelsOf, type TestedBatch, testedBatches } from '#storage/batches.ts'
import { controlsOfDay, newestOverrides, type StoredControl, type StoredOverride } from '#storage/controls.ts'

type Key = Pick<TestedBatch, 'port' | 'item' | 'method' | 'kitLot'>
const textOf = ({ port, item, method, kitLot }: Key) => JSON.stringify([port, item, method, kitLot])

export function controlDay(world: World, day: string) {
  const { from, until } = dayBounds(day, world.now().offset)
  const tested = testedBatches(world.db, { from, until })
  const controls = controlsOfDay(world.db, day)
  // Parallel and blind samples vouch for no batch of their own.
  const only = controls.filter(({ kind }) => kind === 'blank' || kind === 'positive-control' || kind === 'unsaid')
  const batches = new Map<string, TestedBatch>(tested.map((batch) => [textOf(batch), batch]))
  for (const control of only) {
    if (!hasBatch(tested, control)) batches.set(textOf(control), { ...control, tests: 0, blocked: 0 })
  }
  return {
    day,
    batches: [...batches.values()].map((batch) => batchView(world, day, batch, controls)),
    parallels: parallelsOf(world.db, { from, until }).map(parallelView),
    overrides: newestOverrides(world.db, 100).map(overrideView),
  }
}

/** Where nobody could say the method, of the control or of the tests, the item is enough. */
function belongs(control: StoredControl, batch: Key): boolean {
  const { port, item, method, kitLot } = batch
  return (
    control.port === port &&
    control.item === item &&
    (control.method === method || control.method === '' || method === '') &&
    control.kitLot === kitLot
  )
}

function hasBatch(tested: readonly Key[], control: StoredControl): boolean {
  return tested.some((batch) => belongs(control, batch))
}

function batchView(world: World, day: string, batch: TestedBatch, all: readonly StoredControl[]): BatchView {
  const { port, item, method, kitLot, tests, blocked } = batch
  const controls = all.filter((control) => belongs(control, batch))
  const now = conditionsNow(world, { port, item, method })
  const current = day === dayOf(world.now()) && now.batch.kitLot === kitLot
  return {
    port,
    item,
    method,
    kitLot,
    tests,
    blocked,
    ...controlsAt(controls),
    findings: current ? now.findings.map((finding) => ({ ...finding })) : [],
    current,
    operator: now.use?.operator ?? null,
    controls: controls.map(({ id, at, kind, outcome, verdict, channel, value, unit, sampleNo }) => ({
      id,
      at,
      kind,
      outcome,
      verdict,
      channel,
      value,
      unit,
      sampleNo,
    })),
  }
}

function parallelView(pair: ParallelPair) {
  const { sampleNo, otherNo, food, item, value, otherValue, unit, otherUnit, verdict, otherVerdict } = pair
  const compared =
    otherValue === null || otherVerdict === null
      ? { agree: null, difference: null, relative: null }
      : compareParallel({ value, unit, verdict }, { value: otherValue, unit: otherUnit, verdict: otherVerdict })
  return { sampleNo, otherNo, food, item, value, otherValue, unit, ...compared }
}

function overrideView({ batch, codes, ...given }: StoredOverride): OverrideView {
  const [port, item, method, kitLot, day] = JSON.parse(batch) as [string, string, string, string | null, string]
  return { ...given, codes: [...codes], batch: { port, item, method, kitLot, day } }
}
