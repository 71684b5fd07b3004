/** The live line: the newest bytes of a port in both directions, each with its time, in bounded memory. Fed between wire and line. */
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Attach, Source } from './transport.ts'

export type Direction = 'in' | 'out'

export interface Tapped {
  /** Milliseconds since 1970, when the first of these bytes passed. */
  readonly at: number
  readonly dir: Direction
  readonly bytes: Uint8Array
}

export interface Tap {
  take(dir: Direction, bytes: Uint8Array, at: number): void
  /** Oldest first; the bytes are copies that nobody changes any more. */
  read(): readonly Tapped[]
}

const TAP_BYTES = 64 * 1024

/** Bytes come one by one at times: what follows this soon in the same direction is one piece, so that pieces stay few. */
const SAME_PIECE_MS = 5
const LONGEST_PIECE = 1024
/** A keep-alive of one byte each second must not fill the memory with pieces. */
const MOST_PIECES = 4096
const GONE_TOGETHER = 64

/** Bytes from `start` to `end` of a buffer that may have room for more. */
interface Piece {
  readonly at: number
  readonly dir: Direction
  buffer: Uint8Array
  start: number
  end: number
}

/** Keeps the newest `size` bytes, in 4,096 pieces at most. */
export function openTap(size: number = TAP_BYTES): Tap {
  const pieces: Piece[] = []
  /** So many at the front are gone; they leave the list many at a time, because each leaving moves all the others. */
  let gone = 0
  let held = 0
  let lastAt = 0

  function add(dir: Direction, bytes: Uint8Array, at: number): void {
    const last = pieces.at(-1)
    const soon = at >= lastAt && at - lastAt <= SAME_PIECE_MS
    lastAt = at
    held += bytes.length
    if (last?.dir === dir && soon && last.end - last.start + bytes.length <= LONGEST_PIECE) append(last, bytes)
    // A plain copy: the system reuses its buffers.
    else pieces.push({ at, dir, buffer: new Uint8Array(bytes), start: 0, end: bytes.length })
  }

  /** The oldest go first, the last of them in part. */
  function trim(): void {
    for (let piece = pieces[gone]; piece !== undefined; piece = pieces[gone]) {
      const length = piece.end - piece.start
      const most = pieces.length - gone > MOST_PIECES ? length : held - size
      if (most <= 0) break
      const cut = Math.min(most, length)
      piece.start += cut
      held -= cut
      if (piece.start === piece.end) gone += 1
    }
    if (gone < GONE_TOGETHER) return
    pieces.splice(0, gone)
    gone = 0
  }

  return {
    take(dir, bytes, at) {
      if (bytes.length === 0) return
      add(dir, bytes.subarray(Math.max(0, bytes.length - size)), at)
      trim()
    },
    read: () =>
      pieces.slice(gone).map(({ at, dir, buffer, start, end }) => ({ at, dir, bytes: buffer.slice(start, end) })),
  }
}

function append(piece: Piece, bytes: Uint8Array): void {
  if (piece.end + bytes.length > piece.buffer.length) {
    const wider = new Uint8Array(2 * (piece.end - piece.start + bytes.length))
    wider.set(piece.buffer.subarray(piece.start, piece.end))
    piece.end -= piece.start
    piece.start = 0
    piece.buffer = wider
  }
  piece.buffer.set(bytes, piece.end)
  piece.end += bytes.length
}

/** The same source, with every byte shown to `took` on its way: inbound before the line hears it, outbound as the line sends it. */
export function tapSource(source: Source, took: (dir: Direction, bytes: Uint8Array) => void): Source {
  return {
    open(attach, lost) {
      const tapped: Attach = (wire) => {
        const hearer = attach({
          ...wire,
          write(bytes) {
            took('out', bytes)
            wire.write(bytes)
          },
        })
        return {
          unkept: () => hearer.unkept?.() === true,
          heard(bytes) {
            took('in', bytes)
            hearer.heard(bytes)
          },
          ended: () => hearer.ended(),
        }
      }
      return source.open(tapped, lost)
    },
  }
}

/** All bytes of one direction, in order. */
export function bytesOf(tapped: readonly Tapped[], dir: Direction): Uint8Array {
  return joinBytes(tapped.filter((piece) => piece.dir === dir).map((piece) => piece.bytes))
}
