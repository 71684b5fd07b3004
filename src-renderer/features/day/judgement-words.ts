/** The judge's reason codes in the operator's words; an unknown code is shown as it is rather than hidden. */

import type { CardSignal } from '#core/judge/card.ts'
import { type ReasonCode, reasonCodeOf } from '#core/judge/reason.ts'
import type { Compared } from '#core/judge/verdict.ts'
import { verdictWords } from '#ui/verdict-sign.tsx'

const person = '等人工判定'

const reasons: Readonly<Record<ReasonCode, string>> = {
  'within-limit': '未超过限量',
  'above-limit': '超过限量',
  'at-or-above-limit': '达到或超过限量',
  'below-minimum': '低于最低要求',
  'at-or-above-minimum': '达到最低要求',
  'below-lod': '低于检出限',
  'at-or-above-lod': '达到检出限',
  'not-detected': '未检出',
  detected: '检出了不得检出的项目',
  'positive-word': '仪器判为阳性',
  'near-limit': '接近限量,按可疑复测',
  'suspect-word': '仪器判为可疑',
  'invalid-word': '仪器判为无效,请重测',
  'card-invalid': '质控线太弱,检测卡无效,请重测',
  'card-positive': '检测卡判为阳性',
  'card-negative': '检测卡判为阴性',
  'card-suspect': '检测卡介于两个阈值之间,按可疑复测',
  'date-invalid': `采样日期看不懂,${person}`,
  'item-unknown': `检测项目不在限量包里,${person}`,
  'food-unknown': `样品名称不在限量包里,${person}`,
  'method-unknown': `检测方法不在限量包里,${person}`,
  'no-rule': `限量包里没有这个组合的规定,${person}`,
  'no-rule-in-force': `采样那天没有生效的规定,${person}`,
  'ambiguous-rule': `两条规定同样适用,${person}`,
  'no-result': `仪器没有给出结果,${person}`,
  'value-unreadable': `仪器给出的不是数字,${person}`,
  'word-unknown': `仪器用的词看不懂,${person}`,
  'unit-unknown': `单位看不懂,${person}`,
  'unit-differs': `仪器的单位与限量的单位不一致,${person}`,
  'unit-missing': `仪器没有给出单位,${person}`,
  'lod-unreadable': `检出限看不懂,${person}`,
  'less-than-lod-unknown': `只知道“小于”,不知道检出限,${person}`,
  'less-than-above-lod': `“小于”的数比检出限大,${person}`,
  'dilution-unreadable': `稀释倍数看不懂,${person}`,
  'dilution-missing': `没有给出稀释倍数,${person}`,
  'dilution-unfit': `这个单位不能乘稀释倍数,${person}`,
  'card-incomplete': `检测卡的读数、阈值、读卡仪或批号不全,${person}`,
  'card-unreadable': `检测卡的读数或阈值看不懂,${person}`,
  'card-method-differs': `这个方法不是检测卡,${person}`,
  'no-limit': `没有规定限量,${person}`,
  'lod-unknown': `不知道检出限,${person}`,
  'lod-above-limit': `检出限比限量高,这个方法判不了,${person}`,
  'lod-too-high': `检出限太高,这个方法判不了,${person}`,
  'detected-without-number': `检出但没有数值,${person}`,
  'not-detected-under-minimum': `未检出,但规定要求达到最低值,${person}`,
  'value-and-word-disagree': `仪器的数值和文字不一致,${person}`,
  'control-blocked': '检测条件不符合要求,结果无效,请处理后重测',
  'strip-late': '过了判读时间,结果无效,请换新条重测',
  'strip-readers-differ': '两个人看的不一样,请换新条重测',
  'strip-second-missing': '判读时间内没有第二个人判读,结果无效,请换新条重测',
  'input-invalid': `内容不完整,${person}`,
}

export const evidenceWords = { weak: '来源较弱,打印正式文书前请核对原文', recall: '尚未核实,仅供演示' } as const

/** `0.30 mg/L × 100 → 30 mg/kg`: the number as read, and as it was compared. */
export function comparedWords({ raw, rawUnit, dilution, final, finalUnit }: Compared): string {
  const times = dilution === null ? '' : ` × ${dilution}`
  return `${raw}${rawUnit === null ? '' : ` ${rawUnit}`}${times} → ${final}${finalUnit === null ? '' : ` ${finalUnit}`}`
}

/** Which part of a card's reading is missing, and where it is entered. */
const cardParts: Readonly<Record<string, string>> = {
  reader: '这个批号的阈值没有写明是这台读卡仪的:到“基础数据 · 批号”填“读卡仪”',
  lot: '没有选在用的批号:到“质控”选这台仪器在用的试剂批号',
  invalidUpTo: '这个批号没有质控线阈值:到“基础数据 · 批号”填“C 阈值”',
  positiveUpTo: '这个批号没有阳性阈值:到“基础数据 · 批号”填“T/C 阳性”',
  negativeFrom: '这个批号没有阴性阈值:到“基础数据 · 批号”填“T/C 阴性”',
  c: '读卡仪没有给出质控线(C)的值,不能确认卡有效',
  t: '读卡仪没有给出检测线(T)的值',
}

/** `C 0.30 · T 0.24;阈值 …(读卡仪, 批号)`: the lines, and what they were read by. */
export function cardWords({ c, t, ratio, invalidUpTo, positiveUpTo, negativeFrom, reader, lot }: CardSignal): string {
  const lines = [
    c === '' ? '' : `C ${c}`,
    t === undefined ? '' : `T ${t}`,
    ratio === undefined ? '' : `T/C ${ratio}`,
  ].filter((part) => part !== '')
  const bounds = `C ≤ ${invalidUpTo} 无效,T/C ≤ ${positiveUpTo} 阳性,≥ ${negativeFrom} 阴性`
  return [
    lines.join(' · '),
    invalidUpTo === '' ? '阈值没有填' : bounds,
    [reader, lot].filter((one) => one !== '').join(' '),
  ]
    .filter((part) => part !== '')
    .join(';')
}

/** `at-or-above-limit: 50.00 >= 50` is told as words with the comparison behind it. */
export function reasonWords(reason: string): string {
  const code = reasonCodeOf(reason)
  if (code === null) return reason
  const detail = reason.slice(code.length).replace(/^:\s*/, '')
  if (code === 'control-blocked') return blockedWords(detail)
  const part = code === 'card-incomplete' ? cardParts[detail] : undefined
  if (part !== undefined) return `${part},${person}`
  return detail === '' ? reasons[code] : `${reasons[code]}(${detail.replaceAll('>=', '≥').replaceAll('<=', '≤')})`
}

const noBlank = '没有合格的空白对照,结果无效:先测一个空白对照,再把这个样品重测;或请第二人签字放行后重测'
/** Alone: what else is wrong is told by the findings, and a blank would not mend it. */
const blankLacks = /^(?:(?:plate-)?blank-missing|blank-failed) \(/

/** `blank-missing (negative, within-limit: 18.40 < 50)`: the conditions stand below as findings, here what the value alone says. */
function blockedWords(detail: string): string {
  const [, verdict, inner] = /\((\w+), (.+)\)$/.exec(detail) ?? []
  const told = blankLacks.test(detail) ? noBlank : reasons['control-blocked']
  const alone = Object.entries(verdictWords).find(([known]) => known === verdict)?.[1]
  return alone === undefined || inner === undefined ? told : `${told}。只看数值是${alone}:${reasonWords(inner)}`
}
