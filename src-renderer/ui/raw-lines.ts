/** Bytes as the lines of a hex dump. Pure. */

export interface Line {
  readonly at: number
  readonly hex: string
  readonly text: string
}

/** Control bytes by name in the text column would break the grid, so they are dots; the hex says which they are. */
export function rawLines(hex: string): readonly Line[] {
  const bytes = (hex.match(/[0-9a-fA-F]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16))
  const lines: Line[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.slice(at, at + 16)
    lines.push({
      at,
      hex: part.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' '),
      text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    })
  }
  return lines
}
