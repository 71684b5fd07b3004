/** A strip in the operator's words: what is seen, how it ended, and minutes as minutes. */
import type { StripWord } from '#core/control/strip.ts'

export const seenWords: Readonly<Record<StripWord, { readonly word: string; readonly seen: string }>> = {
  negative: { word: '✓ 阴性', seen: 'C 线、T 线都按说明书显色' },
  positive: { word: '▲ 阳性', seen: 'T 线消失或明显变浅(照说明书)' },
  invalid: { word: '✕ 无效', seen: '没有 C 线' },
}

export const subjectWords = { sample: '样品照片', strip: '试纸条照片' } as const

const endings: Readonly<Record<string, string>> = {
  read: '已判读',
  'strip-late': '过了判读时间,记为无效',
  'strip-readers-differ': '两个人看的不一样,待判定,要换新条',
  'strip-second-missing': '判读时间内没有第二个人判读,记为无效',
}

/** A strip that was given up carries its own words. */
export function endWords(why: string): string {
  return endings[why] ?? `作废:${why}`
}

/** `4:05`; never below 0. */
export function minutesText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** `5 至 10 分钟`, `90 秒至 10 分钟`. */
export function windowWords(fromSeconds: number, untilSeconds: number): string {
  const part = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`)
  const [from, until] = [part(fromSeconds), part(untilSeconds)]
  return from.endsWith('分钟') && until.endsWith('分钟') ? `${fromSeconds / 60} 至 ${until}` : `${from}至 ${until}`
}
