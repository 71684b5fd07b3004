/** What happened in a case, step by step, in the words of its file. */
import type { FailureEvent } from '#core/failure/event.ts'
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
      return `告知书 ${event.noticeNo} 送达,${event.receiver} 于 ${timeWords(event.receivedAt)} 签收;已暂停销售`
    case 'accept':
      return `经营户无异议,${event.signer} 签字`
    case 'object':
      return `经营户提出异议,${event.signer} 签字:${event.reason}`
    case 'let-deadline-pass':
      return '收到结果后四小时内未提出异议'
    case 'refer':
      return `封样送检:${event.laboratory},封签 ${event.sealNo}`
    case 'confirm':
      return `复检${event.passed ? '合格' : '不合格'}:${event.value},方法 ${event.method},${event.laboratory},报告 ${event.reportNo}`
    case 'plan-disposal':
      return `安排${methodWords[event.method]}:${timeWords(event.plannedAt)},${event.place};已报告 ${event.reportedTo}`
    case 'dispose':
      return [
        `${methodWords[event.method]}:${timeWords(event.disposedAt)},${event.place}`,
        `库存 ${event.stockKg},销毁 ${event.destroyedKg},退回 ${event.returnedKg},已售 ${event.soldKg},留样 ${event.keptKg}(公斤)`,
        event.signers.map(({ role, name }) => `${role} ${name}`).join('、'),
      ].join(';')
    case 'close':
      return '核对完毕,结案'
  }
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
}

/** An entry of the audit; one this list does not know keeps its code, never a blank. */
export function actionWords(action: string): string {
  return actions[action] ?? action
}
