/** A result is followed into its case: a first positive opens one, a retest moves it; inside the caller's transaction. */

import { correctedState } from '#core/failure/correct.ts'
import type { FailureRecord } from '#core/failure/event.ts'
import { type FailureState, openFailure, openingRecord, replayFailure, step } from '#core/failure/failure.ts'
import { decidingResultOf, retestsMissing } from '#core/failure/retest.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId, ResultId, SampleId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { Round } from '#core/sample/round.ts'
import { dayOf } from '#core/time.ts'
import { correctionsOf } from '#storage/corrections.ts'
import {
  appendFailureEvent,
  eventsOf,
  insertFailure,
  nextCaseNo,
  retestsDueOf,
  saveFailureStage,
} from '#storage/failures.ts'
import { caseRules } from './case-rules.ts'
import type { News, World } from './world.ts'

/** The identity a case will have, made before its first result so that the result can name it. */
export function beginFailure(world: World, sampleId: SampleId, item: string): FailureId {
  const id = world.newId() as FailureId
  const at = world.now()
  insertFailure(world.db, { id, caseNo: nextCaseNo(world.db, dayOf(at)), sampleId, item, stage: 'retest-due', at })
  return id
}

export interface Followed {
  readonly failureId: FailureId
  readonly caseNo: string
  readonly sampleId: SampleId
  readonly item: string
  readonly resultId: ResultId
  readonly port: string
}

export function openCase(world: World, first: Followed): News {
  const at = world.now()
  const opening = {
    id: first.failureId,
    caseNo: first.caseNo,
    sampleId: first.sampleId,
    resultId: first.resultId,
    item: first.item,
  }
  keepRecord(world, first.failureId, openingRecord(opening, at, first.port))
  const state = openFailure({ ...opening, at })
  saveFailureStage(world.db, { id: first.failureId, stage: state.stage, clock: state.clock, decidingResultId: null })
  return { kind: 'failure.moved', failureId: first.failureId }
}

export function followRetest(
  world: World,
  retest: Followed & { readonly verdict: Verdict; readonly round: Round },
): News {
  const state = failureState(world, retest.failureId)
  const moved = step(
    state,
    { kind: 'retested', resultId: retest.resultId, verdict: retest.verdict, round: retest.round },
    world.now(),
    retest.port,
    caseRules(world),
  )
  if (moved.kind === 'refused')
    world.log.warn({ case: retest.caseNo, reason: moved.reason }, 'a result did not move its case')
  else {
    keepRecord(world, retest.failureId, moved.event)
    saveFailureStage(world.db, {
      id: retest.failureId,
      stage: moved.state.stage,
      clock: moved.state.clock,
      decidingResultId: decidingResultOf(moved.state),
    })
  }
  return { kind: 'failure.moved', failureId: retest.failureId }
}

/** Valid retests that a sample's cases still need, of whatever item needs most. */
export function retestsMissingOf(world: World, sampleId: SampleId): number {
  const { retest } = caseRules(world)
  return Math.max(
    0,
    ...retestsDueOf(world.db, sampleId).map((id) => retestsMissing(failureState(world, id).retests, retest)),
  )
}

/** As it reads now, every correction taken: what is decided rests on this. Errors: `not-found`. */
export function failureState(world: World, id: FailureId): FailureState {
  return correctedState(recordsOf(world, id), correctionsOf(world.db, id))
}

/** As it was written down. Errors: `not-found`. */
export function recordedState(world: World, id: FailureId): FailureState {
  return replayFailure(recordsOf(world, id))
}

/** As they were written down, oldest first. Errors: `not-found`. */
export function recordsOf(world: World, id: FailureId): readonly FailureRecord[] {
  const records = eventsOf(world.db, id).map(({ at, by, data }) => ({
    ...(data as Pick<FailureRecord, 'event' | 'to' | 'clock'>),
    at,
    by,
  }))
  if (records.length === 0) throw new Fault('not-found', `failure ${id}`)
  return records
}

export function keepRecord(world: World, id: FailureId, record: FailureRecord): void {
  const { at, by, event, to, clock } = record
  appendFailureEvent(world.db, { failureId: id, kind: event.kind, data: { event, to, clock }, at, by })
}
