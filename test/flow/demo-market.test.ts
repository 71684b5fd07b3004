/** The demonstration's market: complete enough to look lived in, marked, and never in a real room. */
import { expect, test } from 'vitest'
import { completenessOf } from '#flow/catalog-completeness.ts'
import { demoMarket } from '#flow/demo-market.ts'
import { fillCatalog } from '#flow/fill-catalog.ts'
import { countEntries, entriesOf } from '#storage/catalog.ts'
import { room } from './room.ts'

test('is there once, every invented entry marked as the demonstration', async () => {
  const one = room({ demo: true })
  fillCatalog(one.world)
  demoMarket(one.world)
  const before = one.everything()
  demoMarket(one.world)
  expect(one.everything()).toEqual(before)
  for (const list of ['site', 'stall', 'kit', 'kit-lot', 'instrument', 'staff'] as const)
    for (const entry of entriesOf(one.world.db, list)) expect(entry.source).toBe('demo')
  const { complete, active, archivable, duplicates } = await completenessOf(one.world, 'stall')
  expect({ complete, active, archivable: archivable.length, duplicates }).toEqual({
    complete: 17,
    active: 19,
    archivable: 1,
    duplicates: [],
  })
})

test('is not in a real room', () => {
  const one = room()
  fillCatalog(one.world)
  demoMarket(one.world)
  expect(countEntries(one.world.db, 'stall')).toEqual({ inForce: 0, retired: 0 })
})
