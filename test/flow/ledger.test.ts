/** The month's ledger as a file: what stands in it is what stands on the screen, in each format, and nothing in it is a formula. */

import { unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { monthBounds } from '#core/time.ts'
import { readCsv } from '#drivers/kit/table/csv.ts'
import { exportLedger, type LedgerAsked } from '#flow/export-ledger.ts'
import { verdictWords } from '#print/words.ts'
import { resultsPage } from '#storage/results.ts'
import { measured, type Room, room, taken } from './room.ts'

const ROWS = 9
let at: Room

beforeEach(() => {
  at = room()
  for (let made = 0; made < ROWS; made++) {
    const food = ['菠菜', '=HYPERLINK("x")', '㙘菜\u{20000}'][made % 3] ?? ''
    measured(at, taken(at, { food, stallName: '王记,"蔬菜"' }).sampleNo, `${made + 10}.50`)
    at.clock.pass(60_000)
  }
})

function fileOf(asked: Partial<LedgerAsked>) {
  const { name, mime, pieces } = exportLedger(at.world, { month: '2026-03', format: 'csv', by: '王敏', ...asked })
  return { name, mime, bytes: Buffer.concat([...pieces]) }
}

const values = () =>
  resultsPage(at.world.db, { period: monthBounds('2026-03'), counted: true, after: null, limit: 99 }).rows

describe('the ledger as a file', () => {
  it.each(['csv', 'csv-gb18030'] as const)('%s: every row of the screen, newest first', (format) => {
    const { name, bytes } = fileOf({ format })
    expect(name).toBe('快检月度台账-2026-03.csv')
    expect(bytes.subarray(0, 3).toString('hex') === 'efbbbf').toBe(format === 'csv')
    const text = new TextDecoder(format === 'csv' ? 'utf-8' : 'gb18030', { fatal: true }).decode(bytes)
    const [headings, ...lines] = text.trimEnd().split('\r\n')
    expect(headings).toBe('检测时间,样品编号,摊位号,经营户,样品,检测项目,检测方法,检测值,单位,判定,轮次,公示,上报,处置')
    expect(lines).toHaveLength(ROWS)
    values().forEach(({ sampleNo, value, verdict }, index) => {
      const line = lines[index] ?? ''
      expect(line).toContain(`,${sampleNo},A-12,"王记,""蔬菜""",`)
      expect(line).toContain(`,${value},%,${verdictWords[verdict]},初检,`)
    })
    expect(text).toContain('㙘菜\u{20000}')
    expect(text).not.toMatch(/(^|,|")=/m)
    expect(readCsv(bytes, { charset: null, separators: [','] }).rows).toHaveLength(ROWS + 1)
  })

  it('xlsx: the same rows, text alone', () => {
    const { name, bytes } = fileOf({ format: 'xlsx' })
    expect(name).toBe('快检月度台账-2026-03.xlsx')
    const sheet = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml'])
    expect(sheet.match(/<row /g)).toHaveLength(ROWS + 1)
    expect(sheet).not.toContain('<f>')
    for (const { sampleNo } of values()) expect(sheet).toContain(`>${sampleNo}<`)
  })

  it('of a filter: those rows alone; of another month: the headings; and the audit says who took it', () => {
    expect(fileOf({ food: '菠菜' }).bytes.toString().trimEnd().split('\r\n')).toHaveLength(ROWS / 3 + 1)
    expect(fileOf({ search: '菠菜 0001' }).bytes.toString().trimEnd().split('\r\n')).toHaveLength(2)
    expect(fileOf({ month: '2026-02' }).bytes.toString().trimEnd().split('\r\n')).toHaveLength(1)
    expect(at.rows("SELECT done_by AS name, subject FROM audit WHERE action = 'ledger.export'")).toEqual([
      { name: '王敏', subject: '2026-03' },
      { name: '王敏', subject: '2026-03' },
      { name: '王敏', subject: '2026-02' },
    ])
  })
})
