/** A form that another person began goes on in the hands of whoever takes it over: the draft moves, and the audit says so. */
import { appendAudit } from '#storage/audit.ts'
import { draftOf, dropDraft, saveDraft } from '#storage/drafts.ts'
import { transaction } from '#storage/open.ts'
import type { World } from './world.ts'

interface Taking {
  readonly name: string
  readonly from: string
  readonly by: string
}

/** False: its owner finished it or threw it away meanwhile. */
export function takeDraft(world: Pick<World, 'db' | 'now'>, { name, from, by }: Taking): boolean {
  const at = world.now()
  return transaction(world.db, () => {
    const found = draftOf(world.db, name, from)
    if (found === undefined || from === by) return false
    saveDraft(world.db, name, by, { data: found.data, at })
    dropDraft(world.db, name, from)
    appendAudit(world.db, { at, by, action: 'draft.take', subject: name, detail: from })
    return true
  })
}
