/** Bytes at the speed of a real line: cuts them into small pieces and spaces them; a pty and a file know no baud rate. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Pieces of about ten milliseconds each. */
const PIECES_PER_SECOND = 100

export interface Pace {
  /** Gives the bytes in pieces, each at its moment; all at once when there is no speed. Stops early once `signal` is aborted. */
  pieces(bytes: Uint8Array, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, void>
}

/** A pace of so many bytes a second (115200 baud 8N1 is 11520); undefined: no pacing. Lateness is made up, so the mean speed holds. */
export function pace(bytesPerSecond: number | undefined): Pace {
  let due = 0
  return {
    async *pieces(bytes, signal) {
      if (bytesPerSecond === undefined) {
        yield bytes
        return
      }
      const size = Math.max(1, Math.floor(bytesPerSecond / PIECES_PER_SECOND))
      // Time in which nothing was sent is not credit for a burst.
      due = Math.max(due, performance.now())
      for (let at = 0; at < bytes.length && signal?.aborted !== true; at += size) {
        const piece = bytes.subarray(at, at + size)
        due += (piece.length / bytesPerSecond) * 1000
        const early = due - performance.now()
        if (early > 1) await sleep(early, undefined, signal === undefined ? {} : { signal }).catch(() => {})
        yield piece
      }
    },
  }
}
