/** A device whose program exports files, CSV or xlsx: each file is one unit, nothing is ever sent. And the virtual one that writes such a file. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes } from '../bytes.ts'
import { WholeCollector } from '../framing/whole.ts'
import type { Instrument, Line } from '../line.ts'
import { listening } from '../talk/talk.ts'
import { TalkLine } from '../talk/talk-line.ts'
import { encodeUtf8 } from '../text.ts'
import { speaking } from '../virtual/virtual.ts'
import { readTable, type TableOptions } from './table.ts'

/** A folder gives a file at once and then ends; over a network connection this much silence ends it too. */
const IDLE_MS = 5_000

export function fileLine(options: TableOptions): Line {
  return new TalkLine(
    listening({ collector: new WholeCollector(), idleMs: IDLE_MS, read: (file) => readTable(file, options) }),
  )
}

/** Says one file: `head` (headings and what stands above them), then a row for each reading. */
export function fileInstrument(
  readings: readonly Reading[],
  head: string,
  rowOf: (reading: Reading) => readonly (string | null)[],
  separator: string,
): Instrument {
  const quoted = (field: string | null) =>
    /[",;\t\r\n]/.test(field ?? '') ? `"${(field ?? '').replaceAll('"', '""')}"` : (field ?? '')
  const rows = readings.map((one) => encodeUtf8(`${rowOf(one).map(quoted).join(separator)}\r\n`))
  return speaking(rows.map((row, index) => (index === 0 ? joinBytes([encodeUtf8(head), row]) : row)))
}
