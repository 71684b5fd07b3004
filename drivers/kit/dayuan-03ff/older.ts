/**
 * The older answers `81 04 len … 81` of the same family. Only `81 04 00 00 01 81`, nothing there, is known whole: where the records of
 * 10 bytes begin and what the byte before the last counts is told nowhere, so such an answer is recognised, kept and not read.
 */
import { damaged } from '#core/reading/reading.ts'
import type { Read } from '../talk/talk.ts'

const START = 0x81
const KIND = 0x04
const OVERHEAD = 6
const RECORD = 10

/** `81 04 len`; with `len` 00 it is 6 bytes. */
export function olderLength(view: Uint8Array, at: number): number | 'unknown-yet' {
  if (at + 1 >= view.length) return 'unknown-yet'
  if (view[at] !== START || view[at + 1] !== KIND) return 0
  if (at + 2 >= view.length) return 'unknown-yet'
  const length = view[at + 2] ?? 0
  return length % RECORD === 0 ? OVERHEAD + length : 0
}

export function olderProblem(frame: Uint8Array): string | null {
  if (frame[frame.length - 1] !== START) return 'tail-missing: no 81 where the frame ends'
  const nothing = frame[3] === 0 && frame[4] === 1
  return frame.length > OVERHEAD || nothing ? null : 'older-answer: neither records nor 00 01'
}

export function isOlder(frame: Uint8Array): boolean {
  return frame[0] === START
}

export function readOlder(frame: Uint8Array): Read {
  if (frame.length === OVERHEAD) return { outcomes: [], note: 'older-answer: the analyzer has nothing' }
  const count = (frame.length - OVERHEAD) / RECORD
  return { outcomes: [damaged(`older-answer: ${count} records in the form 81 04, whose layout is not confirmed`)] }
}
