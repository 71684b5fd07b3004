/** For virtual analyzers: the request at the front of what was heard. */
import type { FrameShape } from '../framing/frames.ts'

/** Null: none begins here; the first byte belongs to no request. */
export function frontFrame(shape: FrameShape, heard: Uint8Array): Uint8Array | 'unknown-yet' | null {
  const length = shape.lengthAt(heard, 0)
  if (length === 0) return null
  if (length === 'unknown-yet') return 'unknown-yet'
  if (length > shape.longest || shape.earlyProblemOf?.(heard)) return null
  if (length > heard.length) return 'unknown-yet'
  const frame = heard.slice(0, length)
  return shape.problemOf(frame) === null ? frame : null
}
