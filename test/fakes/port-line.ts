/** The smallest honest driver: lines ended by LF, each kept, then answered ACK (or NAK when it could not be kept). For tests of ports. */

import { damaged, type Outcome, type Reading, reading } from '#core/reading/reading.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Instrument, Line, Steps } from '#drivers/kit/line.ts'

export const ACK = 0x06
export const NAK = 0x15
const LF = 0x0a
const PIECE = 8_000

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

export interface LineHabits {
  /** Answer each frame. */
  readonly answers?: boolean
  /** Sent when the wire is there. */
  readonly greeting?: string
  /** A line with this text makes the driver throw: a driver's bug. */
  readonly chokesOn?: string
}

export function plainDriver(habits: LineHabits = {}): Driver {
  return defineDriver({
    id: 'test/plain',
    vendor: 'Test',
    model: 'Plain',
    title: 'Plain lines',
    evidence: 'generic',
    source: 'test',
    link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
    line: () => plainLine(habits),
    instrument: (readings) => playback(bytesOf(readings.map((one) => `${one.value}\n`).join(''))),
    playback,
  })
}

function plainLine({ answers = true, greeting = '', chokesOn }: LineHabits): Line {
  let rest = new Uint8Array(0)

  function* settleOne(bytes: Uint8Array, outcome: Outcome): Steps {
    const frame = yield { kind: 'keep', bytes }
    if (answers) yield { kind: 'send', bytes: Uint8Array.of(frame === null ? NAK : ACK) }
    if (frame !== null) yield { kind: 'settle', frames: [frame], outcomes: [{ frame, outcome }], interrupted: false }
  }

  return {
    *opened() {
      for (const bytes of piecesOf(bytesOf(greeting))) yield { kind: 'send', bytes }
    },
    *heard(bytes) {
      const all = new Uint8Array(rest.length + bytes.length)
      all.set(rest)
      all.set(bytes, rest.length)
      let start = 0
      for (let end = all.indexOf(LF); end >= 0; end = all.indexOf(LF, start)) {
        const said = textOf(all.subarray(start, end))
        if (said === chokesOn) throw new Error('choked')
        yield* settleOne(all.slice(start, end + 1), reading({ item: 'test', value: said }))
        start = end + 1
      }
      rest = all.slice(start)
    },
    *elapsed() {},
    *closed() {
      if (rest.length > 0) yield* settleOne(rest, damaged('frame-cut: the line ended without LF'))
      rest = new Uint8Array(0)
    },
  }
}

/** Many small writes: one big one would hide a close that forgets the stream's own buffer. */
function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, n) => bytes.subarray(n * PIECE, (n + 1) * PIECE))
}

/** Says everything at once and listens to nothing. */
function playback(bytes: Uint8Array): Instrument {
  return {
    *opened() {
      for (const piece of piecesOf(bytes)) yield { kind: 'send', bytes: piece }
      yield { kind: 'done', sent: 1, refused: 0 }
    },
    *heard() {},
    *elapsed() {},
  }
}

export function readingsOf(values: readonly string[]): readonly Reading[] {
  return values.flatMap((value) => {
    const said = reading({ item: 'test', value })
    return said.kind === 'reading' ? [said.reading] : []
  })
}
