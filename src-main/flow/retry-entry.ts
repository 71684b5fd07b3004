/** A person asks to send an entry now: the same entry, the same identity, due at once. */
import { Fault } from '#core/fault.ts'
import type { EntryId } from '#core/ids.ts'
import { retryNow } from '#core/outbox/attempt.ts'
import type { Entry } from '#core/outbox/entry.ts'
import { appendAudit } from '#storage/audit.ts'
import { transaction } from '#storage/open.ts'
import { entryById, moveEntry } from '#storage/outbox.ts'
import type { World } from './world.ts'

/** Errors: `not-found`, `input.invalid` for an entry that is acknowledged or held. */
export function tryAgainNow(world: World, id: EntryId, by: string): Entry {
  const at = world.now()
  const entry = transaction(world.db, () => {
    const before = entryById(world.db, id)
    const again = retryNow(before, at)
    if (again === null) throw new Fault('input.invalid', `${before.state}: 已确认或暂不上报的记录不能重发`)
    moveEntry(world.db, { id, ...again, tries: before.tries, receipt: before.receipt })
    appendAudit(world.db, { at, by, action: 'outbox.retry', subject: id, detail: before.reason ?? '' })
    return entryById(world.db, id)
  })
  world.tell({ kind: 'outbox.moved', platform: entry.platform })
  return entry
}
