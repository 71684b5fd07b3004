/** Every refusal of a step in the operator's words: why it was refused and what to do next. */
import type { FaultText } from '../fault.ts'
import type { RefusalCode } from './refusal.ts'

/** `moved-meanwhile` is the station's own: another window took the step first. */
export type SpokenRefusal = RefusalCode | 'moved-meanwhile'

type Words = Pick<FaultText, 'why' | 'next'>

export const refusalWords: { readonly [Code in SpokenRefusal]: Words } = {
  'not-in-this-stage': { why: '处置还没有走到这一步,或已经走过', next: '刷新页面,按“下一步”办理' },
  'name-missing': { why: '有人没有写姓名或身份', next: '补上姓名和身份后再试' },
  'witness-missing': { why: '拒绝签收时没有另一个人见证', next: '请在场的第三人作见证,填写见证人姓名' },
  'text-missing': { why: '有一项必填内容是空的', next: '补上空着的一项后再试' },
  'clock-went-back': { why: '电脑时间比这个处置单的上一步还早', next: '先核对电脑的日期和时间,改对后再试' },
  'already-counted': { why: '这条结果已经算过一次', next: '不用再做;需要时把样品再上机测一次' },
  'not-a-retest': { why: '这条结果是初检,不能当复测', next: '把同一样品再上机测一次' },
  'no-such-result': { why: '这条结果不在这个处置单里,或已经撤销', next: '刷新页面,看看现在有哪些结果' },
  'sale-not-suspended': { why: '没有确认已暂停销售', next: '先要求摊位停止销售,再勾选“已暂停销售”' },
  'received-in-future': { why: '签收时间比现在还晚', next: '按告知书上写的签收时间填写' },
  'received-before-decision': { why: '签收时间早于复测确认的时间', next: '核对告知书上的签收时间' },
  'received-elsewhere': { why: '屏上签收的时间不是现在', next: '请签收人重新在屏上签名;纸上签收的选“纸质签收”' },
  'objection-too-late': { why: '收到结果已超过四小时', next: '登记“逾期未提异议”;情况特殊请报告监管部门' },
  'deadline-not-passed': { why: '四小时异议期还没有过完', next: '等时限到了再登记,或登记经营户的表态' },
  'same-body': { why: '复检机构就是初检的检测单位', next: '改送另一家有资质的检验机构' },
  'quick-method': { why: '复检不得采用快速检测方法', next: '请实验室用常规方法检验,按报告填写方法' },
  'method-not-allowed': { why: '本地规则没有允许这种处置方式', next: '改选销毁或无害化处理' },
  'planned-before-report': { why: '计划处置的日期已经过去', next: '填写今天或以后的日期,并先报告监管部门' },
  'disposed-in-future': { why: '处置时间比现在还晚', next: '处置完成后再登记,填写实际时间' },
  'disposed-before-report': { why: '处置时间早于报告的时间', next: '处置要先报告;核对处置时间' },
  'quantity-unreadable': { why: '有一个数量不是数字', next: '按公斤填写数字,例如 12.5' },
  'no-stock': { why: '库存是 0,没有可处置的货物', next: '填写封存时的实际库存' },
  'return-not-allowed': { why: '本地规则没有允许退回供货者', next: '把退回数量改为 0,按销毁登记' },
  'balance-not-zero': { why: '库存和去向对不上', next: '核对销毁、退回、已售、留样,差额要为 0' },
  'kinds-not-total': { why: '各品种的数量加起来和合计不一样', next: '逐项核对各品种;同一品种只写一行' },
  'sealed-missing': { why: '封存的货物没有全部处置', next: '核对封存数量;封存以后不能再售出' },
  'receipt-photo-missing': { why: '单据照片不在这次处置的照片里', next: '先把单据照片加入现场照片,再选它' },
  'signers-missing': { why: '签字的人不够,至少两人,另有监督人', next: '请在场的人补签;同一个人只算一次' },
  'supervisor-missing': { why: '没有监督人签字', next: '请监督人到场签字,身份填“监督人”' },
  'evidence-missing': { why: '没有现场照片,或照片不属于这个处置单', next: '拍摄现场照片并加入这个处置单' },
  incomplete: { why: '结案材料不齐', next: '按页面“结案还差”逐项补齐' },
  'fact-unknown': {
    why: '这一项不能更正,或还没有登记',
    next: '仪器数值、屏上签收和实验室签名文件不能更正;其他项目按列表选择',
  },
  'fact-unchanged': { why: '更正后的内容和原来一样', next: '填写正确的内容,或取消更正' },
  'fact-changed-meanwhile': { why: '另一个窗口刚刚更正了这一项', next: '刷新页面,看清现在的内容再更正' },
  'fact-unreadable': { why: '更正后的时间或结论看不懂', next: '重新选择日期和时间;结论选合格或不合格' },
  'then-refused': {
    why: '照更正后的内容,后面已经登记的一步当时就不能登记',
    next: '核对更正的时间和数量;确实如此的,报告监管部门',
  },
  'conclusion-released': {
    why: '复检合格已经解除,货物可能已恢复销售,处置单不能退回去',
    next: '立即通知经营户停止销售并报告监管部门;这批货物重新采样检测,阳性会另开处置单',
  },
  'conclusion-disposed': {
    why: '货物已经按不合格处置,复检结论不能再改',
    next: '报告监管部门;请实验室出具书面更正,和案卷一起保存',
  },
  'moved-meanwhile': { why: '另一个窗口刚刚办了这一步', next: '刷新页面,看看现在到了哪一步' },
}

/** The words for `code` or `code: detail`; null for what is no refusal. */
export function wordsOfRefusal(reason: string): Words | null {
  const [code = ''] = reason.split(':', 1)
  const known = Object.entries(refusalWords).find(([one]) => one === code)
  return known?.[1] ?? null
}
