/** Stalls: the sign over a stall and the business name, found by code. */
import { randomUUID } from 'node:crypto'
import type { StallId } from '#core/ids.ts'
import type { Stall } from '#core/sample/sample.ts'
import type { Db } from './sqlite.ts'
import { all, changeAny, insert, one } from './statements.ts'

/** Makes the stall, or gives a known code its new name; samples taken before keep the name of their day. */
export function upsertStall(db: Db, { code, name }: Pick<Stall, 'code' | 'name'>): Stall {
  const known = stallByCode(db, code)
  if (known === undefined) {
    const id = randomUUID() as StallId
    insert(db, 'INSERT INTO stalls (id, code, name) VALUES (?, ?, ?)', id, code, name)
    return { id, code, name }
  }
  if (known.name !== name) changeAny(db, 'UPDATE stalls SET name = ? WHERE id = ?', name, known.id)
  return { ...known, name }
}

export function stallByCode(db: Db, code: string): Stall | undefined {
  return one<Stall>(db, 'SELECT id, code, name FROM stalls WHERE code = ?', code)
}

/** By code. */
export function allStalls(db: Db): readonly Stall[] {
  return all<Stall>(db, 'SELECT id, code, name FROM stalls ORDER BY code')
}

/** The five foods a stall brought last, each once, most recent first. Controls are no habit. */
export function foodHabits(db: Db, stallId: StallId): readonly string[] {
  // The last two hundred samples are plenty to hold five foods and never a walk through ten years.
  return all<{ readonly food: string }>(
    db,
    `SELECT food FROM (SELECT food, seq FROM samples WHERE stall_id = ? AND kind = 'ordinary' ORDER BY seq DESC LIMIT 200)
     GROUP BY food ORDER BY max(seq) DESC LIMIT 5`,
    stallId,
  ).map(({ food }) => food)
}
