/** What a signature says: the reason of signing stands on the record beside name and time. */
import type { Action } from './rights.ts'

/** The action a signer needs the right for. */
export const meanings = {
  /** The sample was taken as its sheet says. */
  sampling: 'sample.register',
  /** The result is mine: I did this test. */
  test: 'test.sign',
  review: 'result.review',
  /** What was changed and why is as written. */
  change: 'record.read',
  control: 'control.record',
  approve: 'control.approve',
  publish: 'notice.publish',
  /** A step of a case, its disposal, and having seen it. */
  step: 'failure.step',
  dispose: 'failure.sign',
  witness: 'failure.sign',
} as const satisfies Record<string, Action>

export type Meaning = keyof typeof meanings
export const meaningCodes = Object.keys(meanings) as readonly Meaning[]
