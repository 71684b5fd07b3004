/** 批: what one run of controls vouches for: a port, an item by a method, a kit lot, a day; and whether it is valid. */
import type { Moment } from '../time.ts'
import type { ControlKind } from './kind.ts'
import type { ControlOutcome } from './outcome.ts'

/**
 * The item belongs to it: one photometer measures 二氧化硫 and 硼砂 by the same method, and a blank of the one says nothing of the
 * other. A plate begins a new batch with a new kit lot or a new day.
 */
export interface BatchKey {
  readonly port: string
  readonly item: string
  readonly method: string
  /** Null: nobody said which lot is in use. */
  readonly kitLot: string | null
  /** At the site, `YYYY-MM-DD`. */
  readonly day: string
}

export interface ControlRun {
  readonly kind: ControlKind
  readonly outcome: ControlOutcome
  readonly at: Moment
}

export const controlStates = ['valid', 'missing', 'failed', 'unread'] as const
export type ControlState = (typeof controlStates)[number]

/** What the batch's controls say at one moment. */
export interface BatchControls {
  readonly blank: ControlState
  readonly positiveControl: ControlState
}

/**
 * The newest blank before the test speaks: a later one cannot vouch for what was measured before it, and one that failed is made
 * good by a new one. `runs` in the order in which they were heard.
 */
export function controlsAt(runs: readonly ControlRun[]): BatchControls {
  return { blank: stateOf(runs, 'blank'), positiveControl: stateOf(runs, 'positive-control') }
}

function stateOf(runs: readonly ControlRun[], kind: ControlKind): ControlState {
  const newest = runs.findLast((run) => run.kind === kind)
  if (newest === undefined) return 'missing'
  return newest.outcome === 'passed' ? 'valid' : newest.outcome === 'failed' ? 'failed' : 'unread'
}

/** One text for one batch: what overrides are written for. */
export function batchText({ port, item, method, kitLot, day }: BatchKey): string {
  return JSON.stringify([port, item, method, kitLot, day])
}
