/** A step that one person began is finished by another: one draft, moved, and the audit says who took whose. */
import { expect, test } from 'vitest'
import { takeDraft } from '#flow/take-draft.ts'
import { auditPage } from '#storage/audit.ts'
import { draftOf, draftsBeside, saveDraft } from '#storage/drafts.ts'
import { room } from './room.ts'

const name = 'failure F1 dispose 0'

test('the draft moves whole, in place of an own one', () => {
  const { world, clock } = room()
  saveDraft(world.db, name, '王敏', { data: { place: '冷库' }, at: clock.now() })
  saveDraft(world.db, name, '李站长', { data: { place: '别处' }, at: clock.now() })
  expect(draftsBeside(world.db, name, '李站长')).toEqual([{ person: '王敏', at: clock.now() }])
  expect(draftsBeside(world.db, 'failure F2 dispose 0', '李站长')).toEqual([])
  clock.pass(60_000)
  expect(takeDraft(world, { name, from: '王敏', by: '李站长' })).toBe(true)
  expect(draftOf(world.db, name, '李站长')).toEqual({ data: { place: '冷库' }, at: clock.now() })
  expect(draftOf(world.db, name, '王敏')).toBeUndefined()
  expect(auditPage(world.db, { limit: 1, after: null }).rows[0]).toMatchObject({
    action: 'draft.take',
    by: '李站长',
    subject: name,
    detail: '王敏',
  })
})

test('what is gone, or one’s own, is not taken and leaves no trace', () => {
  const { world, clock } = room()
  saveDraft(world.db, name, '王敏', { data: { place: '冷库' }, at: clock.now() })
  expect(takeDraft(world, { name, from: '李站长', by: '王敏' })).toBe(false)
  expect(takeDraft(world, { name, from: '王敏', by: '王敏' })).toBe(false)
  expect(draftOf(world.db, name, '王敏')?.data).toEqual({ place: '冷库' })
  expect(auditPage(world.db, { limit: 5, after: null }).rows.filter(({ action }) => action === 'draft.take')).toEqual(
    [],
  )
})
