/** The words a card, a reader or a person uses in place of a number: a closed list, everything else is not understood. */
import { halfWidth } from './decimal.ts'

/** 未检出 阴性 检出 阳性 可疑 无效. 检出 and 阳性 differ: a detected residue may lie under a limit. */
export type Word = 'not-detected' | 'negative' | 'detected' | 'positive' | 'suspect' | 'invalid'

const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['未检出', 'not-detected'],
  ['not-detected', 'not-detected'],
  ['not detected', 'not-detected'],
  ['阴性', 'negative'],
  ['-', 'negative'],
  ['(-)', 'negative'],
  ['阴性(-)', 'negative'],
  ['negative', 'negative'],
  ['neg', 'negative'],
  ['检出', 'detected'],
  ['detected', 'detected'],
  ['阳性', 'positive'],
  ['+', 'positive'],
  ['(+)', 'positive'],
  ['阳性(+)', 'positive'],
  ['positive', 'positive'],
  ['pos', 'positive'],
  ['可疑', 'suspect'],
  ['弱阳性', 'suspect'],
  ['弱阳', 'suspect'],
  ['±', 'suspect'],
  ['suspect', 'suspect'],
  ['无效', 'invalid'],
  ['失效', 'invalid'],
  ['出错', 'invalid'],
  ['na', 'invalid'],
  ['nan', 'invalid'],
  ['invalid', 'invalid'],
])

/** Null for anything not in the list, `合格` among them: that is a maker's conclusion about a limit we have not seen. */
export function wordOf(text: string): Word | null {
  return words.get(halfWidth(text).toLowerCase()) ?? null
}
