/** A balance that prints one weight a line, each line of one width: both ends of it. */
import { damaged, ignored, type Outcome, type Reading } from '#core/reading/reading.ts'
import { bytesOfAscii } from '../bytes.ts'
import type { Instrument, Line } from '../line.ts'
import { linesLine } from '../lines.ts'
import { printing } from '../virtual/printing.ts'

export interface PrintedFormat {
  /** Bytes of the widest line. */
  readonly longest: number
  /** One line without its end, by its full width and header; null when it is not of this format: something is missing in it. */
  readonly read: (text: string) => Outcome | null
}

/** Own choice, no maker names a time: a line of 30 characters lasts 0.3 s at 1200 baud. */
const IDLE_MS = 1_000

export function printedLine({ longest, read }: PrintedFormat): Line {
  return linesLine({
    // Single bytes: a byte changed on the way must not swallow its neighbour.
    charset: 'latin1',
    longest,
    end: 'lf',
    idleMs: IDLE_MS,
    whole: (text) => read(text) !== null,
    read: (text) => [read(text) ?? notOfFormat(text)],
  })
}

/** Digits that do not stand where they should were a weight; words are headings, menu lines, greetings. */
function notOfFormat(text: string): Outcome {
  const said = text.trim().slice(0, 40)
  return /\d/.test(said) ? damaged(`line-broken: ${said}`) : ignored(`not-a-weight: ${said}`)
}

/** `write` gives the line of a reading without its end, or null for what such a balance cannot print. */
export function printedInstrument(
  readings: readonly Reading[],
  write: (one: Reading) => string | null,
  end = '\r\n',
): Instrument {
  return printing(
    readings.map((one) => {
      const text = write(one)
      return text === null ? null : bytesOfAscii(`${text}${end}`)
    }),
  )
}
