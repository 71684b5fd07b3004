/** A control chart for each port, item, channel and kind of control: numbers of one unit, oldest first. */
import type { ChartView } from '#contract/control.ts'
import { chartOf } from '#core/control/levey-jennings.ts'
import { readMeasured } from '#core/judge/measured.ts'
import { dayOf, later } from '#core/time.ts'
import { targetOf } from '#flow/control-targets.ts'
import type { World } from '#flow/world.ts'
import { controlsSince, type StoredControl } from '#storage/controls.ts'

const charted: readonly StoredControl['kind'][] = ['blank', 'positive-control', 'unsaid']

export function controlCharts(world: World, days: number): ChartView[] {
  const since = dayOf(later(world.now(), -days * 86_400_000))
  const series = new Map<
    string,
    { readonly first: StoredControl; readonly numbers: { at: StoredControl['at']; value: string }[] }
  >()
  for (const control of controlsSince(world.db, since)) {
    const measured = readMeasured(control.value)
    if (!charted.includes(control.kind) || measured.kind !== 'number') continue
    const key = JSON.stringify([control.port, control.item, control.channel, control.kind, control.unit])
    const one = series.get(key) ?? { first: control, numbers: [] }
    one.numbers.push({ at: control.at, value: measured.value.toFixed() })
    series.set(key, one)
  }
  return [...series.values()].map(({ first: { port, item, channel, kind, unit }, numbers }) => {
    const { bands, points } = chartOf(
      numbers.map(({ value }) => value),
      targetOf(world, { port, item, channel, kind }),
    )
    return {
      port,
      item,
      channel,
      kind,
      unit,
      bands,
      points: points.map(({ value, z, rules, state }, index) => ({
        at: numbers[index]?.at ?? world.now(),
        value,
        z,
        rules: [...rules],
        state,
      })),
    }
  })
}
