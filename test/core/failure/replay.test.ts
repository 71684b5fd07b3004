/** A case is its records: replayed, or lived through step by step in any random order, it is the same and never closes unproven. */
import { describe, expect, it } from 'vitest'
import { allowed, stepsOf } from '#core/failure/allowed.ts'
import { balance } from '#core/failure/balance.ts'
import { legalBasisOf, missingForClosing } from '#core/failure/closing.ts'
import type { FailureRecord, FailureStep, Tested } from '#core/failure/event.ts'
import { type FailureState, openingRecord, replayFailure, step } from '#core/failure/failure.ts'
import { validRetests } from '#core/failure/retest.ts'
import { clauses, standardRules } from '#core/failure/rules.ts'
import { failureStages, isEnded } from '#core/failure/stage.ts'
import { verdicts } from '#core/judge/verdict.ts'
import { later } from '#core/time.ts'
import { pick, randomFrom } from '../support/random.ts'
import { morning, opening, retested, steps, walk, ways, withdrawn } from './a-case.ts'

describe('replay', () => {
  it.each(failureStages)('of the way to %s equals the steps', (stage) => {
    const { state, records } = walk(ways[stage])
    expect(replayFailure(records)).toEqual(state)
    expect(replayFailure(JSON.parse(JSON.stringify(records)))).toEqual(state)
  })

  it('keeps the decisions of their day under rules of another', () => {
    const rules = { ...standardRules, objectionMs: 2 * 3_600_000 }
    const { state, records } = walk(ways['notify-due'])
    const moved = step(state, steps['serve-notice'], later(morning, 3_600_000), '王敏', rules)
    if (moved.kind === 'refused') throw new Error(moved.reason)
    expect(replayFailure([...records, moved.event]).clock?.dueAt).toEqual(
      later(steps['serve-notice'].receivedAt, rules.objectionMs),
    )
  })

  it('refuses what is no case', () => {
    const first = openingRecord(opening, morning, 'p1')
    const { records } = walk(ways['notify-due'])
    expect(() => replayFailure([])).toThrow('without records')
    expect(() => replayFailure(records.slice(1))).toThrow('begins with retested')
    expect(() => replayFailure([first, first])).toThrow('opened twice')
  })
})

/** An event a confused person or a broken window might send: right and wrong in every part. */
function anyEvent(
  random: () => number,
  at: FailureState['openedAt'],
  serial: number,
  state: FailureState,
): FailureStep | Tested {
  const lawful = stepsOf.get(state.stage) ?? []
  if (random() < 0.03) return withdrawn(pick(random, [1, serial, ...state.retests.map(({ resultId }) => resultId)]))
  if (random() < 0.25 || lawful.length === 0)
    return retested(pick(random, [1, serial, serial, serial]), pick(random, verdicts), 'retest-2')
  const kind = random() < 0.7 ? pick(random, lawful) : pick(random, Object.values(steps)).kind
  const moment = later(at, pick(random, [-600_000, -1, 0, 0, 0, 900_000]))
  switch (kind) {
    case 'serve-notice':
      return { ...steps[kind], receivedAt: moment, receiver: pick(random, ['李强', '李强', ' ']) }
    case 'confirm':
      return { ...steps[kind], passed: random() < 0.3, method: pick(random, ['GB 23200.113-2018', 'KJ201710']) }
    case 'plan-disposal':
      return { ...steps[kind], plannedAt: moment, method: pick(random, ['destroy', 'harmless', 'return']) }
    case 'dispose':
      return {
        ...steps[kind],
        disposedAt: moment,
        destroyedKg: pick(random, ['10.3', '10.3', '10.30', '10.4', '']),
        stockKg: pick(random, ['12.5', '12.5', '12.50', '0']),
        signers: pick(random, [
          steps.dispose.signers,
          steps.dispose.signers,
          steps.dispose.signers.slice(1),
          steps.dispose.signers.slice(0, 2),
          [],
        ]),
        evidence: pick(random, [['E1'], ['E1', 'E2'], [], [' ']]),
      }
    default:
      return steps[kind]
  }
}

function randomLife(seed: number): {
  readonly states: readonly FailureState[]
  readonly records: readonly FailureRecord[]
} {
  const random = randomFrom(seed)
  const records = [openingRecord(opening, morning, 'p1')]
  const states = [replayFailure(records)]
  let at = morning
  for (let serial = 2; serial < 90; serial += 1) {
    const state = states.at(-1) ?? replayFailure(records)
    at = later(at, pick(random, [1_000, 60_000, 600_000, 4 * 3_600_000]))
    const moved = step(state, anyEvent(random, at, serial, state), at, pick(random, ['王敏', '王敏', '王敏', '']))
    if (moved.kind === 'refused') continue
    records.push(moved.event)
    states.push(moved.state)
  }
  return { states, records }
}

describe('any order of events', () => {
  const lives = Array.from({ length: 600 }, (_, seed) => randomLife(seed))
  const ends = lives.flatMap(({ states }) => states.slice(-1))

  it('meets every stage, so that the properties below say something', () => {
    const met = new Set(lives.flatMap(({ states }) => states.map(({ stage }) => stage)))
    expect(failureStages.filter((stage) => !met.has(stage))).toEqual([])
    expect(ends.filter(({ stage }) => stage === 'closed').length).toBeGreaterThan(50)
  })

  it('is the same case when replayed after every record', () => {
    for (const { states, records } of lives) {
      for (const [index, state] of states.entries()) expect(replayFailure(records.slice(0, index + 1))).toEqual(state)
    }
  })

  it('closes only with basis, two valid retests, a served notice, balance 0, two signers and evidence', () => {
    for (const state of ends.filter(({ stage }) => stage === 'closed')) {
      const { disposal, plan, notification, closedAt } = state
      if (disposal === null || plan === null) throw new Error('Closed without disposal or plan')
      expect(legalBasisOf(state)).not.toBeNull()
      expect(validRetests(state.retests).length).toBeGreaterThanOrEqual(2)
      expect(notification?.saleSuspended).toBe(true)
      expect(Number(balance(disposal))).toBe(0)
      expect(Number(disposal.stockKg)).toBeGreaterThan(0)
      expect(
        new Set(disposal.signers.map(({ name }) => name.trim()).filter((name) => name !== '')).size,
      ).toBeGreaterThanOrEqual(2)
      expect(disposal.evidence.filter((id) => id.trim() !== '').length).toBeGreaterThanOrEqual(1)
      expect(['destroy', 'harmless']).toContain(disposal.method)
      expect(closedAt).not.toBeNull()
      expect(missingForClosing(state)).toEqual([])
    }
  })

  it('never touches the goods before consent, four hours or a laboratory', () => {
    for (const state of lives.flatMap(({ states }) => states).filter(({ disposal }) => disposal !== null)) {
      const basis = legalBasisOf(state)
      expect(basis?.clauses.length).toBeGreaterThan(0)
      for (const clause of basis?.clauses ?? []) expect(clauses).toHaveProperty([clause])
      if (state.answer?.kind === 'objected') expect(state.confirmation?.passed).toBe(false)
    }
  })

  it('offers no step in an ended case and never leaves it', () => {
    for (const { states } of lives) {
      const end = states.findIndex(({ stage }) => isEnded(stage))
      if (end !== -1) {
        expect(end).toBe(states.length - 1)
        for (const state of states.slice(-1)) expect(allowed(state, later(morning, 1e10))).toEqual([])
      }
    }
  })
})
