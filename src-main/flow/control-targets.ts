/** The mean and deviation that a control material is sold with, for its chart; an audited setting. */
import type { ControlKind } from '#core/control/kind.ts'
import type { Target } from '#core/control/levey-jennings.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

export interface ChartKey {
  readonly port: string
  readonly item: string
  readonly channel: string | null
  readonly kind: ControlKind
}

const keyOf = ({ port, item, channel, kind }: ChartKey) =>
  `control-target:${JSON.stringify([port, item, channel, kind])}`

export function targetOf(world: World, chart: ChartKey): Target | null {
  return readSetting<Target | null>(world.db, keyOf(chart)) ?? null
}

export function saveTarget(world: World, chart: ChartKey, target: Target | null, by: string): void {
  const { port, item, channel, kind } = chart
  transaction(world.db, () => {
    const detail = JSON.stringify({ item, channel, kind, before: targetOf(world, chart), now: target })
    writeSetting(world.db, keyOf(chart), target, world.now(), by)
    appendAudit(world.db, { at: world.now(), by, action: 'control.target', subject: port, detail })
  })
  world.tell({ kind: 'settings.changed' })
}
