/** What a line that only speaks says while several speak: gathered as it comes, read in one go with the next slot. */
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Slots } from './slots.ts'

/** A wire faster than any serial line is not left unread for a whole slot. */
const MOST_BYTES = 64 * 1024

export interface Pieces {
  /** False: it shares with nobody; read it now. */
  take(bytes: Uint8Array): boolean
  /** Reads what there is; false: nothing. */
  read(): boolean
}

/** `hear` gets the pieces as one, and how many milliseconds ago the last of them came. */
export function openPieces(slots: Slots, self: object, hear: (bytes: Uint8Array, lateMs: number) => void): Pieces {
  let pieces: Uint8Array[] = []
  let size = 0
  let lastAt = 0

  function read(): boolean {
    const [first] = pieces
    if (first === undefined) return false
    const bytes = pieces.length === 1 ? first : joinBytes(pieces)
    pieces = []
    size = 0
    hear(bytes, performance.now() - lastAt)
    return true
  }

  return {
    take(bytes) {
      if (pieces.length === 0 && !slots.gatherLater(read, self)) return false
      pieces.push(bytes)
      size += bytes.length
      lastAt = performance.now()
      if (size >= MOST_BYTES) read()
      return true
    },
    read,
  }
}
