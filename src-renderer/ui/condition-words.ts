/** What was wrong around a test, in the operator's words; several desks say it, each with the numbers behind it. */

interface FindingWords {
  readonly code: string
  readonly level: 'block' | 'warn' | 'overridden'
  readonly detail: string
  readonly by?: string | undefined
  readonly why?: string | undefined
}

export const conditionWords: Readonly<Record<string, string>> = {
  'blank-missing': '这一批没有合格的空白对照',
  'plate-blank-missing': '这一板没有合格的空白对照',
  'blank-failed': '空白对照不合格',
  'positive-control-failed': '阳性质控没有测出阳性',
  'kit-unknown': '没有选试剂批号',
  'kit-expired': '试剂过了有效期',
  'kit-open-too-long': '试剂开封太久',
  'buffer-mismatch': '缓冲液批号与试剂不配套',
  'outside-window': '不在判读时间内',
  'operator-untrained': '检测人没有有效的培训记录',
  'instrument-overdue': '仪器校准已过期',
}

export const findingLevelWords = { block: '✕ 拦住', warn: '▲ 提醒', overridden: '▲ 已放行' } as const

/** `试剂过了有效期(2026-03-01)`; a finding that was let pass says by whom and why. */
export function findingText({ code, detail, by, why }: FindingWords): string {
  const words = conditionWords[code] ?? code
  const told = detail === '' || detail === 'unread' ? words : `${words}(${detailWords(detail)})`
  return by === undefined ? told : `${told};${by} 放行:${why ?? ''}`
}

function detailWords(detail: string): string {
  return detail === 'late' ? '已过时' : detail === 'early' ? '还没到' : detail
}
