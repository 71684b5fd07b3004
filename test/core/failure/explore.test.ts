/** No way through the law's order that should not be there: every reachable state of a case, from every event at every hour. */
import { describe, expect, it } from 'vitest'
import { allowed, sidesOf } from '#core/failure/allowed.ts'
import type { FailureStep } from '#core/failure/event.ts'
import { type FailureState, replayFailure, step } from '#core/failure/failure.ts'
import { refusalCodes } from '#core/failure/refusal.ts'
import { refusalWords, wordsOfRefusal } from '#core/failure/refusal-words.ts'
import { failureStages } from '#core/failure/stage.ts'
import { faults } from '#core/fault.ts'
import { spokenFault } from '#core/spoken-fault.ts'
import { epochOf, later } from '#core/time.ts'
import { type Edge, edgesOf, events, explore, OWN, type Place, placeAfter, quickMethods, rules } from './explore.ts'

/** The longest lawful way has ten moves; waiting, refusals and invalid retests fit beside it. */
const DEPTH = 18
const { places, edges, alike } = explore(DEPTH)
const all = [...places.values()]
const moves = edges.filter(({ moved }) => moved.kind === 'moved')
const refusals = edges.flatMap(({ moved, from }) => (moved.kind === 'refused' ? [{ reason: moved.reason, from }] : []))
const hour = 3_600_000
/** A correction is no step (correct.test.ts, explore-corrections.test.ts); a receipt drawn five minutes ago is tried in refusals.test.ts: here it would multiply every state. */
const elsewhere = [
  'received-elsewhere',
  'incomplete',
  ...['fact-unknown', 'fact-unchanged', 'fact-changed-meanwhile', 'fact-unreadable', 'then-refused'],
  ...['conclusion-released', 'conclusion-disposed'],
]
const ended = ['cleared', 'released', 'closed', 'withdrawn']

const stateAfter = ({ from, moved }: Edge): FailureState => (moved.kind === 'moved' ? moved.state : from.state)

/** Grams, so that the sum is exact without the code under test. */
const grams = (kilograms: string) => BigInt(Math.round(Number(kilograms) * 1000))

describe('the exploration', () => {
  it('is finished, large and meets every stage and every refusal', () => {
    console.info(`${all.length} states, ${alike.length} met again, ${edges.length} events tried, ${moves.length} taken`)
    expect(Math.max(...all.map(({ depth }) => depth))).toBeLessThan(DEPTH)
    expect(all.length).toBeGreaterThan(100)
    expect(edges.length).toBeGreaterThan(20_000)
    expect(new Set(all.map(({ state }) => state.stage))).toEqual(new Set(failureStages))
    const met = new Set(refusals.map(({ reason }) => reason.split(':')[0]))
    // Without a name nobody acts at all, and what a closing still lacks cannot be missing after a disposal that was taken.
    expect(refusalCodes.filter((code) => !met.has(code))).toEqual(elsewhere)
  })

  it('hides nothing behind a key: places that look alike behave alike', () => {
    const behaviour = (place: Place) =>
      edgesOf(place)
        .map((edge) => `${edge.moved.kind === 'moved' ? 'moved' : edge.moved.reason} ${placeAfter(edge).key}`)
        .map(withoutNumbers)
        .join('\n')
    const known = new Map<string, string>()
    const asked = new Map<string, number>()
    for (const place of alike) {
      // The next two ways to a key: a third would tell of the same difference, minutes later.
      const times = (asked.get(place.key) ?? 0) + 1
      asked.set(place.key, times)
      if (times > 2) continue
      const first = places.get(place.key)
      if (first === undefined) throw new Error(place.key)
      const before = known.get(place.key) ?? behaviour(first)
      known.set(place.key, before)
      const now = behaviour(place)
      // Compared as text first: a matcher for each of thousands would take the time of the whole exploration.
      if (now !== before) expect(now.split('\n')).toEqual(before.split('\n'))
    }
    expect(alike.length).toBeGreaterThan(100)
  }, 90_000)

  it('gives states that replay to themselves', () => {
    for (const { state, records } of all) expect(replayFailure(records)).toEqual(state)
  })
})

