/** What happened in a case, step by step, in the words of its file. */
import type { FailureEvent, NoticeReceipt, Outlet, Signer } from '#core/failure/event.ts'
import { methodWords, roundWords, timeWords, verdictWords } from './words.ts'

/** One line: what was done and every fact that was recorded with it. */
export function eventWords(event: FailureEvent): string {
  switch (event.kind) {
    case 'opened':
      return `初检阳性或可疑,开处置单 ${event.caseNo}(结果 ${event.resultId})`
    case 'retested':
      return `${roundWords[event.round]}:${verdictWords[event.verdict]}(结果 ${event.resultId})`
    case 'result-withdrawn':
      return `撤销认领,结果 ${event.resultId} 不算:${event.why}`
    case 'serve-notice':
      return `告知书 ${event.noticeNo} 送达,${event.receiver} 于 ${timeWords(event.receivedAt)} ${receiptWords(event.receipt)};已暂停销售`
    case 'accept':
      return `经营户无异议,${event.signer} 签字`
    case 'object':
      return `经营户提出异议,${event.signer} 签字:${event.reason}`
    case 'let-deadline-pass':
      return '收到结果后四小时内未提出异议'
    case 'refer':
      return [
        `封样送检:${event.laboratory},封签 ${event.sealNo}`,
        ...said('送检量', event.quantity),
        ...said('送检人', event.carrier),
      ].join(',')
    case 'confirm':
      return [
        `复检${event.passed ? '合格' : '不合格'}:${labValueWords(event)},方法 ${event.method},${event.laboratory},报告 ${event.reportNo}`,
        ...(event.file === undefined ? [] : [`实验室签名文件 ${event.file.sha256},签名 ${event.file.fingerprint}`]),
      ].join(';')
    case 'plan-disposal':
      return `安排${methodWords[event.method]}:${timeWords(event.plannedAt)},${event.place};已报告 ${event.reportedTo}`
    case 'dispose':
      return [
        `${methodWords[event.method]}:${timeWords(event.disposedAt)},${event.place}`,
        `库存 ${event.stockKg},销毁 ${event.destroyedKg},退回 ${event.returnedKg},已售 ${event.soldKg},留样 ${event.keptKg}(公斤)`,
        ...(event.kinds ?? []).map(
          (kind) =>
            `其中${kind.name}:库存 ${kind.stockKg},销毁 ${kind.destroyedKg},退回 ${kind.returnedKg},已售 ${kind.soldKg},留样 ${kind.keptKg}`,
        ),
        ...outletWords(event.outlet),
        event.signers.map(signerWords).join('、'),
      ].join(';')
    case 'close':
      return '核对完毕,结案'
    case 'seal':
      return `封存 ${event.quantityKg} 公斤,${event.place},封条 ${event.sealNos.join('、')}`
    case 'trace':
      return [
        ...said('供货者', event.supplier),
        ...said('联系方式', event.supplierContact),
        ...said('合格证', event.certificateNo),
        ...said('批号', event.batch),
        ...said('销往', event.soldTo),
      ].join(',')
  }
}

function said(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value.trim() === '' ? [] : [`${name} ${value}`]
}

/** How a notice was received, beside the name and the time. */
export function receiptWords(receipt: NoticeReceipt | undefined): string {
  switch (receipt?.kind) {
    case undefined:
    case 'paper':
      return '签收'
    case 'screen':
      return '在屏上签名签收'
    case 'refused':
      return `拒绝签收,${receipt.witness} 见证`
  }
}

/** A laboratory's value as its report says it. */
export function labValueWords({
  value,
  unit,
  uncertainty,
}: {
  readonly value: string
  readonly unit?: string | undefined
  readonly uncertainty?: string | undefined
}): string {
  const whole = unit === undefined || unit === '' ? value : `${value} ${unit}`
  return uncertainty === undefined || uncertainty === '' ? whole : `${whole}(不确定度 ${uncertainty})`
}

export function outletWords(outlet: Outlet | undefined): readonly string[] {
  if (outlet === undefined) return []
  return [...said('车辆', outlet.plate), ...said('处理单位', outlet.plant), ...said('单据', outlet.receiptNo)]
}

/** A name that nobody proved with a PIN says so. */
export function signerWords({ role, name, signature }: Signer): string {
  return `${role} ${name}${signature?.proven === true ? '(PIN 签名)' : ''}`
}

const actions: Readonly<Record<string, string>> = {
  'failure.serve-notice': '登记告知书送达',
  'failure.accept': '登记无异议',
  'failure.object': '登记异议',
  'failure.let-deadline-pass': '登记逾期未提异议',
  'failure.refer': '登记封样送检',
  'failure.confirm': '登记复检结论',
  'failure.plan-disposal': '登记处置安排',
  'failure.evidence': '加入照片',
  'failure.dispose': '登记现场处置',
  'failure.close': '结案',
  'failure.seal': '登记封存',
  'failure.trace': '登记溯源',
  'failure.film': '加入视频',
  'failure.correct': '更正',
  'failure.referral': '导出送检单',
  'failure.laboratory-file': '导入实验室结果',
}

/** An entry of the audit; one this list does not know keeps its code, never a blank. */
export function actionWords(action: string): string {
  return actions[action] ?? action
}
