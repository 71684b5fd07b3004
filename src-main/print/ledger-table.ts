/** 月度台账 as a table of words: the headings and a row for each result, for a spreadsheet. */
import type { Verdict } from '#core/judge/verdict.ts'
import type { Round } from '#core/sample/round.ts'
import { localText, type Moment } from '#core/time.ts'
import { roundWords, verdictWords } from './words.ts'

export interface LedgerResult {
  readonly testedAt: Moment
  readonly sampleNo: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly food: string
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly verdict: Verdict
  readonly round: Round
  readonly path: { readonly published: string; readonly uploaded: string; readonly disposed: string }
}

export const ledgerHeadings = [
  '检测时间',
  '样品编号',
  '摊位号',
  '经营户',
  '样品',
  '检测项目',
  '检测方法',
  '检测值',
  '单位',
  '判定',
  '轮次',
  '公示',
  '上报',
  '处置',
] as const

const marks: Readonly<Record<string, string>> = { none: '—', waiting: '待办', done: '已办', stuck: '需处理' }

export function ledgerCells(result: LedgerResult): readonly string[] {
  const { published, uploaded, disposed } = result.path
  return [
    localText(result.testedAt).replace('T', ' '),
    result.sampleNo,
    result.stallCode ?? '',
    result.stallName ?? '',
    result.food,
    result.item,
    result.method,
    result.value,
    result.unit ?? '',
    verdictWords[result.verdict],
    roundWords[result.round],
    ...[published, uploaded, disposed].map((mark) => marks[mark] ?? mark),
  ]
}

/** A screening is no inspection report, and the file's name does not say so either. */
export function ledgerName(month: string): string {
  return `快检月度台账-${month}`
}
