/** What the wizard shows while it listens: the newest lines, or pieces where the stream has no lines. */
import type { Moment } from '#core/time.ts'

export interface HeardLine {
  readonly at: Moment
  /** With its end bytes. */
  readonly bytes: Uint8Array
}

const NEWEST = 200
/** A stream without line ends is shown in pieces of this. */
const LONGEST = 120
const CR = 0x0d
const LF = 0x0a

export function lineLog(): { take(bytes: Uint8Array, at: Moment): void; read(): readonly HeardLine[] } {
  const lines: HeardLine[] = []
  let open: number[] = []
  let openedAt: Moment | null = null
  let lastEnd = 0

  function end(at: Moment): void {
    if (open.length > 0) lines.push({ at: openedAt ?? at, bytes: Uint8Array.from(open) })
    if (lines.length > NEWEST) lines.splice(0, lines.length - NEWEST)
    open = []
    openedAt = null
  }

  return {
    take(bytes, at) {
      for (const byte of bytes) {
        const after = byte === LF && lastEnd === CR && open.length === 0
        lastEnd = byte
        // The LF of a CR LF that has ended a line already.
        if (after) continue
        openedAt ??= at
        open.push(byte)
        if (byte === CR || byte === LF || open.length >= LONGEST) end(at)
      }
    },
    read: () =>
      open.length === 0
        ? [...lines]
        : [...lines, { at: openedAt ?? { utc: '', offset: 0 }, bytes: Uint8Array.from(open) }],
  }
}
