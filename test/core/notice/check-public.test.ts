/** The last look before publication: what identifies a person or promises more than a quick test can. */
import { describe, expect, it } from 'vitest'
import { checkPublic } from '#core/notice/check-public.ts'
import type { NoticeContent, NoticeRow } from '#core/notice/notice.ts'

const row: NoticeRow = {
  sampleNo: '20260302-0001',
  food: '韭菜',
  stallCode: 'A-12',
  stallName: '老李蔬菜',
  item: '有机磷和氨基甲酸酯类',
  method: 'GB/T 5009.199-2003',
  value: '12.30 %',
  wording: 'negative',
  handling: null,
  testedAt: '2026-03-02T06:50:00',
}
const content: NoticeContent = {
  noticeNo: 'GS-20260302-01',
  site: '康巴什农贸市场快检室',
  day: '2026-03-02',
  totals: { tested: 1, passed: 1, open: 0 },
  rows: [row],
  complaintPhone: '0477-8591234',
  demo: false,
}
const check = (change: Partial<NoticeRow>) => checkPublic({ ...content, rows: [row, { ...row, ...change }] })

describe('public', () => {
  it.each<[string, Partial<NoticeRow>]>([
    ['numbers of samples and days', { sampleNo: '20261231-9999' }],
    ['long decimals', { value: '0.12345678901 mg/kg' }],
    ['a code of twelve digits', { stallCode: '201391234567' }],
    ['a code of twenty digits', { stallCode: '69110105194912310021' }],
    ['the complaint phone in a name', { stallName: '市场办 04778591234' }],
    ['words of which a mark is a part', { stallName: 'McMart CMAX' }],
    ['an ordinary conclusion', { item: '检验项目 农药残留' }],
  ])('%s', (_, change) => {
    expect(check(change)).toEqual({ kind: 'public' })
  })
})

describe('refused', () => {
  it.each<[Partial<NoticeRow>, string, string]>([
    [{ stallName: '老李 13912345678' }, 'phone-number', '13912345678'],
    [{ stallName: '老李139 1234 5678' }, 'phone-number', '139 1234 5678'],
    [{ stallName: '老李139-1234-5678' }, 'phone-number', '139-1234-5678'],
    [{ stallName: '老李１３９１２３４５６７８' }, 'phone-number', '13912345678'],
    [{ stallName: '老李+86 13912345678' }, 'phone-number', '+86 13912345678'],
    [{ food: '电话0477-8123456韭菜' }, 'phone-number', '0477-8123456'],
    [{ food: '010 12345678' }, 'phone-number', '010 12345678'],
    [{ stallCode: '400-123-4567' }, 'phone-number', '400-123-4567'],
    [{ stallName: '11010519491231002X' }, 'identity-number', '11010519491231002X'],
    [{ stallName: '李(110105194912310021)' }, 'identity-number', '110105194912310021'],
    [{ stallName: '李130503670401001' }, 'identity-number', '130503670401001'],
    [{ method: '检验报告' }, 'forbidden-word', '检验报告'],
    [{ value: '检 验 合 格' }, 'forbidden-word', '检验合格'],
    [{ item: '检验结论' }, 'forbidden-word', '检验结论'],
    [{ stallName: '通过CMA的摊位' }, 'forbidden-word', 'CMA'],
    [{ stallName: 'ＣＮＡＳ 认可' }, 'forbidden-word', 'CNAS'],
  ])('%j: %s', (change, reason, found) => {
    expect(check(change)).toEqual({ kind: 'refused', reason, where: `rows[1].${Object.keys(change)[0]}`, found })
  })

  it('also in the name of the site, and an identity number as the complaint phone', () => {
    expect(checkPublic({ ...content, site: '检验报告中心' })).toMatchObject({ kind: 'refused', where: 'site' })
    expect(checkPublic({ ...content, complaintPhone: '110105194912310021' })).toMatchObject({
      reason: 'identity-number',
      where: 'complaintPhone',
    })
  })
})
