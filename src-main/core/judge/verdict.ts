/** The five words a judgement can end in, and what it rests on. Rules are code, limits are data. */
import type { CardSignal } from './card.ts'

/** 阴性(合格) 阳性 可疑 无效 待判定. */
export const verdicts = ['negative', 'positive', 'suspect', 'invalid', 'undecided'] as const
export type Verdict = (typeof verdicts)[number]

/** A question to the judge. Numbers travel as text so that no float ever touches a limit. */
export interface Question {
  readonly item: string
  readonly food: string
  readonly method: string
  /** Day of sampling at the site, `YYYY-MM-DD`: the limit in force that day decides. */
  readonly sampledOn: string
  readonly value?: string | undefined
  /** What a card or a person reads instead of a number: 未检出, 检出, 阴性, 阳性, 可疑, 无效 ... */
  readonly qualitative?: string | undefined
  readonly unit?: string | undefined
  /** Detection limit in `unit`; with a dilution, of the food and in the food's unit, as leaflets state it. */
  readonly lod?: string | undefined
  /** What the value as read is multiplied by to speak of the food: C0 x factor. */
  readonly dilution?: string | undefined
  /** Unit of the diluted value where the reading's is the extract's (`mg/L` read, `mg/kg` in the food). */
  readonly finalUnit?: string | undefined
  /** The lines of a card and its reader's thresholds. */
  readonly card?: CardSignal | undefined
}

/** A number that was not compared as it was read: both ends of the way, kept. */
export interface Compared {
  /** As it was said, e.g. `0.31` or `<0.5`. */
  readonly raw: string
  readonly rawUnit: string | null
  readonly dilution: string | null
  /** As it was compared with the limit, in the limit's unit. */
  readonly final: string
  readonly finalUnit: string | null
}

/** The snapshot of the rule a judgement used; stored with the result, so that a later pack cannot change it. */
export interface Basis {
  readonly pack: string
  readonly packVersion: string
  readonly rule: string
  /** Standard with edition, e.g. `GB/T 5009.199-2003`. */
  readonly standard: string
  readonly clause: string | null
  /** The limit as a person reads it, e.g. `< 50 %`. */
  readonly limit: string
  /** How well the row is known: `verified`, `weak`, `recall`. Anything but verified is said on screen. */
  readonly evidence: 'verified' | 'weak' | 'recall'
  /** Days the rule is in force, both included. */
  readonly effectiveFrom?: string | undefined
  readonly effectiveTo?: string | null | undefined
  /** Present when the number was diluted or converted. */
  readonly compared?: Compared | undefined
  /** The card's lines and the thresholds they were read by, when it was asked with them. */
  readonly card?: CardSignal | undefined
}

export interface Judgement {
  readonly verdict: Verdict
  readonly basis: Basis | null
  /** `code` or `code: detail`, e.g. `at-or-above-limit: 50.00 >= 50`, `no-rule`, `unit-differs: mg/kg`. */
  readonly reason: string
}

/** One line for papers and the terminal: `GB/T 5009.199-2003 cl. 7, < 50 % (kuaijian-default 2026.1)`. */
export function citation(basis: Basis): string {
  const clause = basis.clause === null ? '' : ` ${basis.clause}`
  return `${basis.standard}${clause}, ${basis.limit} (${basis.pack} ${basis.packVersion})`
}
