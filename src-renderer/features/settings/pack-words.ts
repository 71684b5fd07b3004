/** The rows of a limit pack in words: fields, limits and evidence as two people read them before they sign. */
import type { Limit } from '#core/judge/limit-pack.ts'

const fieldWords: Readonly<Record<string, string>> = {
  id: '编号',
  version: '版本',
  title: '名称',
  issuedOn: '发布',
  demo: '演示',
  code: '标准号',
  replaces: '代替',
  effectiveFrom: '生效',
  effectiveTo: '失效',
  name: '名称',
  aliases: '别名',
  kind: '类型',
  named: '须指明方法',
  category: '类别',
  within: '上级类别',
  item: '项目',
  method: '方法',
  foods: '食品',
  part: '取样部位',
  limit: '限量',
  standard: '标准',
  clause: '条款',
  evidence: '核实',
  source: '来源',
  note: '备注',
}

const valueWords: Readonly<Record<string, string>> = {
  verified: '已核实',
  weak: '来源较弱',
  recall: '未核实',
  quantitative: '定量',
  qualitative: '定性',
  true: '是',
  false: '否',
  '*': '全部',
}

export function fieldWord(name: string): string {
  return fieldWords[name] ?? name
}

/** `value` as the contract sends it: a text, or JSON of anything else. */
export function valueWord(name: string, value: string | null): string {
  if (value === null) return '无'
  if (name === 'limit') return limitWords(JSON.parse(value) as Limit)
  if (name === 'aliases' || (name === 'foods' && value !== '*')) return (JSON.parse(value) as string[]).join('、')
  return name === 'evidence' || name === 'kind' || name === 'foods' || name === 'demo' || name === 'named'
    ? (valueWords[value] ?? value)
    : value
}

export function limitWords(limit: Limit): string {
  const { lod, alsoIn = [] } = limit
  const extra = [
    'suspectFrom' in limit && limit.suspectFrom !== null ? `${limit.suspectFrom} 起可疑` : '',
    lod === null
      ? ''
      : `检出限 ${lod}${limit.kind === 'not-detected' || limit.kind === 'none' ? ` ${limit.unit ?? ''}` : ''}`,
    alsoIn.length === 0 ? '' : `也收 ${alsoIn.join('、')}`,
  ].filter((part) => part !== '')
  return `${boundWords(limit)}${extra.length === 0 ? '' : `(${extra.join(',')})`}`
}

function boundWords(limit: Limit): string {
  switch (limit.kind) {
    case 'max':
      return `≤ ${limit.value} ${limit.unit}`
    case 'below':
      return `< ${limit.value} ${limit.unit}`
    case 'min':
      return `≥ ${limit.value} ${limit.unit}`
    case 'not-detected':
      return '不得检出'
    case 'none':
      return '没有规定限量'
  }
}
