/** What a finding says to the person who filled in the form or the file; beside the headings, because a report is a file too. */

import type { CatalogName, FindingCode } from './list.ts'
import { headingOf } from './words.ts'

const words: { readonly [Code in FindingCode]: string } = {
  missing: '没有填',
  'too-long': '太长',
  'control-character': '有看不见或读不出的字符',
  'not-a-choice': '不在可选范围内',
  'not-a-date': '不是日期,写成 2026-03-01',
  'impossible-date': '没有这一天',
  'not-a-number': '不是不小于 0 的数',
  'not-a-flag': '写“是”或“否”',
  'too-many': '内容太多',
  'reserved-character': '不能含有这个字符',
  'unknown-reference': '没有这个编号,请先把它录入',
  'retired-reference': '这个编号已停用',
  'subject-code.shape': '不是 18 位统一社会信用代码(GB 32100-2015),请核对证照',
  'subject-code.check': '校验位不对(GB 32100-2015),请核对证照',
  'identity-number.shape': '不是 18 位身份证号,请核对证件',
  'identity-number.check': '校验位不对(GB 11643-1999),请核对证件',
  'identity-number.masked': '是打了星号的号码,与已有的对不上;请填完整号码或留空',
  'identity-number.no-key':
    '原来的号码在这台电脑上读不出:数据库旁缺 .identity-key 文件;请从原来的电脑拷来,或重填完整号码,或留空',
  'phone.shape': '不像电话号码,请核对',
  'date-order': '先后颠倒',
  'in-the-future': '是将来的日子',
  expired: '已经过期',
  'number-order': '大小颠倒',
  'name-taken': '限量包把这个名称当作另一种',
  'not-judged': '限量包里没有,检测结果将为“待判定”',
  duplicate: '可能与另一条重复',
  exists: '这个编号已经有了',
  'key-fixed': '编号不能改;请停用后新建',
  formula: '是公式,不是值;请在表格里“选择性粘贴为值”',
  merged: '在合并的单元格里;请取消合并并逐行填写',
  'twice-in-file': '与文件中前面的一行重复,前面是第',
}

interface Told {
  readonly field: string
  readonly code: string
  readonly detail: string
}

/** `经营户名称:没有填` */
export function findingText(list: CatalogName, finding: Told): string {
  const detail = finding.detail === '' || finding.code === 'twice-in-file' ? '' : `(${finding.detail})`
  return `${headingOf(list, finding.field)}:${reasonText(finding)}${detail}`
}

/** The same beside the field itself, where heading and value stand already. */
export function reasonText({ code, detail }: Told): string {
  const said = (words as { readonly [code: string]: string })[code] ?? code
  return code === 'twice-in-file' ? `${said} ${detail} 行` : said
}
