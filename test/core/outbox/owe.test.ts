/** What a result or a destruction makes us owe: a record with our own stable names, held where no honest code exists. */
import { describe, expect, it } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { entriesFor, entriesForFailure } from '#core/outbox/owe.ts'
import { payloadOf, payloadOfFailure, zonedText } from '#core/outbox/payload.ts'
import { sampleKinds } from '#core/sample/sample.ts'
import { momentOf } from '#core/time.ts'
import { caseAt, steps, walk, ways } from '../failure/a-case.ts'
import { now, result } from './facts.ts'

const idFor = (platform: string) => `id-${platform}` as EntryId

describe('entries for a result', () => {
  it.each([
    ['negative', 'waiting', null],
    ['positive', 'waiting', null],
    ['suspect', 'held', 'suspect'],
    ['invalid', 'held', 'invalid'],
    ['undecided', 'held', 'undecided'],
  ] as const)('%s: %s', (verdict, state, reason) => {
    const [city, county, ...more] = entriesFor({ ...result, verdict }, ['city', 'county'], idFor, now)
    expect(more).toEqual([])
    expect(city).toMatchObject({ id: 'id-city', platform: 'city', subject: { kind: 'result', id: '7' }, state, reason })
    expect(county).toMatchObject({ id: 'id-county', platform: 'county', state, reason })
    expect(city?.nextAt).toEqual(state === 'held' ? null : now)
  })

  it.each(sampleKinds.filter((kind) => kind !== 'ordinary'))('a %s sample: none at all', (sampleKind) => {
    expect(entriesFor({ ...result, sampleKind }, ['city'], idFor, now)).toEqual([])
  })

  it('a control the analyzer named: none at all', () => {
    expect(entriesFor({ ...result, control: true }, ['city'], idFor, now)).toEqual([])
  })

  it('carries the id it is sent under as the record id', () => {
    const [entry] = entriesFor(result, ['city'], idFor, now)
    expect(JSON.parse(entry?.payload ?? '')).toMatchObject({ recordId: 'id-city' })
  })
})

describe('the payload of a result', () => {
  it('has exactly these names', () => {
    expect(JSON.parse(payloadOf('r1' as EntryId, result))).toEqual({
      kind: 'result',
      recordId: 'r1',
      sampleNo: '20260302-0007',
      foodName: '韭菜',
      itemName: '有机磷和氨基甲酸酯类',
      method: 'GB/T 5009.199-2003',
      value: '12.30',
      unit: '%',
      limit: '< 50 %',
      basis: 'GB/T 5009.199-2003, < 50 % (kuaijian-default 2026.1)',
      conclusion: 'negative',
      checkTime: '2026-03-02T08:05:00+08:00',
      sampleTime: '2026-03-02T06:10:00+08:00',
      tester: '王敏',
      stallNo: 'A-12',
      nature: 'market',
      round: 'first',
      retestFlag: 0,
      origin: '寿光',
      device: 'dayuan/lz-4000t@p1',
      channel: '3',
      rawSha256: 'ab'.repeat(32),
      recordOrigin: 'instrument',
      kit: null,
      kitLot: null,
      photoSha256: [],
      packVersion: 'kuaijian-default 2026.1',
    })
  })

  it('is one text for one record', () => {
    const turned = Object.fromEntries(Object.entries(result).reverse()) as unknown as typeof result
    expect(payloadOf('r1' as EntryId, turned)).toBe(payloadOf('r1' as EntryId, result))
  })

  it('marks a retest and leaves unknown things null', () => {
    const bare = {
      ...result,
      round: 'retest-2',
      basis: null,
      stallNo: null,
      unit: null,
      origin: null,
      channel: null,
    } as const
    expect(JSON.parse(payloadOf('r1' as EntryId, bare))).toMatchObject({
      round: 'retest-2',
      retestFlag: 1,
      limit: null,
      basis: null,
      packVersion: null,
      stallNo: null,
      unit: null,
      origin: null,
      channel: null,
    })
  })

  it.each([
    [480, '2026-03-02T08:05:00+08:00'],
    [0, '2026-03-02T00:05:00+00:00'],
    [-210, '2026-03-01T20:35:00-03:30'],
  ])('writes the wall clock at offset %i', (offset, text) => {
    expect(zonedText(momentOf(Date.parse('2026-03-02T00:05:00Z'), offset))).toBe(text)
  })
})

describe('a destruction', () => {
  const facts = {
    sampleNo: '20260302-0007',
    food: '韭菜',
    stallNo: 'A-12',
    recordNo: 'XH-20260302-01',
    recordSha256: 'cd'.repeat(32),
    evidenceSha256: ['ef'.repeat(32)],
  }

  it('is owed to each platform once the case is closed', () => {
    const entries = entriesForFailure(caseAt('closed'), facts, ['city', 'county'], idFor, now)
    expect(entries.map(({ id, subject, state }) => ({ id, subject, state }))).toEqual([
      { id: 'id-city', subject: { kind: 'failure', id: 'F1' }, state: 'waiting' },
      { id: 'id-county', subject: { kind: 'failure', id: 'F1' }, state: 'waiting' },
    ])
  })

  it('says what was there, what became of it, and on which ground', () => {
    expect(JSON.parse(payloadOfFailure('r2' as EntryId, caseAt('closed'), facts))).toMatchObject({
      kind: 'destruction',
      recordId: 'r2',
      caseNo: 'CZ-20260302-01',
      recordNo: 'XH-20260302-01',
      ground: 'accepted',
      confirmation: null,
      reportedTo: '市场监管所',
      plannedTime: '2026-03-02T11:30:00+08:00',
      reportTime: '2026-03-02T11:20:00+08:00',
      disposalTime: '2026-03-02T11:40:00+08:00',
      closedTime: '2026-03-02T12:00:00+08:00',
      method: 'destroy',
      stockKg: '12.5',
      destroyedKg: '10.3',
      soldKg: '2',
      keptKg: '0.2',
      returnedKg: '0',
      signers: [
        { role: '销毁人', name: '王敏' },
        { role: '市场负责人', name: '周海' },
        { role: '监督人', name: '赵军' },
      ],
    })
  })

  it('names the laboratory that confirmed', () => {
    const { state } = walk([
      ...ways.referred,
      [steps.confirm, 100],
      [steps['plan-disposal'], 290],
      [steps.dispose, 320],
      [steps.close, 330],
    ])
    expect(JSON.parse(payloadOfFailure('r2' as EntryId, state, facts))).toMatchObject({
      ground: 'confirmed',
      confirmation: { reportNo: 'B-1', laboratory: '市检验检测中心', method: 'GB 23200.113-2018', value: '0.12 mg/kg' },
    })
  })

  it('is not owed before', () => {
    expect(() => entriesForFailure(caseAt('disposed'), facts, ['city'], idFor, now)).toThrow('not closed')
  })
})
