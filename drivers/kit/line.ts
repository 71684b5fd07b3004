/**
 * A line: one conversation with one analyzer, as a pure state machine. Bytes and events go in, steps come out.
 * `ports` performs the steps in order and answers a `keep`; nothing here knows sockets, clocks or files.
 */
import type { Outcome } from '#core/reading/reading.ts'

/** A kept frame's identity, as the keeper names it. */
export type Ticket = number

export type Step =
  /** Commit these raw bytes to disk. Answered with a ticket once durable, or null when they could not be kept: then NAK, never ACK. */
  | { readonly kind: 'keep'; readonly bytes: Uint8Array }
  /** The device said who it is (model, serial number, version); compared with what it said when it was connected first. */
  | { readonly kind: 'identity'; readonly said: string }
  /** Put these bytes on the wire. */
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** Call `elapsed` after so many milliseconds; replaces any wait asked before; null: no wait. */
  | { readonly kind: 'wait'; readonly ms: number | null }
  /**
   * What kept frames turned out to be: all of one unit (a record, a message), recorded in one transaction. Every frame in
   * `frames` is settled by it; each outcome names the frame it came from. Frames never settled are read again after a crash.
   * `interrupted`: the unit ended without the analyzer's own end (link lost, silence), so it may come again as a whole.
   */
  | {
      readonly kind: 'settle'
      readonly frames: readonly Ticket[]
      readonly outcomes: readonly { readonly frame: Ticket; readonly outcome: Outcome }[]
      readonly interrupted: boolean
    }

/** Performed one by one, in order; `next(ticket | null)` answers a `keep`, the answer to other steps is ignored. */
export type Steps = Generator<Step, void, Ticket | null>

/** `now` is the wall clock at the site, `YYYY-MM-DDTHH:mm:ss`, for dialogues that ask an analyzer for a day. */
export interface Line {
  /**
   * It never sends: no device waits for our disk. What one `heard` brings may become durable in one commit, and pieces less than 150 ms
   * apart may be heard as one: no silence as short as that may mean anything to it.
   */
  readonly listens?: boolean
  /** The wire is there: a dialogue may begin. */
  opened(now: string): Steps
  heard(bytes: Uint8Array, now: string): Steps
  /** The wait asked for last is over. */
  elapsed(now: string): Steps
  /** The wire is gone, or the capture ended: whatever is unfinished is kept and settled as damaged. */
  closed(now: string): Steps
}

/** The other end of a line, for simulators and tests: what an analyzer would send. `done` means it has nothing left to say. */
export type InstrumentStep =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'wait'; readonly ms: number | null }
  | { readonly kind: 'done'; readonly sent: number; readonly refused: number }

export interface Instrument {
  opened(): Generator<InstrumentStep, void, void>
  heard(bytes: Uint8Array): Generator<InstrumentStep, void, void>
  elapsed(): Generator<InstrumentStep, void, void>
}
