/** Samples, stalls and the plate: numbers that never repeat, names as they were, one sample for each channel. */

import { expect, test } from 'vitest'
import type { SampleId } from '#core/ids.ts'
import {
  allStalls,
  foodHabits,
  freePlacement,
  nextSampleNo,
  placementsOf,
  placementsOfPort,
  placeSample,
  sampleById,
  sampleByNo,
  sampleOnChannel,
  samplesOfDayByRunningNumber,
  samplesPage,
  stallByCode,
  upsertStall,
} from '#storage/samples.ts'
import { at, opened, taken } from './opened.ts'

test('numbers run within a day, past four digits, and begin again the next', () => {
  const { db } = opened()
  expect(nextSampleNo(db, '2026-03-01')).toBe('20260301-0001')
  taken(db)
  taken(db, { sampleNo: '20260301-0099' })
  taken(db, { sampleNo: '20260302-0500' })
  expect(nextSampleNo(db, '2026-03-01')).toBe('20260301-0100')
  taken(db, { sampleNo: '20260301-9999' })
  taken(db, { sampleNo: '20260301-10000' })
  expect(nextSampleNo(db, '2026-03-01')).toBe('20260301-10001')
  expect(nextSampleNo(db, '2026-02-28')).toBe('20260228-0001')
  expect(() => taken(db, { sampleNo: '20260301-0099' })).toThrow('UNIQUE')
})

test('found by id, number, running number of the day', () => {
  const { db } = opened()
  const { id, sampleNo, stall } = taken(db)
  const sample = sampleById(db, id)
  expect(sample).toEqual({
    id,
    sampleNo,
    kind: 'ordinary',
    nature: 'market',
    stallId: stall.id,
    stallCode: 'A-12',
    stallName: '王记蔬菜',
    food: '韭菜',
    origin: '山东',
    stockKg: '12.5',
    takenAt: at(),
    takenBy: '王敏',
  })
  expect(sampleByNo(db, sampleNo)).toEqual(sample)
  expect(samplesOfDayByRunningNumber(db, '2026-03-01', 1)).toEqual([sample])
  expect(samplesOfDayByRunningNumber(db, '2026-03-02', 1)).toEqual([])
  expect(sampleByNo(db, 'none')).toBeUndefined()
  expect(() => sampleById(db, 'none' as SampleId)).toThrow('not-found')
})

test('a stall that changes hands does not rewrite its past', () => {
  const { db } = opened()
  const { id, stall } = taken(db)
  expect(upsertStall(db, { code: 'A-12', name: '李记蔬菜' })).toEqual({ ...stall, name: '李记蔬菜' })
  expect(sampleById(db, id).stallName).toBe('王记蔬菜')
  expect(stallByCode(db, 'A-12')?.name).toBe('李记蔬菜')
  upsertStall(db, { code: 'A-02', name: '赵记' })
  expect(allStalls(db).map(({ code }) => code)).toEqual(['A-02', 'A-12'])
})

test('a stall’s last five foods, each once, without controls', () => {
  const { db } = opened()
  const foods = ['韭菜', '菠菜', '芹菜', '豇豆', '油麦菜', '生菜', '韭菜']
  const { stall } = taken(db)
  for (const food of foods) taken(db, { food })
  taken(db, { food: '空白', kind: 'blank' })
  expect(foodHabits(db, stall.id)).toEqual(['韭菜', '生菜', '油麦菜', '豇豆', '芹菜'])
})

test('pages newest first; search finds part of anything and takes wildcards literally', () => {
  const { db } = opened()
  const numbers = [taken(db), taken(db, { searchText: '100%_special' }), taken(db)].map(({ sampleNo }) => sampleNo)
  const page = samplesPage(db, { after: null, limit: 2 })
  expect(page.rows.map(({ sampleNo }) => sampleNo)).toEqual([numbers[2], numbers[1]])
  expect(samplesPage(db, { after: page.next, limit: 2 })).toMatchObject({
    rows: [{ sampleNo: numbers[0] }],
    next: null,
  })
  const found = (search: string) =>
    samplesPage(db, { search, after: null, limit: 9 }).rows.map(({ sampleNo }) => sampleNo)
  expect(found('%_s')).toEqual([numbers[1]])
  expect(found(' JC ')).toEqual([numbers[2], numbers[0]])
  expect(found('王记')).toHaveLength(2)
  expect(found("x' OR 1=1 --")).toEqual([])
})

test('the plate: the newest sample of a channel, and never two', () => {
  const { db } = opened()
  const [first, second] = [taken(db).id, taken(db).id]
  const by = '王敏'
  placeSample(db, { sampleId: first, port: 'p1', channel: '3', at: at(), by })
  expect(sampleOnChannel(db, 'p1', '3')?.id).toBe(first)
  placeSample(db, { sampleId: second, port: 'p1', channel: '3', at: at(1), by })
  expect(sampleOnChannel(db, 'p1', '3')?.id).toBe(second)
  expect(placementsOf(db, first)).toEqual([])

  // Moved to another channel, it is no longer found on the first one.
  placeSample(db, { sampleId: second, port: 'p1', channel: '4', at: at(2), by })
  expect(sampleOnChannel(db, 'p1', '3')).toBeUndefined()
  expect(placementsOf(db, second)).toEqual([{ sampleId: second, port: 'p1', channel: '4' }])
  placeSample(db, { sampleId: second, port: 'p2', channel: '1', at: at(3), by })
  expect(placementsOfPort(db, 'p1')).toMatchObject([{ sampleId: second, channel: '4' }])

  expect(freePlacement(db, { port: 'p1', channel: '4', at: at(4) })).toBe(true)
  expect(freePlacement(db, { port: 'p1', channel: '4', at: at(4) })).toBe(false)
  expect(sampleOnChannel(db, 'p1', '4')).toBeUndefined()
  expect(sampleOnChannel(db, 'p2', '1')?.id).toBe(second)
  expect(() => placeSample(db, { sampleId: 'none' as SampleId, port: 'p1', channel: '1', at: at(), by })).toThrow(
    'NOT NULL',
  )
})
