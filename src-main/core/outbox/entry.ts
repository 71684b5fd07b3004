/** An outbox entry: one thing owed to one platform, under one id for ever, until a receipt proves it was taken. */
import type { EntryId } from '../ids.ts'
import type { Moment } from '../time.ts'

/** `held`: not due (undecided, suspect, invalid); `parked`: the platform refused it, a person must look. */
export const entryStates = ['waiting', 'acknowledged', 'parked', 'held'] as const
export type EntryState = (typeof entryStates)[number]

export const subjectKinds = ['result', 'failure'] as const
export type SubjectKind = (typeof subjectKinds)[number]

export interface Subject {
  readonly kind: SubjectKind
  readonly id: string
}

/** What is written in the transaction that made the result or closed the case. */
export interface NewEntry {
  /** Also the payload's `recordId`: a platform that sees it twice knows it is one record. */
  readonly id: EntryId
  readonly platform: string
  readonly subject: Subject
  /** Canonical JSON; written once, never rebuilt. */
  readonly payload: string
  readonly state: 'waiting' | 'held'
  /** Why it is held; null while it waits. */
  readonly reason: HeldReason | null
  /** When to send it first; null while it is held. */
  readonly nextAt: Moment | null
}

/** `withdrawn`: the claim that made the result was taken back; it is never sent. */
export const heldReasons = ['undecided', 'suspect', 'invalid', 'withdrawn'] as const
export type HeldReason = (typeof heldReasons)[number]

/** As it stands now; attempts are kept beside it, each as its own record. */
export interface Entry {
  readonly id: EntryId
  readonly platform: string
  readonly subject: Subject
  readonly payload: string
  readonly state: EntryState
  readonly tries: number
  readonly nextAt: Moment | null
  readonly receipt: string | null
  readonly reason: string | null
}
