/** The room's rules on its own tests: what makes a result 无效 and what is only said beside it. Data with a source; defaults first. */
import { nameKey } from '../judge/name-key.ts'

/** What can be wrong around a test, one word each. */
export const conditionCodes = [
  'blank-missing',
  'blank-failed',
  'positive-control-failed',
  'kit-unknown',
  'kit-expired',
  'kit-open-too-long',
  'buffer-mismatch',
  'outside-window',
  'operator-untrained',
  'instrument-overdue',
] as const
export type ConditionCode = (typeof conditionCodes)[number]

/** `block`: the result becomes 无效. `warn`: it stands and says so. `off`: not looked at. */
export const levels = ['block', 'warn', 'off'] as const
export type Level = (typeof levels)[number]

/** Whether tests of an item need a blank before them; `method` null: by any method. */
export interface BlankRule {
  readonly item: string
  readonly method: string | null
  readonly level: 'required' | 'warn' | 'off'
  /** Where the demand stands, for the paper; empty: the room's own. */
  readonly source: string
}

export interface ControlPolicy {
  readonly conditions: Readonly<Record<ConditionCode, Level>>
  readonly blanks: readonly BlankRule[]
  /** Strips read by eye need a second person who does not know what the first one saw. */
  readonly twoReaders: boolean
}

/**
 * Required are the blanks that a source was read for: 每批检测须做一个空白对照 for these items, 对照测试 before 样品测试 for
 * 挥发性盐基氮 (instructions of the kits' maker). For GB/T 5009.199-2003 only the formula with ΔA₀ was read, no demand of a blank
 * in every batch: there it is said and does not block.
 */
export const verifiedBlanks: readonly BlankRule[] = ['二氧化硫', '硼砂', '过氧化值', '挥发性盐基氮'].map((item) => ({
  item,
  method: null,
  level: 'required',
  source: '快检产品使用说明:每批检测须做空白对照',
}))

/**
 * Blocked from the first day is what makes the chemistry wrong: a failed control, a card read outside its window, and a reagent whose
 * box says that it is over, opened too long or not of this set. Papers of people and instruments warn until the room says otherwise.
 */
export const standardPolicy: ControlPolicy = {
  conditions: {
    'blank-missing': 'warn',
    'blank-failed': 'block',
    'positive-control-failed': 'block',
    'kit-unknown': 'warn',
    'kit-expired': 'block',
    'kit-open-too-long': 'block',
    'buffer-mismatch': 'block',
    'outside-window': 'block',
    'operator-untrained': 'warn',
    'instrument-overdue': 'warn',
  },
  blanks: verifiedBlanks,
  twoReaders: false,
}

/** The nearest rule for item and method; without one, what the policy says of a missing blank in general. */
export function blankLevel(policy: ControlPolicy, item: string, method: string): Level {
  const same = (a: string, b: string) => nameKey(a) === nameKey(b)
  const rules = policy.blanks.filter(
    (rule) => same(rule.item, item) && (rule.method === null || same(rule.method, method)),
  )
  const rule = rules.find((one) => one.method !== null) ?? rules[0]
  if (rule === undefined) return policy.conditions['blank-missing']
  return rule.level === 'required' ? 'block' : rule.level
}
