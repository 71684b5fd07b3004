/** 人工判读: a strip read by eye. The station keeps its time; a reading is taken only while the window is open. */
import { assertNever } from '../ids.ts'
import type { ReasonCode } from '../judge/reason.ts'
import { epochOf, type Moment } from '../time.ts'

/** What a person may say of the lines. No C line is 无效, whatever T looks like. */
export const stripWords = ['negative', 'positive', 'invalid'] as const
export type StripWord = (typeof stripWords)[number]

/** As an analyzer would have said it; the judge knows these words. */
export const stripSaid: Readonly<Record<StripWord, string>> = { negative: '阴性', positive: '阳性', invalid: '无效' }

/** Seconds after the start, both ends included; from the kit lot's leaflet. */
export interface StripWindow {
  readonly fromSeconds: number
  readonly untilSeconds: number
}

export type StripPhase =
  | { readonly kind: 'early'; readonly secondsLeft: number }
  | { readonly kind: 'open'; readonly secondsLeft: number }
  | { readonly kind: 'late'; readonly secondsOver: number }

/** A clock that was set back behind the start is too early: nothing is read then. */
export function stripPhase(startedAt: Moment, window: StripWindow, now: Moment): StripPhase {
  const seconds = (epochOf(now) - epochOf(startedAt)) / 1000
  if (seconds < window.fromSeconds) return { kind: 'early', secondsLeft: Math.ceil(window.fromSeconds - seconds) }
  if (seconds <= window.untilSeconds) return { kind: 'open', secondsLeft: Math.floor(window.untilSeconds - seconds) }
  return { kind: 'late', secondsOver: Math.ceil(seconds - window.untilSeconds) }
}

export interface StripRead {
  readonly by: string
  readonly word: StripWord
}

/** What the strip waits for, or what it came to. `word` null: nobody's reading counts, the verdict stands by itself. */
export type StripState =
  | { readonly kind: 'first-due' }
  | { readonly kind: 'second-due' }
  | {
      readonly kind: 'settled'
      readonly word: StripWord | null
      readonly reason: Extract<ReasonCode, 'strip-late' | 'strip-readers-differ' | 'strip-second-missing'> | null
    }

/** `reads` were all taken while the window was open. Two readers who differ leave it 待判定, and a new strip is needed. */
export function stripState(phase: StripPhase, reads: readonly StripRead[], twoReaders: boolean): StripState {
  const [first, second] = reads
  if (first !== undefined && (!twoReaders || second !== undefined)) {
    if (second === undefined || second.word === first.word) return settled(first.word, null)
    return settled(null, 'strip-readers-differ')
  }
  switch (phase.kind) {
    case 'early':
    case 'open':
      return { kind: first === undefined ? 'first-due' : 'second-due' }
    case 'late':
      return settled(null, first === undefined ? 'strip-late' : 'strip-second-missing')
    default:
      return assertNever(phase)
  }
}

function settled(
  word: StripWord | null,
  reason: Extract<StripState, { kind: 'settled' }>['reason'],
): Extract<StripState, { kind: 'settled' }> {
  return { kind: 'settled', word, reason }
}
