/** A sample's own words: what for, what kind, and why a reading found no sample. */
import type { ClaimReason } from '#core/sample/match.ts'
import type { ReleaseReason } from '#core/sample/released.ts'
import type { Nature, SampleKind } from '#core/sample/sample.ts'

export const natureWords: Readonly<Record<Nature, string>> = {
  supervision: '监管抽查',
  market: '市场自检',
  producer: '企业自检',
  commission: '委托',
  consumer: '你送我检',
  emergency: '应急',
}

export const kindWords: Readonly<Record<SampleKind, string>> = {
  ordinary: '普通样品',
  blank: '空白',
  'positive-control': '阳性质控',
  parallel: '平行样',
  blind: '盲样',
  training: '练习',
}

/** Why a claim can no longer be taken back. */
export const releaseWords: Readonly<Record<ReleaseReason, string>> = {
  uploaded: '已上报,不能撤销',
  sending: '正在上报,不能撤销',
  'maybe-uploaded': '可能已上报,不能撤销',
  published: '已公示,不能撤销',
  'case-moved': '处置单已往下走,不能撤销',
}

const claimReasons: Readonly<Record<ClaimReason, string>> = {
  'no-sample-number': '仪器没有给出样品号',
  'unknown-sample': '仪器给出的样品号没有登记过',
  'channel-free': '这个通道上没有放样品',
  'number-and-channel-disagree': '样品号与通道上的样品对不上',
  'ambiguous-number': '今天有不止一个样品可能是它',
  'food-disagrees': '仪器上的样品名与登记的不同,短编号不能作数',
  'number-unsure': '这种仪器的格式没有校验,短编号不能作数',
  'record-conflict': '仪器同一条记录前后数值不一样,先前是',
  'maybe-repeated': '与已收到的一条完全相同,可能是重复读取',
  'other-device': '答话的不是原来那台仪器',
  'number-used': '这个短编号今天已认过一次:是复测,还是仪器从头数了',
  'channel-changed': '测量前后这个通道换过样品',
  'placed-meanwhile': '样品刚放上就出数,可能是放样之前测的',
  'channel-used': '这个通道上的样品已经测过这个项目,再测请先重新放样',
  'measured-earlier': '测量时这个样品还没登记或还没放上',
  'clock-wrong': '仪器时钟快了,请先校时',
  'late-or-slow': '记录来得晚,或仪器时钟慢了',
  'time-unknown': '仪器会重发旧记录,又没写明几点测的',
  'blank-awaited': '等这一板的空白对照,出数后自动判定',
  'measured-another-day': '仪器记录的日期不是样品登记的那天,短编号不能作数',
}

/** Why the station itself judged a reading that had waited for the blank of its plate. */
export const awaitedWords: Readonly<Record<string, string>> = {
  'blank-came': '这一板的空白对照出数,自动判定',
  'plate-ended': '取下这一板时空白对照还没有出数',
}

/** A reading that needs nobody: the blank of its plate will decide it. */
export function awaitsBlank(reason: string): boolean {
  return reason.startsWith('blank-awaited: ')
}

/** `code` or `code: detail`. */
export function claimReasonWords(reason: string): string {
  const [code = '', detail] = reason.split(': ', 2)
  const words = Object.entries(claimReasons).find(([known]) => known === code)?.[1]
  if (words === undefined) return reason
  // Its detail is the sample that waits, which the line proposes anyway.
  if (awaitsBlank(reason)) return words
  return detail === undefined ? words : `${words}(${detail})`
}

/** A line for each analyzer without a valid blank; numbers that wait to be measured are given out in their order. */
export function blankLines({
  ports,
  blanks,
}: {
  readonly ports: readonly {
    readonly port: string
    readonly items: readonly string[]
    readonly byPlate: boolean
    readonly unread: boolean
  }[]
  readonly blanks: readonly { readonly sampleNo: string }[]
}) {
  const waiting = blanks.map(({ sampleNo }) => sampleNo)
  return ports.map(({ port, items, byPlate, unread }) => {
    const blankNo = byPlate || unread ? null : (waiting.shift() ?? null)
    const what = items.length === 0 ? '' : `(${items.join('、')})`
    // What it will measure nobody knows yet: cards and probes need none.
    const invalid = items.length === 0 ? '除检测卡、测油探头外,现在测会判无效。' : '现在测会判无效。'
    const words = unread
      ? `的空白对照判不了${what}:到“仪器”给项目命名、填方法,或在“质控”请第二人签字放行。`
      : `今天还没有合格的空白对照${what}${blankNo === null ? `,${invalid}` : `:先在仪器上测空白 ${blankNo},再测样品。`}`
    return { port, byPlate, words, asks: blankNo === null && !unread }
  })
}
