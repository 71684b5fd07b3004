/** The room's rules on its own tests: what makes a result 无效 and what is only said beside it. Data with a source; defaults first. */
import type { LimitPack } from '../judge/limit-pack.ts'
import { nameKey } from '../judge/name-key.ts'
import { indexOf } from '../judge/pack-index.ts'

/** What can be wrong around a test, one word each. */
export const conditionCodes = [
  'blank-missing',
  'plate-blank-missing',
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
 * Blocked from the first day is what makes the chemistry wrong: a plate without a valid blank, a failed control, a card read outside its
 * window, and a reagent whose box says that it is over, opened too long or not of this set. Papers of people and instruments warn until the room says otherwise.
 */
export const standardPolicy: ControlPolicy = {
  conditions: {
    'blank-missing': 'warn',
    'plate-blank-missing': 'block',
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

/** What is said where a blank is missing, and how much it weighs. */
export interface MissingBlank {
  readonly code: Extract<ConditionCode, 'blank-missing' | 'plate-blank-missing'>
  readonly level: Level
}

/**
 * The nearest rule for item and method speaks first, because the room or a source meant exactly this test. Without one a plate needs
 * its blank, and a single test has what the policy says of a missing blank in general. `onPlate`: see `needsPlateBlank`.
 */
export function missingBlank(policy: ControlPolicy, item: string, method: string, onPlate: boolean): MissingBlank {
  const same = (a: string, b: string) => nameKey(a) === nameKey(b)
  const rules = policy.blanks.filter(
    (rule) => same(rule.item, item) && (rule.method === null || same(rule.method, method)),
  )
  const rule = rules.find((one) => one.method !== null) ?? rules[0]
  if (rule !== undefined) return { code: 'blank-missing', level: rule.level === 'required' ? 'block' : rule.level }
  const code = onPlate ? 'plate-blank-missing' : 'blank-missing'
  return { code, level: policy.conditions[code] }
}

/**
 * A plate is a batch that the room made itself, so one blank vouches for all of it. Cards and strips carry their own control line on
 * each: no line C is 无效 there already, and a blank would say nothing of the next card.
 */
export function needsPlateBlank(method: string, pack: LimitPack): boolean {
  return indexOf(pack).methods.get(nameKey(method))?.kind !== 'qualitative'
}
