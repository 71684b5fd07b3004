/** What a case is decided by, as data: how many retests, every clock, how goods may go, who signs. */
import { type CaseClock, standardClocks } from './clocks.ts'

/** Codes of the clauses a case rests on; worded by papers and desks. */
export const clauses = {
  /** GB/T 5009.199-2003: a positive of the enzyme inhibition method is repeated at least twice before it is reported. */
  'gbt-5009.199-2003': { standard: 'GB/T 5009.199', article: null, year: 2003 },
  /** 食品安全法 (2021) art. 64, 农产品质量安全法 (2022) art. 37: the market demands an immediate stop of sale and reports. */
  'food-safety-law-64': { standard: '食品安全法', article: 64, year: 2021 },
  'produce-law-37': { standard: '农产品质量安全法', article: 37, year: 2022 },
  /** 食品安全法 art. 88, 农产品质量安全法 art. 51: four hours from receipt to ask for 复检, which uses no quick method. */
  'food-safety-law-88': { standard: '食品安全法', article: 88, year: 2021 },
  'produce-law-51': { standard: '农产品质量安全法', article: 51, year: 2022 },
  /** 食品安全法 art. 87: what a laboratory finds decides. */
  'food-safety-law-87': { standard: '食品安全法', article: 87, year: 2021 },
  /** 食品安全法 art. 63: harmless disposal or destruction, time and place reported beforehand. */
  'food-safety-law-63': { standard: '食品安全法', article: 63, year: 2021 },
} as const satisfies Record<
  string,
  { readonly standard: string; readonly article: number | null; readonly year: number }
>
export type ClauseCode = keyof typeof clauses

export const disposalMethods = ['destroy', 'harmless', 'denature', 'return', 'withdraw'] as const
/** 销毁, 无害化处理, 染色毁形, 退回, 下架. */
export type DisposalMethod = (typeof disposalMethods)[number]

/** Everywhere: 食品安全法 (2021) art. 63 无害化处理、销毁等措施; 上海市食品安全条例 (2017) names 染色、毁形 among them. */
export const lawfulMethods = ['destroy', 'harmless', 'denature'] as const satisfies readonly DisposalMethod[]

/** `any-positive`: one positive or suspect among the valid retests confirms the first finding. */
export interface RetestPolicy {
  /** Valid retests asked for; invalid and undecided ones are kept and do not count. */
  readonly needed: number
  readonly rule: 'any-positive'
  readonly clause: ClauseCode
}

export interface FailureRules {
  readonly retest: RetestPolicy
  /** Milliseconds from the signed receipt within which an objection counts. */
  readonly objectionMs: number
  /** Return and withdrawal only where a local rule names them. */
  readonly allowedMethods: readonly DisposalMethod[]
  /** Different people beside the supervisors. */
  readonly signers: number
  readonly supervisors: number
  /** Words that mark the part of a supervisor, compared without blanks and case. */
  readonly supervisorRoles: readonly string[]
  readonly evidence: number
  /** Words that mark a quick method, compared without blanks and case: 复检 must not use one. */
  readonly quickMethods: readonly string[]
  /** What this room and who runs it are called: 复检 goes to another body. */
  readonly ownBodies: readonly string[]
  /** The clocks that run here, shown and never decisive; the four hours decide by `objectionMs`. */
  readonly clocks: readonly CaseClock[]
  /** How far the clock of a window may run ahead of the station's, milliseconds. */
  readonly clockTolerance: number
}

/** At least two repeats; GB/T 5009.199-2003 (for strips: again at least two, decided on site). */
export const standardRetests: RetestPolicy = { needed: 2, rule: 'any-positive', clause: 'gbt-5009.199-2003' }

export const standardRules: FailureRules = {
  retest: standardRetests,
  objectionMs: 4 * 3_600_000,
  allowedMethods: lawfulMethods,
  signers: 2,
  supervisors: 1,
  supervisorRoles: ['监督', '监管', '执法'],
  evidence: 1,
  // GB/T 5009.199-2003 and NY/T 448-2001 carry 快速检测 in their titles; KJ + year is the numbering of the published quick methods.
  // Not 快速 alone: 快速溶剂萃取 is a laboratory's extraction.
  // 层析 alone would catch a laboratory's 色谱 in its old name 层析法, so the strips are named in full.
  quickMethods: [
    'GB/T5009.199',
    'NY/T448',
    'KJ20',
    '快速检测',
    '快速筛查',
    '快检',
    '速测',
    '酶抑制',
    '胶体金',
    '免疫层析',
    '试纸',
    '检测卡',
  ],
  ownBodies: [],
  clocks: standardClocks,
  clockTolerance: 5 * 60_000,
}
