/** Every version of an entry stays, the newest is the one in force, and a record knows the revision it was made under. */
import { expect, test } from 'vitest'
import {
  appendEntry,
  countEntries,
  entriesOf,
  entriesPage,
  entryAt,
  entryOf,
  kitLotOf,
  type NewEntry,
  revisionNow,
  versionsOf,
} from '#storage/catalog.ts'
import { at, judged, opened } from './opened.ts'

const stall = (code: string, name: string, said: Partial<NewEntry> = {}): NewEntry => ({
  list: 'stall',
  key: code,
  data: { code, name },
  sealed: null,
  retired: false,
  source: 'person',
  by: '王敏',
  at: at(),
  searchText: `${code} ${name}`.toLowerCase(),
  ...said,
})

test('a new version is the one in force; the earlier ones are still told', () => {
  const { db } = opened()
  expect(revisionNow(db)).toBe(0)
  const first = appendEntry(db, stall('A-12', '王记蔬菜'))
  const second = appendEntry(db, stall('A-12', '王记果蔬'))
  expect(entryOf(db, 'stall', 'A-12')).toMatchObject({ data: { name: '王记果蔬' }, revision: second, by: '王敏' })
  expect(entryAt(db, 'stall', 'A-12', first)?.data.name).toBe('王记蔬菜')
  expect(entryAt(db, 'stall', 'A-12', first - 1)).toBeUndefined()
  expect(versionsOf(db, 'stall', 'A-12').map(({ revision }) => revision)).toEqual([second, first])
  expect(revisionNow(db)).toBe(second)
})

test('a retired entry is found only by who asks for it', () => {
  const { db } = opened()
  appendEntry(db, stall('A-12', '王记蔬菜'))
  appendEntry(db, stall('A-12', '王记蔬菜', { retired: true }))
  expect(entriesOf(db, 'stall')).toEqual([])
  expect(entriesOf(db, 'stall', { retired: true })).toHaveLength(1)
  expect(countEntries(db, 'stall')).toEqual({ inForce: 0, retired: 1 })
})

test('a sample and a result keep the revision they were made under', () => {
  const { db } = opened()
  judged(db, 'negative')
  const revision = appendEntry(db, stall('A-12', '王记蔬菜'))
  judged(db, 'negative')
  const column = (table: string) => db.prepare(`SELECT catalog_revision FROM ${table}`).pluck().all()
  expect(column('samples')).toEqual([null, revision])
  expect(column('results')).toEqual([null, revision])
})

test('pages follow the keys, and a search finds what stands anywhere in the words', () => {
  const { db } = opened()
  for (const code of ['A-3', 'A-1', 'B%2', 'A-2']) appendEntry(db, stall(code, code))
  const asked = { search: '', retired: false, after: null, limit: 3 }
  const first = entriesPage(db, 'stall', asked)
  expect(first.rows.map(({ key }) => key)).toEqual(['A-1', 'A-2', 'A-3'])
  expect(entriesPage(db, 'stall', { ...asked, after: first.next }).rows.map(({ key }) => key)).toEqual(['B%2'])
  expect(entriesPage(db, 'stall', { ...asked, search: '%' }).rows.map(({ key }) => key)).toEqual(['B%2'])
})

test('a kit lot is asked for by kit and lot', () => {
  const { db } = opened()
  const data = { kit: 'JTJ-01', lot: '2026#1', expiresOn: '2027-01-01', stock: 40 }
  appendEntry(db, { ...stall('x', 'x'), list: 'kit-lot', key: 'JTJ-01#2026#1', data })
  expect(kitLotOf(db, 'JTJ-01', '2026#1')?.data.stock).toBe(40)
})
