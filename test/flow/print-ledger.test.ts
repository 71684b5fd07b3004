/** The ledgers of a real room: what was measured, disposed of and entered stands in them, and a period that will not do is refused. */
import { describe, expect, it } from 'vitest'
import { MOST_LINES } from '#core/paper.ts'
import { noDetails } from '#core/sample/details.ts'
import { caseLinks } from '#flow/case-links.ts'
import { correctCase } from '#flow/correct-case.ts'
import { failureState } from '#flow/follow-failure.ts'
import { ledgerPaper } from '#flow/print-ledger.ts'
import { registerSample } from '#flow/register-sample.ts'
import { appendEntry } from '#storage/catalog.ts'
import { insertDetails } from '#storage/sample-details.ts'
import { textOf } from '#test/print/fixtures/pdf.ts'
import { disposed, photo, planned, positive, served, walk } from './case-steps.ts'
import { measured, type Room, room, taken } from './room.ts'

const day = '2026-03-02'

async function text(at: Room, kind: Parameters<typeof ledgerPaper>[1]['kind'], from = day, until = day) {
  return textOf((await ledgerPaper(at.world, { kind, from, until })).bytes)
}

function entered(
  at: Room,
  list: 'kit' | 'kit-lot' | 'instrument' | 'staff',
  key: string,
  data: Record<string, string | number>,
) {
  const by = { source: 'person', by: '王敏', at: at.clock.now() } as const
  appendEntry(at.world.db, { list, key, data, sealed: null, retired: false, searchText: key, ...by })
}

describe('a ledger', () => {
  it('of raw records has every test of the day with its raw value and the hash of what was heard', async () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    measured(at, sampleNo, '12.30')
    measured(at, sampleNo, '63.20')
    const said = await text(at, 'raw-record')
    const [frame] = at.rows('SELECT f.sha256 FROM readings g JOIN frames f ON f.id = g.frame_id ORDER BY g.id')
    for (const part of ['检测原始记录', sampleNo, '12.30%', '63.20%', '阳性', String(frame?.sha256), '2026年3月2日'])
      expect(said).toContain(part)
    expect(await text(at, 'raw-record', '2026-03-01', '2026-03-01')).toContain('本期无记录')
  })

  it('of cases has the values, the answer, the quantities and the signers of each', async () => {
    const at = room({ needsBlank: false })
    const { id, sampleNo } = positive(at)
    await walk(at, id, served(at), { kind: 'accept', signer: '李强' }, planned(at), disposed(at, [photo(at, id)]))
    await walk(at, id, { kind: 'close' })
    const change = { fact: 'disposal.place', before: '中转站', after: '东门中转站' } as const
    correctCase(at.world, id, { changes: [change], why: '写漏', by: '王敏' })
    const ledger = await text(at, 'case-ledger', '2026-02-01', day)
    for (const part of [
      sampleNo,
      '初检63.20%',
      '无异议李强',
      '销毁12.5',
      '监督人赵强',
      'XH-20260302-01',
      '已结案',
      '更正处置地点:中转站→东门中转站(王敏2026-03-02',
      '写漏',
    ])
      expect(ledger).toContain(part)
  })

  it('of reagents, instruments and people is drawn from the master data and marks what is over', async () => {
    const at = room({ needsBlank: false })
    entered(at, 'kit', 'K1', { code: 'K1', name: '农残速测卡' })
    entered(at, 'kit-lot', 'K1#A7', {
      kit: 'K1',
      lot: 'A7',
      expiresOn: '2026-12-31',
      openedOn: '2026-02-01',
      openedLifeDays: 7,
      stock: 40,
    })
    entered(at, 'instrument', 'Y1', { code: 'Y1', model: 'LZ-4000T', calibrationDue: '2026-01-31' })
    entered(at, 'staff', 'S1', {
      code: 'S1',
      name: '王敏',
      trainingHours: '40',
      trainedUntil: '2027-01-31',
      phone: '13800000000',
    })
    const kits = await text(at, 'kit-ledger')
    for (const part of ['农残速测卡', 'A7', '2026-12-31', '▲2026-02-01', '用到2026-02-08', '40'])
      expect(kits).toContain(part)
    expect(await text(at, 'instrument-ledger')).toContain('▲2026-01-31')
    const people = await text(at, 'training-record')
    for (const part of ['人员培训记录', '王敏', '2027-01-31']) expect(people).toContain(part)
    expect(people).not.toContain('13800000000')
  })

  it.each<[string, string, string, string]>([
    ['case-ledger', '2026-02-30', day, '没有这一天'],
    ['case-ledger', day, '2026-03-01', '结束日期早于开始日期'],
    ['case-ledger', '2025-01-01', day, '时间太长'],
    ['raw-record', '2026-03-01', day, '时间太长'],
  ])('%s from %s until %s is refused: %s', async (kind, from, until, why) => {
    await expect(
      ledgerPaper(room({ needsBlank: false }).world, { kind: kind as 'raw-record', from, until }),
    ).rejects.toMatchObject({
      code: 'input.invalid',
      detail: expect.stringContaining(why),
    })
    expect(MOST_LINES).toBeGreaterThan(360)
  })
})

describe('the links of a case', () => {
  it('name other stalls of the batch by the strongest thing they share, never the own stall', () => {
    const at = room({ needsBlank: false })
    const { id } = positive(at)
    const details = { ...noDetails, supplier: '城南批发', batchNo: 'B7', certificateNo: 'HGZ-1' }
    const said = (sampleId: Parameters<typeof insertDetails>[1], change: object) =>
      insertDetails(at.world.db, sampleId, { details: { ...details, ...change }, by: '王敏', at: at.clock.now() })
    said(failureState(at.world, id).sampleId, {})
    const other = (stallCode: string, food = '菠菜', origin = '山东寿光') =>
      registerSample(at.world, {
        stallCode,
        stallName: stallCode,
        food,
        kind: 'ordinary',
        nature: 'market',
        origin,
        stockKg: '1',
        takenBy: '王敏',
        place: null,
      }).id
    said(other('B-1'), { supplier: '别家', certificateNo: null })
    said(other('B-2', '韭菜'), { batchNo: 'X', supplier: null })
    said(other('B-3', '菠菜', '河北'), { batchNo: null, certificateNo: null })
    other('B-4')
    other('B-5', '菠菜', '河北')
    other('A-12')
    const links = caseLinks(at.world, failureState(at.world, id))
    expect(links).toMatchObject({ supplier: '城南批发', batch: 'B7', certificateNo: 'HGZ-1', soldTo: '' })
    expect(links.others.map(({ stallCode, by }) => [stallCode, by])).toEqual([
      ['B-4', 'origin'],
      ['B-3', 'supplier'],
      ['B-2', 'certificate'],
      ['B-1', 'batch'],
    ])
  })
})
