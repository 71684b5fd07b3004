/** Every clock of a case as data: from when, until what, how long, by which source and where it holds. */

/** Moments of a case that start a clock or end one. */
export const caseMoments = [
  'positive',
  'received',
  'answered',
  'objected',
  'referred',
  'confirmed',
  'planned',
  'disposed',
  'ended',
] as const
export type CaseMoment = (typeof caseMoments)[number]

export const clockCodes = ['notify', 'objection', 'on-site', 'refer', 'report', 'dispose', 'handling'] as const
export type ClockCode = (typeof clockCodes)[number]

/** Working days are Monday to Friday; public holidays are unknown here, so such a clock ends rather too early than too late. */
export type ClockLength =
  | { readonly unit: 'hour'; readonly count: number }
  | { readonly unit: 'working-day'; readonly count: number }
  /** The time that was reported beforehand is itself the clock. */
  | { readonly unit: 'reported-time' }

export interface CaseClock {
  readonly code: ClockCode
  readonly from: CaseMoment
  /** The first of these stops it. */
  readonly until: readonly CaseMoment[]
  readonly length: ClockLength
  /** In the words of papers and screens. */
  readonly source: string
  /** `全国`, or where the rule was made. */
  readonly region: string
  /** `weak`: the source was seen at second hand, or does not say from when it counts. */
  readonly evidence: 'verified' | 'weak'
  /** A statute's length is not ours to set; a local rule's is the site's. */
  readonly settable: boolean
  /** Runs without anybody setting it. */
  readonly usual: boolean
}

/** In the order of the law. */
export const knownClocks: readonly CaseClock[] = [
  {
    code: 'notify',
    from: 'positive',
    until: ['received', 'ended'],
    length: { unit: 'hour', count: 0 },
    source: '食品安全法第六十四条、农产品质量安全法第三十七条(立即)',
    region: '全国',
    evidence: 'verified',
    settable: false,
    usual: true,
  },
  {
    // The source names two hours and not from when; counted from the positive, which is the earliest it can mean.
    code: 'on-site',
    from: 'positive',
    until: ['answered', 'ended'],
    length: { unit: 'hour', count: 2 },
    source: '山西省2025年规定:监管人员两小时内到场(起算时间未确认)',
    region: '山西',
    evidence: 'weak',
    settable: true,
    usual: false,
  },
  {
    code: 'objection',
    from: 'received',
    until: ['answered', 'ended'],
    length: { unit: 'hour', count: 4 },
    source: '食品安全法第八十八条、农产品质量安全法第五十一条(自签收起)',
    region: '全国',
    evidence: 'verified',
    settable: false,
    usual: true,
  },
  {
    code: 'refer',
    from: 'objected',
    until: ['referred', 'ended'],
    length: { unit: 'working-day', count: 5 },
    source: '参照食品安全抽样检验管理办法:五个工作日内送达承检机构',
    region: '全国',
    evidence: 'weak',
    settable: true,
    usual: true,
  },
  {
    code: 'report',
    from: 'referred',
    until: ['confirmed', 'ended'],
    length: { unit: 'working-day', count: 20 },
    source: '参照食品安全抽样检验管理办法:二十个工作日内出具报告',
    region: '全国',
    evidence: 'weak',
    settable: true,
    usual: true,
  },
  {
    code: 'dispose',
    from: 'planned',
    until: ['disposed', 'ended'],
    length: { unit: 'reported-time' },
    source: '食品安全法第六十三条(按事先报告的时间)',
    region: '全国',
    evidence: 'verified',
    settable: false,
    usual: true,
  },
  {
    // It goes on while a laboratory has the sample: no source says that it stands still.
    code: 'handling',
    from: 'positive',
    until: ['ended'],
    length: { unit: 'hour', count: 72 },
    source: '甘肃省平台考核:不合格三日(72小时)内处置(起算时间未确认)',
    region: '甘肃',
    evidence: 'verified',
    settable: true,
    usual: true,
  },
]

export const standardClocks: readonly CaseClock[] = knownClocks.filter(({ usual }) => usual)

/** What a site says of the clocks that are its own to set: a count in the clock's unit, or null: it does not run here. */
export type ClockSettings = Readonly<Partial<Record<ClockCode, number | null>>>

/** The clocks that run at a site. A statute's clock runs as the statute says, whatever the settings hold. */
export function clocksFor(settings: ClockSettings): readonly CaseClock[] {
  return knownClocks.flatMap((clock): readonly CaseClock[] => {
    const said = settings[clock.code]
    if (!clock.settable || said === undefined) return clock.usual ? [clock] : []
    if (said === null) return []
    const { length } = clock
    return [length.unit === 'reported-time' ? clock : { ...clock, length: { ...length, count: said } }]
  })
}