describe('no reachable case', () => {
  it('closes, or is disposed of, after a quick-test positive without a legal basis', () => {
    const touched = all.filter(({ state: { stage } }) =>
      ['disposal-due', 'disposal-planned', 'disposed', 'closed'].includes(stage),
    )
    expect(touched.length).toBeGreaterThan(20)
    for (const { state } of touched) {
      const { answer, confirmation, notification, retests } = state
      const counted = retests.filter(({ verdict }) => ['positive', 'suspect', 'negative'].includes(verdict))
      expect(counted.length).toBe(2)
      expect(counted.some(({ verdict }) => verdict !== 'negative')).toBe(true)
      expect(notification?.saleSuspended).toBe(true)
      if (answer?.kind === 'objected') expect(confirmation?.passed).toBe(false)
      else expect(['accepted', 'deadline-passed']).toContain(answer?.kind)
      if (answer?.kind === 'deadline-passed' && notification !== null)
        expect(epochOf(answer.at) - epochOf(notification.receivedAt)).toBeGreaterThan(4 * hour)
      if (answer?.kind === 'objected' && notification !== null)
        expect(epochOf(answer.at) - epochOf(notification.receivedAt)).toBeLessThanOrEqual(4 * hour)
    }
  })

  it('is withdrawn while a result of it stands, or in any stage but the first', () => {
    const taken = moves.filter(({ event }) => event.kind === 'result-withdrawn')
    expect(taken.length).toBeGreaterThan(10)
    for (const edge of taken) {
      expect(edge.from.state.stage).toBe('retest-due')
      const { firstWithdrawn, retests, stage } = stateAfter(edge)
      expect(stage).toBe(firstWithdrawn && retests.length === 0 ? 'withdrawn' : 'retest-due')
    }
    for (const { state } of all)
      if (state.stage === 'withdrawn') expect([state.firstWithdrawn, state.retests]).toEqual([true, []])
  })

  it('takes a quick method, or the first body again, for 复检', () => {
    const confirmed = moves.flatMap(({ event }) => (event.kind === 'confirm' ? [event] : []))
    expect(confirmed.length).toBeGreaterThan(0)
    for (const { method, laboratory } of confirmed) {
      expect(quickMethods.some((quick) => quick === method)).toBe(false)
      expect(laboratory).not.toBe(OWN)
    }
    for (const { event } of moves) if (event.kind === 'refer') expect(event.laboratory).not.toBe(OWN)
  })

  it('is disposed of or closed without balance 0, two signers beside a supervisor, and evidence', () => {
    const taken = moves.flatMap(({ event }) => (event.kind === 'dispose' ? [event] : []))
    const closed = all.flatMap(({ state: { stage, disposal } }) => (stage === 'closed' ? [disposal] : []))
    expect([taken.length > 0, closed.length > 0, closed.includes(null)]).toEqual([true, true, false])
    for (const disposal of [...taken, ...closed]) {
      if (disposal === null) continue
      const { stockKg, destroyedKg, returnedKg, soldKg, keptKg, signers, evidence, method } = disposal
      expect(grams(stockKg) - grams(destroyedKg) - grams(returnedKg) - grams(soldKg) - grams(keptKg)).toBe(0n)
      expect(grams(stockKg)).toBeGreaterThan(0n)
      const supervisors = new Set(signers.filter(({ role }) => role === '监督人').map(({ name }) => name))
      const others = new Set(
        signers.map(({ name }) => name).filter((name) => name.trim() !== '' && !supervisors.has(name)),
      )
      expect(supervisors.size).toBeGreaterThanOrEqual(1)
      expect(others.size).toBeGreaterThanOrEqual(2)
      expect(evidence.filter((id) => id.trim() !== '').length).toBeGreaterThanOrEqual(1)
      expect(['destroy', 'harmless', 'denature']).toContain(method)
    }
  })

  it('is disposed of with less than what was sealed, or with kinds that do not add up', () => {
    const taken = moves.flatMap(({ event, from }) =>
      event.kind === 'dispose' ? [{ disposal: event, seal: from.state.seal }] : [],
    )
    expect(taken.some(({ seal }) => seal !== null)).toBe(true)
    for (const { disposal, seal } of taken) {
      const kept = grams(disposal.destroyedKg) + grams(disposal.returnedKg) + grams(disposal.keptKg)
      if (seal !== null) expect(kept).toBeGreaterThanOrEqual(grams(seal.quantityKg))
      for (const kind of disposal.kinds ?? []) expect(grams(kind.stockKg)).toBe(grams(disposal.stockKg))
    }
  })

  it('moves, or stops a clock, by a seal or a trace', () => {
    const beside = moves.filter(({ event }) => event.kind === 'seal' || event.kind === 'trace')
    expect(beside.length).toBeGreaterThan(100)
    for (const edge of beside) {
      const after = stateAfter(edge)
      expect([after.stage, after.clock]).toEqual([edge.from.state.stage, edge.from.state.clock])
    }
  })

  it('lets its clocks run backwards', () => {
    for (const edge of moves) {
      const [before, after] = [edge.from.state, stateAfter(edge)]
      expect(epochOf(after.movedAt)).toBeGreaterThanOrEqual(epochOf(before.movedAt))
      if (edge.event.kind !== 'retested') expect(epochOf(edge.at)).toBeGreaterThanOrEqual(epochOf(before.movedAt))
      if (edge.event.kind === 'serve-notice') {
        expect(epochOf(after.clock?.dueAt ?? edge.at) - epochOf(edge.event.receivedAt)).toBe(4 * hour)
        expect(epochOf(edge.event.receivedAt)).toBeGreaterThanOrEqual(epochOf(before.decidedAt ?? edge.at) - 60_000)
      }
      if (edge.event.kind === 'dispose' && before.plan !== null)
        expect(epochOf(edge.event.disposedAt)).toBeGreaterThanOrEqual(epochOf(before.plan.at) - 60_000)
    }
  })

  it('moves again after its end', () => {
    expect(moves.filter(({ from }) => ended.includes(from.state.stage))).toEqual([])
  })
})

