/** The wizard's words: what a field can mean, how sure a guess is, and what still keeps a driver from being made. */
import type { Draft, FieldRole } from '#contract/learn.ts'

export const roleWords: Readonly<Record<FieldRole, string>> = {
  sampleNo: '样品编号',
  item: '项目',
  value: '数值',
  unit: '单位',
  verdict: '结论',
  time: '时间',
  channel: '通道',
  status: '状态',
  ignore: '忽略',
}

export const roleHints: Readonly<Record<FieldRole, string>> = {
  sampleNo: '仪器里的样品号或流水号',
  item: '测的是什么,如“有机磷”',
  value: '测得的数',
  unit: '如 %、mg/kg、g',
  verdict: '仪器自己写的合格、阳性',
  time: '日期或时间;分两格也可以都选',
  channel: '孔位、通道号',
  status: '数稳没稳,如 ST、US',
  ignore: '用不着',
}

/** How sure the program is of a guess; under a half a person must look. */
export function sureWords(confidence: number): { readonly word: string; readonly weak: boolean } {
  if (confidence >= 0.8) return { word: '✓ 把握大', weak: false }
  if (confidence >= 0.5) return { word: '大概是', weak: false }
  return { word: '▲ 请看一眼', weak: true }
}

const parityLetters = { none: 'N', even: 'E', odd: 'O' } as const

/** `9600 8N1` */
export function linkText({ baudRate, dataBits, parity, stopBits }: Draft['link']): string {
  return `${baudRate} ${dataBits}${parityLetters[parity]}${stopBits}`
}

const charsets = { 'utf-8': 'UTF-8', gb18030: '国标 GB18030', cp437: 'DOS 437', latin1: '西文' } as const

export function charsetWords(charset: Draft['charset']): string {
  return charset === null ? '自动(UTF-8 或国标)' : charsets[charset]
}

/** As the proposal shows a way to cut: `, × 7`, `blanks × 2`. */
export function splitWords(shown: string): string {
  const [, how = '', cells] = /^(.*?)(?: × (\d+))?$/.exec(shown) ?? []
  const known: Readonly<Record<string, string>> = {
    ',': '逗号',
    ';': '分号',
    '|': '竖线',
    '/': '斜线',
    TAB: '制表符',
    blanks: '空格',
    columns: '固定宽度',
    whole: '不切',
  }
  return cells === undefined ? how : `${known[how] ?? how} · ${cells} 格`
}

export function framingWords(framing: Draft['framing']): string {
  switch (framing.kind) {
    case 'lines':
      return '一行就是一条结果'
    case 'block':
      return framing.ends === null
        ? `几行是一条结果,从“${framing.begins}”开始`
        : `几行是一条结果,从“${framing.begins}”到“${framing.ends}”`
    case 'fixed':
      return `每条 ${framing.length} 个字节,不分行`
  }
}

interface ProblemWords {
  readonly what: string
  readonly why: string
  readonly next: string
}

/** The step that puts it right stands behind each. */
export const problemWords: Readonly<Record<string, ProblemWords & { readonly step: 'fields' | 'save' | 'receive' }>> = {
  'value-missing': {
    what: '还没有说哪一格是数值',
    why: '没有数值就没有结果',
    next: '回“认字段”,给测得的数选“数值”',
    step: 'fields',
  },
  'item-missing': {
    what: '不知道测的是什么项目',
    why: '没有项目就找不到限量,判不出合格不合格',
    next: '回“认字段”,选出“项目”那一格,或在下面填上固定项目',
    step: 'fields',
  },
  'name-missing': { what: '还没有写厂家和型号', why: '型号列表里要认得出它', next: '照仪器铭牌填', step: 'save' },
  'no-reading': {
    what: '没有读出一条结果',
    why: '数值那一格选错了,或收到的不是结果',
    next: '回“认字段”,看数值那一格是不是选错了;或回“收数据”多收几条',
    step: 'fields',
  },
  'mostly-damaged': {
    what: '大半的行读不出来',
    why: '切法不对,或速率不对收到了乱码',
    next: '回“认字段”换一种切法;或回“收数据”,核对波特率后重收',
    step: 'fields',
  },
  'draft-broken': {
    what: '设置前后对不上',
    why: '改了切法以后,原来的格子不在了',
    next: '回“认字段”,换一种切法再来',
    step: 'fields',
  },
}
