/** The conversation with a DY-723PC: asked for today, it sends the day's records and FINISH; asked again, it sends them again. */
import { bytesOfAscii, latinOf } from '#drivers/kit/bytes.ts'
import type { Talk, Turn } from '#drivers/kit/talk/talk.ts'
import { PieceCollector } from './pieces.ts'
import { readPiece } from './record.ts'

/** Own choices, the host program names no times: a record of 80 bytes takes 83 ms at 9600 baud. */
const IDLE_MS = 3_000
const POLL_MS = 15_000

/** FINISH is not waited for: it may be lost, and a silence says the same. */
export function dy723pcTalk(): Talk<null> {
  const ask = (now: string): Turn<null> => ({ state: null, send: dayRequest(now), waitMs: POLL_MS, asks: true })
  return {
    collector: new PieceCollector(),
    idleMs: IDLE_MS,
    // A piece seen in an earlier round of asking is the same record again and is not kept twice.
    read: (frame) => ({ outcomes: readPiece(frame), key: latinOf(frame) }),
    begin: ask,
    next: (_state, event, now) => (event.kind === 'silence' ? ask(now) : { state: null, waitMs: POLL_MS }),
  }
}

/** `D2026-03-02D2026-03-02`: from this day to this day. */
function dayRequest(now: string): Uint8Array {
  const day = now.slice(0, 10)
  return bytesOfAscii(`D${day}D${day}`)
}
