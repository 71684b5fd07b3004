/** Text fields of fixed width: padded with 00 or blanks, and cut by the device wherever its bytes end. */
import { type Charset, decodeText, encodeGbk } from '../text.ts'

export interface PaddedText {
  readonly text: string
  /** Some bytes belong to no character; they stand as U+FFFD. */
  readonly lossy: boolean
}

/** Up to the first 00, outer blanks gone; half a character at a cut end is left out. */
export function paddedText(field: Uint8Array, charset: Charset): PaddedText {
  const end = field.indexOf(0)
  const said = end < 0 ? field : field.subarray(0, end)
  const whole = decodeText(said, charset)
  if (!whole.lossy) return { text: whole.text.trim(), lossy: false }
  const shorter = decodeText(said.subarray(0, said.length - 1), charset)
  return shorter.lossy ? { text: whole.text.trim(), lossy: true } : { text: shorter.text.trim(), lossy: false }
}

/** GBK, cut and padded to its width; for simulators. */
export function gbkField(text: string, width: number, padding = 0x20): Uint8Array {
  const field = new Uint8Array(width).fill(padding)
  field.set(encodeGbk(text).subarray(0, width))
  return field
}
