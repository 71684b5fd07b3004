/** The conversation with a DY-723PC: asked for today, it sends the day's records and FINISH; asked again, it sends them again. */
import { damaged, ignored, type Outcome } from '#core/reading/reading.ts'
import { bytesOfAscii, latinOf } from '#drivers/kit/bytes.ts'
import type { Line, Steps } from '#drivers/kit/line.ts'
import { noiseReason } from '#drivers/kit/noise.ts'
import { SeenBefore } from '#drivers/kit/seen-before.ts'
import { type Piece, PieceCollector } from './pieces.ts'
import { readPiece } from './record.ts'

/** Own choices, the host program names no times: a record of 80 bytes takes 83 ms at 9600 baud. */
const IDLE_MS = 3_000
const POLL_MS = 15_000

export class Dy723pcLine implements Line {
  readonly #pieces = new PieceCollector()
  readonly #seen = new SeenBefore();

  *opened(now: string): Steps {
    yield* this.#ask(now)
  }

  *heard(bytes: Uint8Array): Steps {
    for (const piece of this.#pieces.push(bytes)) yield* this.#take(piece)
    yield* this.#wait()
  }

  *elapsed(now: string): Steps {
    if (!this.#pieces.unfinished) return yield* this.#ask(now)
    for (const piece of this.#pieces.flush('silence for 3 s')) yield* this.#take(piece)
    yield* this.#wait()
  }

  *closed(): Steps {
    for (const piece of this.#pieces.flush('the line closed')) yield* this.#take(piece)
    yield { kind: 'wait', ms: null }
  }

  /** `D2026-03-02D2026-03-02`: from this day to this day. */
  *#ask(now: string): Steps {
    const day = now.slice(0, 10)
    this.#seen.nextRound(day)
    yield { kind: 'send', bytes: bytesOfAscii(`D${day}D${day}`) }
    yield { kind: 'wait', ms: POLL_MS }
  }

  *#wait(): Steps {
    yield { kind: 'wait', ms: this.#pieces.unfinished ? IDLE_MS : POLL_MS }
  }

  /** A piece seen in an earlier round of asking is the same record again and is not kept twice. */
  *#take(piece: Piece): Steps {
    const bytes = piece.kind === 'noise' ? piece.noise.bytes : piece.bytes
    const key = latinOf(bytes)
    if (this.#seen.inEarlierRound(key)) return
    const ticket = yield { kind: 'keep', bytes }
    if (ticket === null) return
    this.#seen.remember(key)
    const outcomes = outcomesOf(piece).map((outcome) => ({ frame: ticket, outcome }))
    yield { kind: 'settle', frames: [ticket], outcomes, interrupted: false }
  }
}

function outcomesOf(piece: Piece): readonly Outcome[] {
  switch (piece.kind) {
    case 'whole':
      return readPiece(piece.bytes)
    case 'cut':
      return [damaged(piece.reason)]
    case 'noise':
      return [ignored(noiseReason(piece.noise))]
  }
}
