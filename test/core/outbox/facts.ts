/** A result as the outbox sees it, for tests. */
import type { EntryId, ResultId } from '#core/ids.ts'
import type { Entry } from '#core/outbox/entry.ts'
import type { ResultFacts } from '#core/outbox/payload.ts'
import { type Moment, momentOf } from '#core/time.ts'

export const now: Moment = momentOf(Date.parse('2026-03-02T08:05:00.250+08:00'))

export const result: ResultFacts = {
  resultId: 7 as ResultId,
  sampleKind: 'ordinary',
  control: false,
  nature: 'market',
  sampleNo: '20260302-0007',
  food: '韭菜',
  item: '有机磷和氨基甲酸酯类',
  method: 'GB/T 5009.199-2003',
  value: '12.30',
  unit: '%',
  verdict: 'negative',
  basis: {
    pack: 'kuaijian-default',
    packVersion: '2026.1',
    rule: 'enzyme',
    standard: 'GB/T 5009.199-2003',
    clause: null,
    limit: '< 50 %',
    evidence: 'verified',
  },
  round: 'first',
  testedAt: now,
  sampledAt: momentOf(Date.parse('2026-03-02T06:10:00+08:00')),
  tester: '王敏',
  stallNo: 'A-12',
  origin: '寿光',
  device: 'dayuan/lz-4000t@p1',
  channel: '3',
  rawSha256: 'ab'.repeat(32),
  recordOrigin: 'instrument',
  kit: null,
  kitLot: null,
}

export const waiting: Entry = {
  id: 'e1' as EntryId,
  platform: 'city',
  subject: { kind: 'result', id: '7' },
  payload: '{}',
  state: 'waiting',
  tries: 0,
  nextAt: now,
  receipt: null,
  reason: null,
}
