/** What the room's lists say of a kit lot, an operator and an instrument: the facts behind the conditions of a test. */
import type { EntryData } from '#core/catalog/catalog.ts'
import type { LotFacts, OperatorFacts } from '#core/control/conditions.ts'
import type { StripWindow } from '#core/control/strip.ts'
import { plain } from '#core/failure/names.ts'
import { entriesOf, entryOf, kitLotOf, revisionNow } from '#storage/catalog.ts'
import type { KitUse } from '#storage/kit-uses.ts'
import { calibrationOf } from './port-calibration.ts'
import type { World } from './world.ts'

/** A lot that is in no list has no days: it is named on the record, and nothing is known against it. */
export function lotFactsOf({ db }: World, use: KitUse | undefined): LotFacts | null {
  if (use === undefined) return null
  const entry = kitLotOf(db, use.kit, use.lot)?.data
  return {
    kit: use.kit,
    lot: use.lot,
    expiresOn: entry?.expiresOn ?? null,
    openedOn: entry?.openedOn ?? null,
    openedLifeDays: entry?.openedLifeDays ?? entryOf(db, 'kit', use.kit)?.data.openedLifeDays ?? null,
    bufferLot: entry?.bufferLot ?? null,
    bufferInUse: use.bufferLot,
  }
}

interface Lists {
  readonly revision: number
  readonly staff: ReadonlyMap<string, EntryData<'staff'>>
  /** By port; asked for at most once each. */
  readonly calibrated: Map<string, string | null>
}
const known = new WeakMap<World['db'], Lists>()

/** Asked for every result: read again only when a list has changed. */
function listsOf({ db }: World): Lists {
  const revision = revisionNow(db) ?? 0
  const before = known.get(db)
  if (before?.revision === revision) return before
  const staff = new Map(entriesOf(db, 'staff').map(({ data }) => [plain(data.name), data]))
  const lists = { revision, staff, calibrated: new Map<string, string | null>() }
  known.set(db, lists)
  return lists
}

/** Null where nobody was named, or where the room keeps no list of staff: then nothing can be said about anybody. */
export function operatorFactsOf(world: World, name: string | undefined): OperatorFacts | null {
  const { staff } = listsOf(world)
  if (name === undefined || staff.size === 0) return null
  const entry = staff.get(plain(name))
  return {
    name,
    onRecord: entry !== undefined,
    trainedUntil: entry?.trainedUntil ?? null,
    certificateUntil: entry?.certificateUntil ?? null,
  }
}

/** As the port says it; the instrument list and the port keep one fact. */
export function calibratedUntil(world: World, port: string): string | null {
  const { calibrated } = listsOf(world)
  const before = calibrated.get(port)
  if (before !== undefined) return before
  const dueOn = calibrationOf(world, port)?.dueOn ?? null
  calibrated.set(port, dueOn)
  return dueOn
}

/** The reading window of a lot, else of its kit; null where the room's list has neither. */
export function windowOf(
  { db }: World,
  { kit, lot }: { readonly kit: string; readonly lot: string },
): StripWindow | null {
  for (const data of [kitLotOf(db, kit, lot)?.data, entryOf(db, 'kit', kit)?.data]) {
    const { windowMinSeconds: fromSeconds, windowMaxSeconds: untilSeconds } = data ?? {}
    // One and the same minute is when to look, not how long one may: the leaflet must be asked.
    if (fromSeconds !== undefined && untilSeconds !== undefined && untilSeconds > fromSeconds)
      return { fromSeconds, untilSeconds }
  }
  return null
}
