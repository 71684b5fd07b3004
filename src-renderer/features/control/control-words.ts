/** Quality control in the operator's words: kinds, outcomes, states, levels and the rules of the chart. */
import type { ControlKind } from '#core/control/kind.ts'
import type { WestgardRule } from '#core/control/levey-jennings.ts'
import type { ControlOutcome } from '#core/control/outcome.ts'
import type { Level } from '#core/control/policy.ts'
import { conditionWords } from '#ui/condition-words.ts'

export const kindWords: Readonly<Record<ControlKind, string>> = {
  blank: '空白',
  'positive-control': '阳性质控',
  parallel: '平行样',
  blind: '盲样',
  training: '练习',
  unsaid: '质控(仪器没说哪种)',
}

export const outcomeWords: Readonly<Record<ControlOutcome, string>> = {
  passed: '✓ 合格',
  failed: '✕ 不合格',
  unread: '? 判不了',
  kept: '已记录',
}

export const stateWords = { valid: '✓ 合格', missing: '— 还没有', failed: '✕ 不合格', unread: '? 判不了' } as const

export const levelWords: Readonly<Record<Level, string>> = { block: '拦住(判无效)', warn: '只提醒', off: '不查' }
export const blankLevelWords = { required: '必须有', warn: '只提醒', off: '不查' } as const

/** Where the room's rules are set, a missing blank says what it does not weigh on. */
export const ruleNames: Readonly<Record<string, string>> = {
  ...conditionWords,
  'blank-missing': '这一批没有合格的空白对照(检测卡只提醒)',
}

export const ruleWords: Readonly<Record<WestgardRule, string>> = {
  '1-2s': '1-2s:一次超过 2 倍标准差(提醒)',
  '1-3s': '1-3s:一次超过 3 倍标准差',
  '2-2s': '2-2s:连续两次同侧超过 2 倍标准差',
  'R-4s': 'R-4s:相邻两次一高一低都超过 2 倍标准差',
  '4-1s': '4-1s:连续四次同侧超过 1 倍标准差',
  '10x': '10x:连续十次在平均值同一侧',
}

export const pointWords = { baseline: '建立基线', ok: '✓ 在控', warn: '▲ 提醒', reject: '✕ 失控' } as const

/** `农残仪1 · 有机磷和氨基甲酸酯类 · 3 号通道 · 空白`. */
export function chartName(chart: {
  readonly port: string
  readonly item: string
  readonly channel: string | null
  readonly kind: ControlKind
}): string {
  const channel = chart.channel === null ? [] : [`${chart.channel} 号通道`]
  return [chart.port, chart.item, ...channel, kindWords[chart.kind]].join(' · ')
}
