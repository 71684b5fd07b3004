/** Answers for forms that are being filled in. */
import { takeDraft } from '#flow/take-draft.ts'
import { draftOf, draftsBeside, dropDraft, saveDraft } from '#storage/drafts.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

type Json = Parameters<Parameters<typeof os.draft.save.handler>[0]>[0]['input']['data']

export function draftAnswers({ world }: Pick<Desk, 'world'>) {
  return {
    get: os.draft.get.handler(({ input }) => {
      const found = draftOf(world.db, input.name, input.by)
      return { draft: found === undefined ? null : { data: found.data as Json, at: found.at } }
    }),
    save: os.draft.save.handler(({ input }) => {
      const at = world.now()
      saveDraft(world.db, input.name, input.by, { data: input.data, at })
      return { at }
    }),
    drop: os.draft.drop.handler(({ input }) => ({ dropped: dropDraft(world.db, input.name, input.by) })),
    others: os.draft.others.handler(({ input }) => [...draftsBeside(world.db, input.name, input.by)]),
    take: os.draft.take.handler(({ input }) => ({ taken: takeDraft(world, input) })),
  }
}
