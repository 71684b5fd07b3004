/** Bytes exactly as they came: offset, hex and the characters a person can read, sixteen to a line. */

interface RawBytesProps {
  /** Hex digits without separators, as the station keeps them. */
  readonly hex: string
}

interface Line {
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

export function RawBytes({ hex }: RawBytesProps) {
  return (
    // A long frame scrolls inside its box; the box takes the focus so that arrow keys can do it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <pre className="raw" tabIndex={0}>
      {rawLines(hex).map((line) => (
        <span key={line.at}>
          <span className="raw-at">{line.at.toString(16).padStart(4, '0')}</span> {line.hex.padEnd(47)}{' '}
          <span className="raw-text">{line.text}</span>
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
