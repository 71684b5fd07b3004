/** Training records: by an administrator, never one's own; through the form, a file and a retired entry that is taken back. */
import { expect, test } from 'vitest'
import { isFault } from '#core/fault.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { importFile } from '#flow/import-catalog.ts'
import { retireEntry, saveEntry } from '#flow/save-entry.ts'
import type { World } from '#flow/world.ts'
import { entryOf } from '#storage/catalog.ts'
import { ADMINISTRATOR, firstAccount, personWith } from './people.ts'
import { room } from './room.ts'

const trained = { code: 'S-1', name: '王敏', trainedUntil: '2027-03-02' }

function outcome(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (isFault(error)) return error.code
    throw error
  }
  return 'done'
}

const save = (world: World, data: Record<string, string>, by: string, key: string | null = data.code ?? null) =>
  outcome(() => saveEntry(world, { list: 'staff', key, data, by }))

test('an open room enters what it has', () => {
  const { world } = room()
  expect(save(world, trained, '王敏', null)).toBe('done')
})

test('nobody enters their own, and only an administrator that of others', async () => {
  const { world } = room()
  save(world, { code: 'S-1', name: '王敏' }, '王敏', null)
  await firstAccount(world, ['operator'])
  await personWith(world, '王敏', ['manager'], { staff: 'S-1' })
  await personWith(world, '刘洋', ['manager'])
  expect(save(world, trained, '王敏')).toBe('person.own-training')
  expect(save(world, trained, '刘洋')).toBe('person.own-training')
  expect(entryOf(world.db, 'staff', 'S-1')?.data.trainedUntil).toBeUndefined()
  expect(save(world, { code: 'S-1', name: '王敏', phone: '13800138000' }, '王敏')).toBe('done')
  expect(save(world, trained, ADMINISTRATOR)).toBe('done')
  // An administrator's own: by the name where no account is tied to the entry yet.
  const own = { ...trained, code: 'S-2', name: ADMINISTRATOR }
  expect(save(world, own, ADMINISTRATOR, null)).toBe('person.own-training')
  expect(save(world, { ...own, name: '别人' }, ADMINISTRATOR, null)).toBe('done')
  expect(save(world, own, ADMINISTRATOR)).toBe('person.own-training')
})

test('neither by a file nor by taking a retired entry back', async () => {
  const { world, everything } = room()
  save(world, trained, '王敏', null)
  await personWith(world, '王敏', ['administrator'], { staff: 'S-1' })
  const file = (line: string) => ({
    list: 'staff' as const,
    name: '人员.csv',
    bytes: encodeUtf8(`工号,姓名,培训考核有效期至\n${line}\n`),
    by: '王敏',
  })
  const before = everything()
  await expect(importFile(world, file('S-1,王敏,2029-01-01'))).rejects.toMatchObject({ code: 'person.own-training' })
  expect(everything()).toEqual(before)
  await importFile(world, file('S-9,小赵,2029-01-01'))
  expect(entryOf(world.db, 'staff', 'S-9')?.data.trainedUntil).toBe('2029-01-01')
  retireEntry(world, 'staff', 'S-1', true, ADMINISTRATOR)
  expect(outcome(() => retireEntry(world, 'staff', 'S-1', false, '王敏'))).toBe('person.own-training')
  expect(save(world, trained, '王敏')).toBe('person.own-training')
})
