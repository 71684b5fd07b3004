/** Which kit lot and which operator work at a port, since when: chosen once, kept for every result that follows. */
import type { Moment } from '#core/time.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, one } from './statements.ts'

export interface NewKitUse {
  readonly port: string
  /** Null: for everything that this port measures. */
  readonly item: string | null
  readonly kit: string
  readonly lot: string
  readonly bufferLot: string | null
  readonly operator: string
  readonly by: string
  readonly at: Moment
}

export interface KitUse extends NewKitUse {
  readonly id: number
}

type Row = Omit<KitUse, 'at'> & { readonly utc: string; readonly zone: number }

const SELECT = `SELECT id, port, item, kit, lot, buffer_lot AS bufferLot, operator, chosen_by AS "by", chosen_at AS utc,
  chosen_zone AS zone FROM kit_uses`

export function insertKitUse(db: Db, use: NewKitUse): number {
  return insert(
    db,
    `INSERT INTO kit_uses (port, item, kit, lot, buffer_lot, operator, chosen_by, chosen_at, chosen_zone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    use.port,
    use.item,
    use.kit,
    use.lot,
    use.bufferLot,
    use.operator,
    use.by,
    use.at.utc,
    use.at.offset,
  )
}

/** The newest choice for this item or for all of the port's items. */
export function kitInUse(db: Db, port: string, item: string | null): KitUse | undefined {
  const row = one<Row>(
    db,
    `${SELECT} WHERE port = CAST(? AS TEXT) AND (item IS NULL OR item = CAST(? AS TEXT)) ORDER BY id DESC LIMIT 1`,
    port,
    item,
  )
  return row === undefined ? undefined : kitUseFrom(row)
}

/** Everything in use at a port now: the newest for each item, and the one for all items where none came after it. */
export function kitsInUse(db: Db, port: string): readonly KitUse[] {
  return all<Row>(
    db,
    `${SELECT} u WHERE port = CAST(? AS TEXT) AND NOT EXISTS (SELECT 1 FROM kit_uses n WHERE n.port = u.port AND n.id > u.id
       AND (n.item IS NULL OR n.item IS u.item)) ORDER BY item IS NOT NULL, item`,
    port,
  ).map(kitUseFrom)
}

export function kitUseById(db: Db, id: number): KitUse | undefined {
  const row = one<Row>(db, `${SELECT} WHERE id = ?`, id)
  return row === undefined ? undefined : kitUseFrom(row)
}

function kitUseFrom({ utc, zone, ...use }: Row): KitUse {
  return { ...use, at: moment(utc, zone) }
}
