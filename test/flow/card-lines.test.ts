/** A card reader's lines become a verdict by the thresholds of its lot and reader, a concentration by its kit's dilution; else a person is told what is missing. */
import { describe, expect, it } from 'vitest'
import { keyOfLot } from '#core/catalog/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { defaultPack } from '#core/judge/packs/default.ts'
import { reasonWords } from '#features/day/judgement-words.ts'
import { chooseKit } from '#flow/kit-in-use.ts'
import { setFacts } from '#flow/port-facts.ts'
import { rejudgePeriod } from '#flow/rejudge-period.ts'
import { saveEntry } from '#flow/save-entry.ts'
import { hear, type Room, room, taken } from './room.ts'

const ITEM = '氯霉素'
const METHOD = '胶体金法'

function entry(at: Room, list: CatalogName, data: Readonly<Record<string, unknown>>, key: string | null = null): void {
  const saved = saveEntry(at.world, { list, data, by: '王敏', key })
  if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved))
}

const thresholds = { reader: '卡仪', cThreshold: '0.2', tcPositive: '0.8', tcNegative: '0.9' }

function reader(lot: Readonly<Record<string, string>> = thresholds, kit: Readonly<Record<string, string>> = {}): Room {
  const at = room({ needsBlank: false })
  setFacts(at.world, '卡仪', { method: METHOD })
  entry(at, 'kit', { code: 'K1', name: '氯霉素检测卡', maker: '某某', ...kit })
  entry(at, 'kit-lot', { kit: 'K1', lot: 'L26', expiresOn: '2027-01-01', ...lot })
  chooseKit(at.world, {
    port: '卡仪',
    item: null,
    kit: 'K1',
    lot: 'L26',
    bufferLot: null,
    operator: '王敏',
    by: '王敏',
  })
  return at
}

/** One exported file, a row a test. */
function exported(at: Room, head: string, ...rows: readonly string[]): void {
  at.clock.pass(60_000)
  hear(at, Buffer.from(`${head}\r\n${rows.join('\r\n')}\r\n`), 'generic/csv-folder', '卡仪')
}

function judged(at: Room, columns: string, said: string): Record<string, unknown> | undefined {
  const { sampleNo } = taken(at, { food: '草鱼' })
  exported(at, `样品编号,检测项目,检测时间,${columns}`, `${sampleNo},${ITEM},2026-03-02 08:00:01,${said}`)
  return at.rows('SELECT verdict, reason, basis, value FROM results ORDER BY id DESC LIMIT 1')[0]
}

