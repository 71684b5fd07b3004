/** Base64 (RFC 4648, section 4) without a host: the recording inside a driver file. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...letters].map((letter, value) => [letter, value]))

export function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const there = Math.min(3, bytes.length - at)
    for (let n = 0; n < 4; n++) text += n <= there ? letters.charAt((three >> (18 - 6 * n)) & 63) : '='
  }
  return text
}

/** Null when it is not canonical base64. */
export function bytesOfBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let held = 0
  let at = 0
  for (let n = 0; n < text.length - padding; n++) {
    const value = values.get(text.charAt(n))
    if (value === undefined) return null
    held = (held << 6) | value
    if (n % 4 > 0) bytes[at++] = (held >> (6 - 2 * (n % 4))) & 0xff
    held &= 0xffff
  }
  return base64Of(bytes) === text ? bytes : null
}
