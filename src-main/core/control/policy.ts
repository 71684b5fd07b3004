/** The room's rules on its own tests: what makes a result 无效 and what is only said beside it. Data with a source; defaults first. */
import type { LimitPack } from '../judge/limit-pack.ts'
import { nameKey } from '../judge/name-key.ts'
import { indexOf } from '../judge/pack-index.ts'

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

/** Codes that stand in older records and are found no more. */
export const formerCodes = ['plate-blank-missing'] as const
export type RecordedCode = ConditionCode | (typeof formerCodes)[number]

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
 * The blanks that a source was read for: 每批检测须做一个空白对照 for these items, 对照测试 before 样品测试 for 挥发性盐基氮
 * (instructions of the kits' maker). They stay required where the room lets other items be.
 */
export const verifiedBlanks: readonly BlankRule[] = ['二氧化硫', '硼砂', '过氧化值', '挥发性盐基氮'].map((item) => ({
  item,
  method: null,
  level: 'required',
  source: '快检产品使用说明:每批检测须做空白对照',
}))

/** Own choice: a probe that is dipped into the oil itself uses no reagent that a blank could vouch for. */
const withoutReagent: BlankRule = { item: '极性组分', method: null, level: 'off', source: '探头直接测油,不用试剂' }

/**
 * Blocked from the first day is what makes the chemistry wrong: a batch without a valid blank, a failed control, a card read outside its
 * window, and a reagent whose box says that it is over, opened too long or not of this set. Papers of people and instruments warn until the room says otherwise.
 */
export const standardPolicy: ControlPolicy = {
  conditions: {
    'blank-missing': 'block',
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
  blanks: [...verifiedBlanks, withoutReagent],
  twoReaders: false,
}

/** What decides whether a test needs a blank; `ownLine`: it carries its own control line, see `carriesOwnLine`. */
export interface AskedOfBlank {
  readonly item: string
  readonly method: string
  readonly ownLine: boolean
}

/**
 * The nearest rule for item and method speaks first, because the room or a source meant exactly this test. Without one a missing
 * blank weighs what the policy says, on a plate as alone; what carries its own control line is never blocked for it.
 */
export function missingBlank(policy: ControlPolicy, { item, method, ownLine }: AskedOfBlank): Level {
  const same = (a: string, b: string) => nameKey(a) === nameKey(b)
  const rules = policy.blanks.filter(
    (rule) => same(rule.item, item) && (rule.method === null || same(rule.method, method)),
  )
  const rule = rules.find((one) => one.method !== null) ?? rules[0]
  if (rule !== undefined) return rule.level === 'required' ? 'block' : rule.level
  const level = policy.conditions['blank-missing']
  return ownLine && level === 'block' ? 'warn' : level
}

/**
 * Cards and strips carry their own control line on each: no line C is 无效 there already, and a blank would say nothing of the next
 * card. A method that nothing knows carries none.
 */
export function carriesOwnLine(method: string, pack: LimitPack): boolean {
  return indexOf(pack).methods.get(nameKey(method))?.kind === 'qualitative'
}

/** A policy of an earlier version weighed a plate's missing blank apart: the stricter of the two holds. Codes nobody knows are left out. */
export function policyFrom(saved: Partial<ControlPolicy>): ControlPolicy {
  const said: Partial<Record<RecordedCode, Level>> = saved.conditions ?? {}
  const known = conditionCodes.map((code) => [code, said[code] ?? standardPolicy.conditions[code]] as const)
  const conditions = Object.fromEntries(known) as Record<ConditionCode, Level>
  const plate = said['plate-blank-missing']
  if (plate !== undefined && levels.indexOf(plate) < levels.indexOf(conditions['blank-missing']))
    conditions['blank-missing'] = plate
  const { blanks, twoReaders } = { ...standardPolicy, ...saved }
  return { conditions, blanks, twoReaders }
}
