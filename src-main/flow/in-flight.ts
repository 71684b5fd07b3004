/** Entries that are on their way to a platform at this moment; known only while this program runs, and only it sends. */
import type { EntryId } from '#core/ids.ts'
import type { Db } from '#storage/open.ts'

const flying = new WeakMap<Db, Set<EntryId>>()

export function isInFlight(db: Db, id: EntryId): boolean {
  return flying.get(db)?.has(id) === true
}

/** Until the work is done and what came of it is kept. */
export async function inFlight<T>(db: Db, ids: readonly EntryId[], work: () => Promise<T>): Promise<T> {
  const all = flying.get(db) ?? new Set<EntryId>()
  flying.set(db, all)
  for (const id of ids) all.add(id)
  try {
    return await work()
  } finally {
    for (const id of ids) all.delete(id)
  }
}
