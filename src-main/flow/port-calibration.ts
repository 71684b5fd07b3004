/** When an instrument's calibration ends, as its certificate says: one fact, kept with the instrument's own entry in the master data. */
import type { EntryData } from '#core/catalog/catalog.ts'
import { dayOf } from '#core/time.ts'
import { type Entry, entriesOf, entryOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, settingKeys, writeSetting } from '#storage/settings.ts'
import { saveEntry } from './save-entry.ts'
import type { World } from './world.ts'

export interface Calibration {
  /** The last day it is valid, `YYYY-MM-DD`. */
  readonly dueOn: string
  readonly certificate: string | null
}

const SOON_DAYS = 30
const SETTING = 'port-calibration:'

/** The instrument that hangs on the port; of two that say so, the one entered last. */
export function instrumentOf(world: Pick<World, 'db'>, port: string): Entry<'instrument'> | undefined {
  return entriesOf(world.db, 'instrument')
    .filter(({ data }) => data.port === port)
    .sort((a, b) => b.revision - a.revision)[0]
}

export function calibrationOf(world: Pick<World, 'db'>, port: string): Calibration | null {
  const { calibrationDue: dueOn, certificateNo: certificate = null } = instrumentOf(world, port)?.data ?? {}
  return dueOn === undefined ? null : { dueOn, certificate }
}

export function calibrationState(world: World, calibration: Calibration | null): 'fine' | 'soon' | 'over' | null {
  if (calibration === null) return null
  const days = (Date.parse(calibration.dueOn) - Date.parse(dayOf(world.now()))) / 86_400_000
  return days < 0 ? 'over' : days <= SOON_DAYS ? 'soon' : 'fine'
}

/** `model`: what a port without an instrument is entered as. */
export function saveCalibration(
  world: World,
  port: string,
  calibration: Calibration | null,
  { by, model }: { readonly by: string; readonly model: string },
): void {
  const known = instrumentOf(world, port)
  const {
    calibrationDue: _,
    certificateNo: __,
    calibratedOn,
    ...kept
  }: EntryData<'instrument'> = known?.data ?? {
    code: freeCode(world, port),
    model,
    port,
  }
  const data = {
    ...kept,
    // A day of calibration that the new certificate's end contradicts was the old certificate's.
    ...(calibratedOn === undefined || (calibration !== null && calibration.dueOn < calibratedOn)
      ? {}
      : { calibratedOn }),
    ...(calibration === null ? {} : { calibrationDue: calibration.dueOn }),
    ...(calibration?.certificate == null ? {} : { certificateNo: calibration.certificate }),
  }
  if (known === undefined && calibration === null) return
  const saved = saveEntry(world, { list: 'instrument', key: known?.key ?? null, data, by, source: 'port' })
  if (saved.kind === 'refused')
    throw new Error(`the calibration of ${port} was refused: ${JSON.stringify(saved.findings)}`)
  world.tell({ kind: 'port.changed', port })
}

/** The port's own name, unless another instrument is already called that. */
function freeCode(world: Pick<World, 'db'>, port: string): string {
  const name = port.slice(0, 36)
  for (let at = 1; ; at++) {
    const code = at === 1 ? name : `${name}-${at}`
    if (entryOf(world.db, 'instrument', code) === undefined) return code
  }
}

/** What earlier versions kept as a setting of the port moves to the instrument, once. */
export function moveCalibrations(world: World): void {
  for (const key of settingKeys(world.db, SETTING)) {
    const stored = readSetting<Calibration | null>(world.db, key)
    if (stored == null) continue
    const port = key.slice(SETTING.length)
    transaction(world.db, () => {
      if (instrumentOf(world, port) === undefined) saveCalibration(world, port, stored, { by: '程序自带', model: port })
      writeSetting(world.db, key, null, world.now(), '程序自带')
    })
  }
}
