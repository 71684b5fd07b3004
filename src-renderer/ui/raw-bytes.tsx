/** Bytes exactly as they came: offset, hex and the characters a person can read, sixteen to a line. */

import { rawLines } from './raw-lines.ts'

interface RawBytesProps {
  /** Hex digits without separators, as the station keeps them. */
  readonly hex: string
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
