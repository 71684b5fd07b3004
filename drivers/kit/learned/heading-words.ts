/** What the headings of columns and the labels of reports call a field, in Chinese and English. Guesses only: a person confirms each. */
import type { Role } from './format.ts'

/** Headings and labels; the longest that fits decides. */
const headings: readonly (readonly [Role, readonly string[]])[] = [
  [
    'sampleNo',
    [
      '样品编号',
      '样本编号',
      '样品号',
      '样本号',
      '编号',
      '序号',
      '流水号',
      '条码',
      '单号',
      'sample id',
      'sampleid',
      'sample no',
      'sampleno',
      'sample',
      'no.',
      'no',
      'id',
      'number',
      'barcode',
    ],
  ],
  [
    'item',
    [
      '检测项目',
      '项目名称',
      '项目',
      '检测指标',
      '指标',
      '测试项',
      'item',
      'test',
      'assay',
      'test item',
      'analyte',
      'parameter',
      'project',
    ],
  ],
  [
    'value',
    [
      '检测值',
      '测量值',
      '测定值',
      '检测结果值',
      '结果值',
      '数值',
      '含量',
      '浓度',
      '抑制率',
      '净重',
      '重量',
      '读数',
      'result',
      'value',
      'concentration',
      'conc',
      'conc.',
      'inhibition',
      'net',
      'weight',
      'rlu',
    ],
  ],
  ['unit', ['单位', 'unit', 'units']],
  [
    'verdict',
    [
      '检测结论',
      '结论',
      '判定',
      '判定结果',
      '检测结果',
      '结果',
      '定性',
      'verdict',
      'judge',
      'judgement',
      'conclusion',
      'flag',
      'status',
      'pass/fail',
    ],
  ],
  [
    'time',
    [
      '检测时间',
      '检测日期',
      '测试时间',
      '日期',
      '时间',
      'date',
      'time',
      'test time',
      'test date',
      'datetime',
      'date/time',
      'measured at',
    ],
  ],
  [
    'channel',
    [
      '通道',
      '通道号',
      '孔位',
      '孔号',
      '孔',
      '通道编号',
      'channel',
      'chan',
      'ch',
      'ch.',
      'hole',
      'well',
      'position',
      'pos',
    ],
  ],
  [
    'ignore',
    [
      '吸光度',
      '操作员',
      '检测员',
      '检测人',
      '用户',
      '仪器编号',
      '仪器',
      '批号',
      '限量',
      '标准',
      '被检单位',
      '单位名称',
      'abs',
      'absorbance',
      'operator',
      'user',
      'instrument',
      'lot',
      'serial',
      'reference',
      'range',
    ],
  ],
]

/** What a heading says its column is, or null. `单位名称` is nobody's unit: the whole text counts before a part of it. */
export function headingRole(text: string): Role | null {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[(（].*$/, '')
    .trim()
  if (said === '') return null
  for (const [role, words] of headings) if (words.includes(said)) return role
  let best: Role | null = null
  let longest = 1
  for (const [role, words] of headings) {
    for (const word of words) {
      if (word.length <= longest || !said.includes(word)) continue
      best = role
      longest = word.length
    }
  }
  return best
}
