/** A notice's content: complete, ordered, and one text for one content, so that one hash stands everywhere. */
import { describe, expect, it } from 'vitest'
import { noticeContent } from '#contract/notice.ts'
import type { ResultId } from '#core/ids.ts'
import { canonicalText, composeNotice, type NoticeFacts } from '#core/notice/compose.ts'
import { caseAt, minutes, retested, walk } from '../failure/a-case.ts'

const head = {
  noticeNo: 'GS-20260302-01',
  site: '康巴什农贸市场快检室',
  opener: '某市场开办有限公司',
  testingBody: '某检测服务有限公司',
  day: '2026-03-02',
  complaintPhone: '0477-12315',
  demo: false,
}

function fact(resultId: number, minute: number, more: Partial<NoticeFacts> = {}): NoticeFacts {
  return {
    resultId: resultId as ResultId,
    verdict: 'negative',
    sampleKind: 'ordinary',
    accused: false,
    control: false,
    failure: null,
    sampleNo: `20260302-${String(resultId).padStart(4, '0')}`,
    food: '韭菜',
    stallCode: 'A-12',
    stallName: '老李蔬菜',
    item: '有机磷和氨基甲酸酯类',
    method: 'GB/T 5009.199-2003',
    value: '12.30',
    unit: '%',
    testedAt: minutes(minute),
    ...more,
  }
}

const day = [
  fact(12, 50),
  fact(11, 40),
  fact(13, 60, { control: true }),
  fact(14, 60, { verdict: 'undecided' }),
  fact(3, 20, { verdict: 'positive', failure: caseAt('closed'), sampleNo: '20260302-0001', value: '87.1' }),
  fact(1, 0, { verdict: 'positive', failure: caseAt('closed'), sampleNo: '20260302-0001' }),
  fact(23, 20, {
    failure: {
      ...walk([
        [retested(22, 'negative'), 1],
        [retested(23, 'negative', 'retest-2'), 2],
      ]).state,
    },
    sampleNo: '20260302-0002',
  }),
  fact(3, 20, { verdict: 'positive', failure: caseAt('objection-open'), sampleNo: '20260302-0003' }),
]

describe('a composed notice', () => {
  const { content, resultIds } = composeNotice(head, day)

  it('carries what is due, by time, then sample', () => {
    expect(content.rows.map(({ sampleNo, wording, handling }) => [sampleNo, wording, handling])).toEqual([
      ['20260302-0001', 'positive-unconfirmed', 'destroyed'],
      ['20260302-0002', 'negative', null],
      ['20260302-0003', 'positive-unconfirmed', 'sale-suspended'],
      ['20260302-0011', 'negative', null],
      ['20260302-0012', 'negative', null],
    ])
    expect(resultIds).toEqual([3, 23, 3, 11, 12])
  })

  it('counts tested, passed and open, and a destroyed batch is neither passed nor open', () => {
    expect(content.totals).toEqual({ tested: 5, passed: 3, open: 1 })
  })

  it('is what the contract describes', () => {
    expect(noticeContent.parse(content)).toEqual(content)
    expect(content).toMatchObject(head)
  })

  it('says value and unit in one, at the wall clock of the site', () => {
    expect(content.rows[0]).toMatchObject({ value: '87.1 %', testedAt: '2026-03-02T06:50:00' })
  })

  it.each([
    ['阴性', '%', '阴性'],
    ['12 %', '%', '12 %'],
    ['<0.5', 'mg/kg', '<0.5 mg/kg'],
    ['12', null, '12'],
    ['12', '', '12'],
  ])('writes %s with unit %s as %s', (value, unit, written) => {
    expect(composeNotice(head, [fact(1, 1, { value, unit })]).content.rows[0]?.value).toBe(written)
  })

  it('has no stall for a sample without one', () => {
    expect(composeNotice(head, [fact(1, 1, { stallCode: null, stallName: null })]).content.rows[0]).toMatchObject({
      stallCode: '',
      stallName: '',
    })
  })

  it('of nothing is empty', () => {
    expect(composeNotice(head, []).content).toMatchObject({ totals: { tested: 0, passed: 0, open: 0 }, rows: [] })
  })
})

describe('the canonical text', () => {
  it('does not depend on the order the facts came in', () => {
    const turned = composeNotice(head, [...day].reverse())
    expect(canonicalText(turned.content)).toBe(canonicalText(composeNotice(head, day).content))
  })

  it('survives storage and the wire', () => {
    const { content } = composeNotice(head, day)
    const stored = noticeContent.parse(JSON.parse(JSON.stringify(content)))
    expect(canonicalText(stored)).toBe(canonicalText(content))
  })

  it('changes with every change', () => {
    const { content } = composeNotice(head, day)
    expect(canonicalText({ ...content, demo: true })).not.toBe(canonicalText(content))
    expect(canonicalText({ ...content, rows: content.rows.slice(1) })).not.toBe(canonicalText(content))
  })
})
