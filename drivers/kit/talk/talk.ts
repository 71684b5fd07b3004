/**
 * A conversation as data: what cuts the stream, what reads one frame, and a pure state machine that says what to send next.
 * `TalkLine` performs it under the two rules of this house: raw bytes are on the disk before anything is sent on their account,
 * and what the device announced is counted against what came.
 */
import type { Outcome } from '#core/reading/reading.ts'
import type { Collector, FrameEvent } from '../framing/collector.ts'

/** One frame, read. It must not depend on the state of the dialogue: after a crash, frames are read again without one. */
export interface Read {
  /** Empty for an answer without a result; it is kept once and told as `note`. */
  readonly outcomes: readonly Outcome[]
  /** Why there is no outcome, `code: detail`. */
  readonly note?: string
  /**
   * The raw record's own identity, value included, for devices whose memory is read again: seen in an earlier round of asking, it is not
   * kept again. Answers without a result take their bytes. Absent on a live device.
   */
  readonly key?: string
  /** It is one of the announced records: its place among them (sequence, channel), so that one sent twice counts once. */
  readonly place?: string
  /** The transfer announces so many records. */
  readonly announced?: number
  /** Who the device says it is: model, serial number, version. */
  readonly identity?: string
}

export type TalkEvent =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array; readonly read: Read }
  /** A frame whose check failed, or noise; kept and told already. */
  | { readonly kind: 'spoiled'; readonly reason: string }
  /** Nothing came for as long as the last turn said. */
  | { readonly kind: 'silence' }
  /** The disk did not take a frame: the device must not be told to go on. */
  | { readonly kind: 'unkept' }

export interface Turn<State> {
  readonly state: State
  /** Sent after the frame that led here is on the disk. */
  readonly send?: Uint8Array
  /** Milliseconds of silence until `silence`; null: none. */
  readonly waitMs: number | null
  /** A new round of asking begins: records of earlier rounds are known, the count starts at zero. */
  readonly asks?: boolean
  /** The round is over: what is missing of what was announced is told. */
  readonly over?: boolean
}

export interface Talk<State> {
  readonly collector: Collector
  /** A frame begun and not ended within this silence is damaged. */
  readonly idleMs: number
  /** It never sends anything. */
  readonly listens?: boolean
  read(frame: Uint8Array): Read
  /** `now` is the site's clock, `YYYY-MM-DDTHH:mm:ss`. */
  begin(now: string): Turn<State>
  next(state: State, event: TalkEvent, now: string): Turn<State>
}

/** A device that speaks by itself: nothing is ever sent. */
export function listening(
  listen: Pick<Talk<null>, 'collector' | 'idleMs'> & { readonly read: (frame: Uint8Array) => readonly Outcome[] },
): Talk<null> {
  const rest: Turn<null> = { state: null, waitMs: null }
  return {
    ...listen,
    listens: true,
    read: (frame) => ({ outcomes: listen.read(frame) }),
    begin: () => rest,
    next: () => rest,
  }
}

export function reasonOf(event: Exclude<FrameEvent, { kind: 'frame' }>): string {
  return event.kind === 'bad' ? event.reason : `noise: ${event.noise.count} bytes`
}
