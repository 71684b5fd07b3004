/** Words that instruments of this field print, for guessing what a field means. Guesses only: a person confirms each. */
const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** Compared in lower case. */
const massUnits = set('g kg mg ug μg µg ng t lb lbs oz ozt ct tl tael mom dwt gn pc pcs 克 千克 公斤 毫克')
const otherUnits = set(
  '% ％ mg/kg ug/kg μg/kg µg/kg g/kg ng/g ug/g mg/l ug/l μg/l µg/l ng/ml ug/ml μg/ml mg/ml g/l ppm ppb mg/100g mg/dm2 ' +
    'mmol/l mol/l u/l iu/ml rlu abs od ph mv us/cm ms/cm ml l °c ℃ c °f pcs 个 cfu/g cfu/ml meq/kg g/100g inh% %inh',
)

export function isUnit(text: string): boolean {
  const word = text.toLowerCase()
  return massUnits.has(word) || otherUnits.has(word)
}

export function isMassUnit(text: string): boolean {
  return massUnits.has(text.toLowerCase())
}

const verdictWords = set(
  '阳性 阴性 弱阳性 强阳性 合格 不合格 可疑 超标 未超标 超范围 未检出 检出 正常 异常 无效 pass fail passed failed ' +
    'positive negative pos neg ng ok invalid reactive nonreactive non-reactive (+) (-) (+/-) + - ++ +++ ± p n ＋ －',
)

export function isVerdict(text: string): boolean {
  return verdictWords.has(text.toLowerCase())
}

/** Sure words only: `+`, `OK` and `N` stand for other things too. */
export function isSureVerdict(text: string): boolean {
  return isVerdict(text) && (/\p{Script=Han}/u.test(text) || text.length >= 4)
}

/** A balance's word of what was weighed; kept as its own word. */
const weighed = set('gs nt n g net gross gr tr t b 净重 毛重 皮重')

/** A `?` beside it says that the weight moves. */
export function isWeighed(text: string): boolean {
  return weighed.has(text.toLowerCase().replace(/^\?|\?$/g, ''))
}

/** Others of the kind of these, in the same writing; none of them says that the weight moves. */
export function weighedBeside(seen: readonly string[]): readonly string[] {
  const lower = seen.some((word) => word === word.toLowerCase() && /[a-z]/.test(word))
  return ['GS', 'NT', 'N', 'G', 'NET', 'GROSS', 'GR', 'T', 'TR'].map((word) => (lower ? word.toLowerCase() : word))
}

/** By families: where one word of a family is seen, the others may come. */
const stableWords = ['ST', 'QT', 'S', 'ES', 'stable', '稳定']
const unstableFamilies: Readonly<Record<string, readonly string[]>> = {
  ST: ['US', 'OL'],
  QT: ['US', 'OL'],
  S: ['D', 'SD', 'I', '+', '-'],
  ES: ['ED', 'EL'],
  stable: ['unstable', 'dynamic'],
  稳定: ['不稳定', '动态'],
}
const allUnstable: ReadonlySet<string> = new Set([
  ...Object.values(unstableFamilies).flat(),
  'UL',
  'SD',
  'D',
  '?',
  'M',
  'NS',
])

export function isStableWord(text: string): boolean {
  return stableWords.includes(text)
}

export function isUnstableWord(text: string): boolean {
  return allUnstable.has(text)
}

export function unstableBeside(stable: readonly string[]): readonly string[] {
  return [...new Set(stable.flatMap((word) => unstableFamilies[word] ?? []))]
}

/** Instead of a value. */
export function isInvalid(text: string): boolean {
  return /^(-{2,}|\*+(\.\*+)?|NaN|nan|NAN|N\/A|NA|OL|UL|ERR|Err|ERROR|Error|OVER|over|无效|溢出|超量程|INVALID|Invalid)$/.test(
    text,
  )
}

export const usualInvalid: readonly string[] = [
  '---',
  '----',
  '-----',
  'NaN',
  'NA',
  'N/A',
  '***.**',
  '**.**',
  '无效',
  'ERR',
  'OL',
]
export const usualControl: readonly string[] = ['对照', '空白', '质控', 'blank', 'control', 'QC']
