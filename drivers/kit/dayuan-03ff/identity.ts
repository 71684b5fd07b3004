/** Who a device says it is, in its answer to the communication test: as DY-7200 does, strings each behind its length. */
import { decodeText } from '../text.ts'

/** Name, model, serial number; the time behind them is left out, because it changes. Null when the data is not of that form. */
export function identityIn(data: Uint8Array): string | null {
  const said: string[] = []
  let at = 0
  while (said.length < 3) {
    const length = data[at] ?? 0
    const bytes = data.subarray(at + 1, at + 1 + length)
    if (length === 0 || bytes.length < length) return null
    const { text, lossy } = decodeText(trimmed(bytes), 'gb18030')
    if (lossy || text.trim() === '' || [...text].some((character) => character < ' ')) return null
    said.push(text.trim())
    at += 1 + length
  }
  return said.join(' ')
}

function trimmed(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end < 0 ? bytes : bytes.subarray(0, end)
}
