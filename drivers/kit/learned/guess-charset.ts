/** Which characters an unknown device speaks, from the pairs of its high bytes: `F8 43` is `°C` of DOS, not a rare Chinese character. */
import type { Charset } from '../text.ts'
import { decodeText } from '../text.ts'

export interface CharsetGuess {
  readonly charset: Charset | null
  readonly confidence: number
}

/** DOS and Windows signs that meters print alone: degree, micro, plus-minus, square. */
const DOS_SIGNS = new Set([0xf8, 0xe6, 0xf1, 0xfd, 0xab, 0xac])
const LATIN_SIGNS = new Set([0xb0, 0xb5, 0xb1, 0xb2, 0xb3])

/** Null: only ASCII was seen, nothing is known; strict UTF-8 and then GB18030 will be tried. */
export function guessCharset(lines: readonly Uint8Array[]): CharsetGuess {
  const high = lines.filter((line) => line.some((byte) => byte >= 0x80))
  if (high.length === 0) return { charset: null, confidence: 0.6 }
  if (high.every((line) => !decodeText(line, 'utf-8').lossy)) return { charset: 'utf-8', confidence: 0.98 }
  const { chinese, alone, signs } = pairsIn(high)
  const runs = chinese + alone
  if (alone > 0 && alone >= runs * 0.5) {
    const dos = signs.filter((byte) => DOS_SIGNS.has(byte)).length
    const latin = signs.filter((byte) => LATIN_SIGNS.has(byte)).length
    if (dos + latin > 0) return { charset: dos >= latin ? 'cp437' : 'latin1', confidence: 0.9 }
    return { charset: 'latin1', confidence: 0.3 }
  }
  const lossy = high.filter((line) => decodeText(line, 'gb18030').lossy).length
  return { charset: 'gb18030', confidence: lossy === 0 && chinese > 0 ? 0.95 : 0.6 }
}

/** GB2312 puts both bytes of a character at A1 or over, hanzi from B0 to F7; a sign alone stands between ASCII. */
function pairsIn(lines: readonly Uint8Array[]): { chinese: number; alone: number; signs: readonly number[] } {
  let chinese = 0
  const signs: number[] = []
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) {
      const first = line[at] ?? 0
      if (first < 0x80) continue
      const second = line[at + 1] ?? 0
      if (second >= 0xa1 || (second >= 0x80 && first <= 0xf7)) {
        chinese++
        at++
      } else signs.push(first)
    }
  }
  // Characters beyond GB2312 have a trail byte like a letter: among many Chinese ones they are no signs.
  return { chinese, alone: signs.length, signs }
}