describe('every reachable case', () => {
  it('has a way to an end', () => {
    const before = new Map<string, Set<string>>()
    for (const edge of edges) {
      const to = placeAfter(edge).key
      before.set(to, (before.get(to) ?? new Set()).add(edge.from.key))
    }
    const reaches = new Set(all.filter(({ state }) => ended.includes(state.stage)).map(({ key }) => key))
    const waiting = [...reaches]
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      for (const from of before.get(key) ?? []) {
        if (reaches.has(from)) continue
        reaches.add(from)
        waiting.push(from)
      }
    }
    expect(all.filter(({ key }) => !reaches.has(key)).map(({ key }) => key)).toEqual([])
  })

  it('offers exactly the steps that some right paper would take', () => {
    for (const { state } of all) {
      const now = later(state.movedAt, 60_000)
      const taken = new Set(
        events(state, now).flatMap((event) =>
          event.kind !== 'retested' &&
          event.kind !== 'result-withdrawn' &&
          step(state, event, now, '王敏', rules).kind === 'moved'
            ? [event.kind]
            : [],
        ),
      )
      expect(taken, state.stage).toEqual(new Set<FailureStep['kind']>([...allowed(state, now), ...sidesOf(state)]))
    }
  })
})

describe('every refusal', () => {
  it('has a code of the list, with words, and changes nothing', () => {
    const frozen = all.map((place) => ({ place, before: structuredClone(place.state) }))
    for (const { place } of frozen) edgesOf(place)
    for (const { place, before } of frozen) expect(place.state).toEqual(before)
    for (const reason of new Set(refusals.map(({ reason }) => reason))) {
      expect(refusalCodes).toContain(reason.split(':')[0])
      expect(wordsOfRefusal(reason), reason).not.toBeNull()
    }
  })

  it('is worded for the operator, each in its own words', () => {
    expect(Object.keys(refusalWords).sort()).toEqual([...refusalCodes, 'moved-meanwhile'].sort())
    const said = Object.values(refusalWords)
    expect(new Set(said.map(({ why }) => why)).size).toBe(said.length)
    for (const { why, next } of said) expect(`${why}${next}`).toMatch(/^[^a-zA-Z]+$/u)
    expect(spokenFault('failure.not-allowed', 'balance-not-zero: 0.1')).toEqual({
      what: faults['failure.not-allowed'].what,
      ...refusalWords['balance-not-zero'],
    })
    expect(spokenFault('failure.not-allowed', 'of tomorrow')).toEqual(faults['failure.not-allowed'])
    expect(spokenFault('disk.full', 'balance-not-zero')).toEqual(faults['disk.full'])
  })
})

/** A retest is numbered by how many came before, which changes nothing. */
function withoutNumbers(text: string): string {
  return text.replace(/(already-counted|no-such-result): \d+/, '$1')
}
