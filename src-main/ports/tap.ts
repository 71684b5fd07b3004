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

interface Piece {
  readonly at: number
  readonly dir: Direction
  length: number
}

/** Keeps the newest `size` bytes, in 4,096 pieces at most. */
export function openTap(size: number = TAP_BYTES): Tap {
  /** Made for the first byte, written round and round. */
  let ring: Uint8Array | undefined
  let end = 0
  let held = 0
  let lastAt = 0
  const pieces: Piece[] = []
  /** So many at the front are gone; they leave the list many at a time, because each leaving moves all the others. */
  let gone = 0

  function note(dir: Direction, length: number, at: number): void {
    const last = pieces.at(-1)
    const soon = at >= lastAt && at - lastAt <= SAME_PIECE_MS
    lastAt = at
    held += length
    if (last?.dir === dir && soon && last.length + length <= LONGEST_PIECE) last.length += length
    else pieces.push({ at, dir, length })
  }

  function write(bytes: Uint8Array): void {
    ring ??= new Uint8Array(size)
    const before = Math.min(bytes.length, size - end)
    ring.set(bytes.subarray(0, before), end)
    ring.set(bytes.subarray(before), 0)
    end = (end + bytes.length) % size
  }

  /** The oldest go first, the last of them in part. */
  function trim(): void {
    for (let piece = pieces[gone]; piece !== undefined; piece = pieces[gone]) {
      const most = pieces.length - gone > MOST_PIECES ? piece.length : held - size
      if (most <= 0) break
      const cut = Math.min(most, piece.length)
      piece.length -= cut
      held -= cut
      if (piece.length === 0) gone += 1
    }
    if (gone < GONE_TOGETHER) return
    pieces.splice(0, gone)
    gone = 0
  }

  return {
    take(dir, bytes, at) {
      if (bytes.length === 0) return
      const newest = bytes.length > size ? bytes.subarray(bytes.length - size) : bytes
      note(dir, newest.length, at)
      write(newest)
      trim()
    },
    read() {
      const whole = ring === undefined ? new Uint8Array(0) : joinBytes([ring.subarray(end), ring.subarray(0, end)])
      let from = whole.length - held
      return pieces.slice(gone).map(({ at, dir, length }) => {
        const bytes = whole.slice(from, from + length)
        from += length
        return { at, dir, bytes }
      })
    },
  }
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
