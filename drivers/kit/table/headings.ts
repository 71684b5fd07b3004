/** Which column is what: headings in Chinese and English, as exporters word them. What is not in the table is not guessed. */
import { halfWidth } from '#core/judge/decimal.ts'

export type Role =
  | 'sampleNo'
  | 'item'
  | 'value'
  | 'result'
  | 'unit'
  | 'verdict'
  | 'time'
  | 'date'
  | 'channel'
  | 'food'
  | 'record'
  | 'kind'
  | 'c'
  | 't'
  | 'ratio'

/** Normalised (see `plainOf`), the more telling word first: of two columns for one role the earlier word wins. */
export type HeadingWords = Readonly<Record<Role, readonly string[]>>

const list = (words: string) => words.split(' ')

export const usualWords: HeadingWords = {
  sampleNo: list(
    '样品编号 样本编号 样品号 样本号 样品id 样本id 样品条码 样本条码 条形码 条码 sampleno sampleid samplenumber samplecode specimenid specimenno sid barcode',
  ),
  item: list(
    '检测项目 检验项目 测试项目 检测项目名称 项目名称 检测项 项目 testitem itemname item testname test analyte assay parameter project',
  ),
  // An amount by its name.
  value: list(
    '检测值 测定值 测量值 测试值 检测数值 结果值 数值 含量 浓度 检测浓度 抑制率 value testvalue resultvalue measuredvalue concentration conc inhibition inhibitionrate',
  ),
  // An amount or a word: an amount where no column above stands, else a word.
  result: list('检测结果 检验结果 测试结果 测定结果 结果 result testresult results'),
  unit: list('单位 结果单位 检测单位 计量单位 unit units resultunit'),
  verdict: list(
    '判定 判定结果 结果判定 结论 检测结论 判断 判读 合格判定 是否合格 verdict conclusion judgement judgment interpretation flag',
  ),
  time: list(
    '检测时间 测试时间 测定时间 检验时间 测量时间 时间 testtime testdatetime datetime measuredat resulttime time',
  ),
  date: list('检测日期 测试日期 测定日期 检验日期 测量日期 日期 testdate date'),
  channel: list('通道 通道号 检测通道 孔位 孔号 channel channelno well position'),
  food: list('样品名称 样本名称 食品名称 样品 samplename foodname'),
  // A number the device gave for good. `序号` and `No.` count the rows of one export and start anew in the next.
  record: list('记录号 记录编号 流水号 检测编号 测试编号 recordno recordid testid testno runid'),
  kind: list('样品类型 样本类型 类型 sampletype specimentype type'),
  // A card's lines; a lone letter is one too.
  c: list('c值 c线值 c线 c峰 c峰高 质控线 c cvalue cline cpeak'),
  t: list('t值 t线值 t线 t峰 t峰高 t tvalue tline tpeak'),
  ratio: list('tc值 tc比值 tc tcvalue tcratio'),
}

export interface Columns {
  readonly at: Readonly<Partial<Record<Role, number>>>
  readonly value: number
  readonly item: number
  readonly verdict: number | null
  /** From the value's heading: `结果(mg/kg)`. */
  readonly unit: string | null
  readonly width: number
}

/** Null: these are no headings. A text: they are, and cannot be understood. */
export function columnsOf(fields: readonly string[], words: HeadingWords): Columns | string | null {
  const plain = fields.map(plainOf)
  const of = (role: Role) => words[role].flatMap((word) => placesOf(plain, word))
  const [item] = of('item')
  const amounts = of('value')
  const results = of('result')
  const ratio = amounts.length + results.length === 0 ? of('ratio')[0] : undefined
  if (item === undefined || (amounts.length + results.length === 0 && ratio === undefined)) return null
  if (amounts.length > 1) return `several columns may hold the value (${amounts.map((at) => fields[at]).join(', ')})`
  if (amounts.length === 0 && results.length > 1)
    return `several columns may hold the result (${results.map((at) => fields[at]).join(', ')})`
  if (placesOf(plain, plain[item] ?? '').length > 1) return `the item stands twice (${fields[item]})`
  const value = amounts[0] ?? results[0] ?? ratio ?? 0
  const at: Partial<Record<Role, number>> = {}
  for (const role of [
    'sampleNo',
    'unit',
    'time',
    'date',
    'channel',
    'food',
    'record',
    'kind',
    'c',
    't',
    'ratio',
  ] as const) {
    const [first] = of(role)
    if (first !== undefined) at[role] = first
  }
  const verdict = of('verdict')[0] ?? (amounts.length === 1 ? results[0] : undefined) ?? null
  const unit = ratio === undefined ? unitIn(fields[value] ?? '') : 'T/C'
  return { at, value, item, verdict, unit, width: fields.length }
}

function placesOf(plain: readonly string[], word: string): readonly number[] {
  return plain.flatMap((one, at) => (one === word ? [at] : []))
}

/** `Sample ID`, `sample_id`, `结果(mg/kg)`, `样品编号：` lose case, blanks, marks and brackets. */
function plainOf(heading: string): string {
  return halfWidth(heading)
    .toLowerCase()
    .replace(/[([【].*$/, '')
    .replace(/[\s_\-.:#*/"'%]/g, '')
}

/** What stands in the brackets of a value's heading; a lone percent sign too. */
function unitIn(heading: string): string | null {
  const plain = halfWidth(heading)
  const bracket = /[([【]\s*([^)\]】]{1,16}?)\s*[)\]】]\s*$/.exec(plain)?.[1]
  return bracket ?? (plain.endsWith('%') ? '%' : null)
}
