/** When an instrument's calibration ends, as its certificate says; an audited setting of the port. */
import { dayOf } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

export interface Calibration {
  /** The last day it is valid, `YYYY-MM-DD`. */
  readonly dueOn: string
  readonly certificate: string | null
}

const SOON_DAYS = 30
const key = (port: string) => `port-calibration:${port}`

export function calibrationOf(world: World, port: string): Calibration | null {
  return readSetting<Calibration | null>(world.db, key(port)) ?? null
}

export function calibrationState(world: World, calibration: Calibration | null): 'fine' | 'soon' | 'over' | null {
  if (calibration === null) return null
  const days = (Date.parse(calibration.dueOn) - Date.parse(dayOf(world.now()))) / 86_400_000
  return days < 0 ? 'over' : days <= SOON_DAYS ? 'soon' : 'fine'
}

export function saveCalibration(world: World, port: string, calibration: Calibration | null, by: string): void {
  transaction(world.db, () => {
    const detail = JSON.stringify({ before: calibrationOf(world, port), now: calibration })
    writeSetting(world.db, key(port), calibration, world.now(), by)
    appendAudit(world.db, { at: world.now(), by, action: 'port.calibration', subject: port, detail })
  })
  world.tell({ kind: 'port.changed', port })
}
