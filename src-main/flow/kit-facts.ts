/** The kit lot a reading was made with, as the room's lists say it: its reader's thresholds and its kit's dilution. */
import { keyOfLot } from '#core/catalog/catalog.ts'
import { plain } from '#core/failure/names.ts'
import { type KitFacts, noKit } from '#core/reading/kit-facts.ts'
import { entriesOf, entryAt, entryOf } from '#storage/catalog.ts'
import type { World } from './world.ts'

interface Used {
  readonly kit: string
  readonly lot: string
}

/** `revision`: the lists as they stood when a result was judged; null: as they stand now. */
export function kitFactsOf(
  { db }: Pick<World, 'db'>,
  port: string,
  use: Used | null | undefined,
  revision: number | null = null,
): KitFacts {
  if (use === null || use === undefined) return noKit
  const key = keyOfLot(use.kit, use.lot)
  const lot = (revision === null ? entryOf(db, 'kit-lot', key) : entryAt(db, 'kit-lot', key, revision))?.data
  const kit = (revision === null ? entryOf(db, 'kit', use.kit) : entryAt(db, 'kit', use.kit, revision))?.data
  return {
    reader: readerAt(db, port, lot?.reader ?? ''),
    lot: use.lot,
    invalidUpTo: lot?.cThreshold ?? '',
    positiveUpTo: lot?.tcPositive ?? '',
    negativeFrom: lot?.tcNegative ?? '',
    dilution: kit?.dilution ?? '',
  }
}

/** A lot's thresholds are of one reader: the port by its name, or the instrument of the list that hangs on it. */
function readerAt(db: World['db'], port: string, named: string): string {
  if (named.trim() === '') return ''
  const instruments = entriesOf(db, 'instrument').filter(({ data }) => data.port === port)
  const names = [port, ...instruments.flatMap(({ data }) => [data.code, data.model, data.serialNo ?? ''])]
  return names.some((name) => plain(name) === plain(named)) ? named : ''
}
