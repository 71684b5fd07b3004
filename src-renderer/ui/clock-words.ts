/** A running clock in words, so that nobody has to do sums at six in the morning. */

const minute = 60_000
const hour = 60 * minute
const dayLength = 24 * hour

/** How pressing a clock is: a quarter of its span left is `soon`, zero is `over`. */
export type Urgency = 'calm' | 'soon' | 'over'

/** Length of time in two units at most: `3 天 2 小时`, `2 小时 14 分`, `14 分`, `不到 1 分`. `ms` is not negative. */
export function lengthWords(ms: number): string {
  if (ms < minute) return '不到 1 分'
  if (ms < hour) return `${Math.floor(ms / minute)} 分`
  if (ms < dayLength) return joined(Math.floor(ms / hour), '小时', Math.floor((ms % hour) / minute), '分')
  return joined(Math.floor(ms / dayLength), '天', Math.floor((ms % dayLength) / hour), '小时')
}

function joined(large: number, largeWord: string, small: number, smallWord: string): string {
  return small === 0 ? `${large} ${largeWord}` : `${large} ${largeWord} ${small} ${smallWord}`
}

/** What is due the moment it begins is pressing, not late, for so long. */
const atOnce = 30 * minute

function isDueAtOnce(dueMs: number, nowMs: number, fromMs: number | null): boolean {
  return dueMs === fromMs && nowMs - dueMs < atOnce
}

/** `还剩 2 小时 14 分`, `时限已到` in the first minute after the moment, then `已超 14 分`; `立即办` for what is due as it begins. Epoch milliseconds. */
export function clockWords(dueMs: number, nowMs: number, fromMs: number | null = null): string {
  const left = dueMs - nowMs
  if (isDueAtOnce(dueMs, nowMs, fromMs)) return '立即办'
  if (left > 0) return `还剩 ${lengthWords(left)}`
  return -left < minute ? '时限已到' : `已超 ${lengthWords(-left)}`
}

/** `fromMs` is when the clock began; without it the last quarter of an hour counts as soon. */
export function urgencyOf(dueMs: number, nowMs: number, fromMs: number | null): Urgency {
  const left = dueMs - nowMs
  if (isDueAtOnce(dueMs, nowMs, fromMs)) return 'soon'
  if (left <= 0) return 'over'
  const quarter = fromMs !== null && fromMs < dueMs ? (dueMs - fromMs) / 4 : 15 * minute
  return left <= quarter ? 'soon' : 'calm'
}

/** `刚刚`, `14 分前`, `2 小时 5 分前`: how long ago something was heard. */
export function agoWords(thenMs: number, nowMs: number): string {
  const ago = nowMs - thenMs
  return ago < minute ? '刚刚' : `${lengthWords(ago)}前`
}
