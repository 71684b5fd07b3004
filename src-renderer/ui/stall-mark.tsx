/** A stall that failed too often this quarter: said wherever its name stands on a page of its own. */

interface StallMarkProps {
  readonly mark: { readonly quarter: string; readonly failures: number; readonly marked: boolean } | null
}

/** `2026Q1` is 一季度. */
const quarters = ['一季度', '二季度', '三季度', '四季度']

export function StallMark({ mark }: StallMarkProps) {
  if (mark === null || mark.failures === 0) return null
  const words = `${quarters[Number(mark.quarter.slice(-1)) - 1] ?? mark.quarter}不合格 ${mark.failures} 次`
  return <span className={mark.marked ? 'tag tag-loud' : 'tag'}>{mark.marked ? `▲ 重点关注:${words}` : words}</span>
}
