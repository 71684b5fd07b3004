/** The family's numbers as text, digit by digit, and the numbers that stand for no value. */
import { hexOf, u16le, u32le } from '../bytes.ts'
import { scaled } from '../field/scaled.ts'

export interface Measured {
  readonly value: string
  /** The sentinel as sent; null beside a number. */
  readonly flag: string | null
}

const NO_VALUE = '无效'

/** `FF7F` invalid, `FE7F` NA. */
const percentSentinels = new Set(['FF7F', 'FE7F'])
/** Four invalid ones, then two for NA. */
const amountSentinels = new Set(['FFFFFF7F', 'FEFFFF7F', 'FF7F0000', '2C420F00', 'FDFFFF7F', 'FE7F0000'])

/** No inhibition lies beyond 1,000 %; in tenths. */
const MOST = 10_000

/**
 * Method 0: two bytes in tenths of a percent. How a negative one is written is told nowhere; a two's complement and a sign bit can not
 * be taken for one another here, because the other reading of each would be an inhibition below -1,000 %. Null when it is neither.
 */
export function percentAt(bytes: Uint8Array, at: number): Measured | null {
  const sent = hexOf(bytes.subarray(at, at + 2))
  if (percentSentinels.has(sent)) return { value: NO_VALUE, flag: sent }
  const tenths = u16le(bytes, at)
  if (tenths <= MOST) return { value: scaled(tenths, 1), flag: null }
  if (tenths >= 0x1_0000 - MOST) return { value: scaled(tenths - 0x1_0000, 1), flag: null }
  if (tenths >= 0x8000 && tenths <= 0x8000 + MOST) return { value: scaled(0x8000 - tenths, 1), flag: null }
  return null
}

/** Other methods: 31 bits in thousandths and a sign bit. All four bytes count: values over 16,777 need the highest. */
export function amountAt(bytes: Uint8Array, at: number): Measured {
  const sent = hexOf(bytes.subarray(at, at + 4))
  if (amountSentinels.has(sent)) return { value: NO_VALUE, flag: sent }
  const bits = u32le(bytes, at)
  const thousandths = bits & 0x7fff_ffff
  return { value: scaled(bits > 0x7fff_ffff ? -thousandths : thousandths, 3), flag: null }
}