describe('the lines of a card', () => {
  it.each([
    ['阳性', '1.0,0.5', 'positive', 'card-positive: T/C 0.5/1.0 <= 0.8 (卡仪, L26)'],
    ['阴性', '1.0,0.95', 'negative', 'card-negative: T/C 0.95/1.0 >= 0.9 (卡仪, L26)'],
    ['可疑', '1.0,0.85', 'suspect', 'card-suspect: T/C 0.85/1.0 > 0.8, < 0.9 (卡仪, L26)'],
    ['阴性', '0.2,0.95', 'invalid', 'card-invalid: C 0.2 <= 0.2 (卡仪, L26)'],
    ['阴性', '1.0,0.5', 'undecided', 'value-and-word-disagree: positive, negative'],
  ])('the reader says %s with C,T %s: %s', (word, lines, verdict, reason) => {
    const at = reader()
    const found = judged(at, '检测结果,C值,T值', `${word},${lines}`)
    expect(found).toMatchObject({ verdict, reason, value: word })
    expect(JSON.parse(String(found?.basis))).toMatchObject({ card: { lot: 'L26', reader: '卡仪', invalidUpTo: '0.2' } })
    expect(at.rows('SELECT peaks FROM readings').map(({ peaks }) => JSON.parse(String(peaks)))).toEqual([
      { c: lines.split(',')[0], t: lines.split(',')[1], ratio: '' },
    ])
  })

  it('a ratio alone accuses and never passes', () => {
    const at = reader()
    expect(judged(at, 'T/C值', '0.5')).toMatchObject({ verdict: 'positive' })
    const low = judged(at, 'T/C值', '0.95')
    expect(low).toMatchObject({ verdict: 'undecided', reason: 'card-incomplete: c' })
  })

  it('without thresholds the reader’s own word counts, and without a word a person is told what to enter and where', () => {
    const { reader: _, ...ofNobody } = thresholds
    const missing = [
      [{}, 'card-incomplete: reader', '读卡仪'],
      [ofNobody, 'card-incomplete: reader', '读卡仪'],
      [{ ...thresholds, reader: '另一台' }, 'card-incomplete: reader', '读卡仪'],
      [{ reader: '卡仪' }, 'card-incomplete: invalidUpTo', 'C 阈值'],
    ] as const
    for (const [lot, reason, where] of missing) {
      const at = reader(lot)
      expect(judged(at, 'T/C值,C值,T值', '0.95,1.0,0.95')).toMatchObject({ verdict: 'undecided', reason })
      expect(reasonWords(reason)).toContain(where)
      expect(judged(at, '检测结果,C值,T值', '阴性,1.0,0.5')).toMatchObject({ verdict: 'negative' })
    }
  })

  it('of an instrument of the list: its thresholds may name its serial number', () => {
    const at = reader({ ...thresholds, reader: 'SN-77' })
    entry(at, 'instrument', { code: 'Y1', model: '某型', serialNo: 'SN-77', port: '卡仪' })
    expect(judged(at, 'T/C值,C值,T值', '0.5,1.0,0.5')).toMatchObject({ verdict: 'positive' })
  })
})

it('judged again, a card is read by the thresholds of its day, whatever the list says now', async () => {
  const at = reader()
  judged(at, '检测结果,C值,T值', '阳性,1.0,0.5')
  entry(
    at,
    'kit-lot',
    { kit: 'K1', lot: 'L26', expiresOn: '2027-01-01', ...thresholds, tcPositive: '0.1', tcNegative: '0.2' },
    keyOfLot('K1', 'L26'),
  )
  const period = { from: '2026-03-01T16:00:00.000Z', until: '2026-03-02T16:00:00.000Z' }
  const found = await rejudgePeriod(at.world, { pack: defaultPack, period, by: '王敏' }, () => undefined)
  expect(found).toEqual({ asked: 1, verdicts: 0, bases: 0 })
})

describe('a dilution', () => {
  it.each([
    ['0.30', 'negative', '30'],
    ['0.31', 'positive', '31'],
  ])('%s mg/L times 100 is judged in the food, both numbers kept: %s', (said, verdict, final) => {
    const at = room({ needsBlank: false, demo: true })
    setFacts(at.world, '卡仪', { method: '分光光度法' })
    entry(at, 'kit', { code: 'K2', name: '亚硝酸盐试剂', maker: '某某', dilution: '100' })
    entry(at, 'kit-lot', { kit: 'K2', lot: 'L1', expiresOn: '2027-01-01' })
    chooseKit(at.world, {
      port: '卡仪',
      item: null,
      kit: 'K2',
      lot: 'L1',
      bufferLot: null,
      operator: '王敏',
      by: '王敏',
    })
    const { sampleNo } = taken(at, { food: '榨菜' })
    const row = `${sampleNo},亚硝酸盐,${said},mg/L,2026-03-02 08:00:01`
    exported(at, '样品编号,检测项目,检测值,单位,检测时间', row)
    const [result] = at.rows('SELECT verdict, value, unit, basis FROM results')
    expect(result).toMatchObject({ verdict, value: said, unit: 'mg/L' })
    const compared = { raw: said, rawUnit: 'mg/L', dilution: '100', final, finalUnit: 'mg/kg' }
    expect(JSON.parse(String(result?.basis))).toMatchObject({ compared })
  })
})
