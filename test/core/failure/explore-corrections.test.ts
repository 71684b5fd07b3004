/** Every correction in every reachable state of a case: what it leads to is again a case the law could have had. */
import { describe, expect, it } from 'vitest'
import { balance, isZero } from '#core/failure/balance.ts'
import { legalBasisOf } from '#core/failure/closing.ts'
import { type Correction, correctable, correctedState, correctionRefused } from '#core/failure/correct.ts'
import { type FactName, sortOf, timeText } from '#core/failure/facts.ts'
import type { FailureState } from '#core/failure/failure.ts'
import { isEnded } from '#core/failure/stage.ts'
import { epochOf, later } from '#core/time.ts'
import { edgesOf, explore, keyOf, type Place, rules } from './explore.ts'

const hour = 3_600_000
const { places } = explore(18)
const all = [...places.values()]
/** Which tests led to the positive is nothing a correction could touch: one place stands for those that differ by it alone. */
const roots = [
  ...new Map(all.map((place) => [JSON.stringify(JSON.parse(keyOf(place.state)).toSpliced(1, 3)), place])).values(),
]

/** Other things a fact could be said to be; both right and wrong. */
function others(fact: FactName, now: string, { movedAt }: FailureState): readonly string[] {
  switch (sortOf(fact)) {
    case 'time':
      return [-48, -5, -4, -3, -1, 0, 1, 48]
        .flatMap((hours) => [-60_000, 0, 60_000].map((ms) => timeText(later(movedAt, hours * hour + ms))))
        .concat('昨天')
    case 'quantity':
      return ['0', '0.1', '10.4', '12.6', '-1']
    case 'conclusion':
      return [now === 'passed' ? 'failed' : 'passed']
    case 'text':
      return ['别的', 'KJ 201710']
  }
}

interface Tried {
  readonly from: Place
  readonly one: Correction
  readonly refused: string | null
  readonly state: FailureState
}

const tried = roots.flatMap((from): readonly Tried[] =>
  correctable(from.state).flatMap(({ fact, now }) =>
    others(fact, now, from.state).map((after): Tried => {
      const at = later(from.state.movedAt, 60_000)
      const change = { fact, before: now, after }
      const one = { ...change, why: '写错', by: '王敏', at }
      const refused = correctionRefused(from.records, [], { changes: [change], why: '写错', by: '王敏', at }, rules)
      return { from, one, refused, state: refused === null ? correctedState(from.records, [one]) : from.state }
    }),
  ),
)
const taken = tried.filter(({ refused }) => refused === null)

describe('a correction of a reachable case', () => {
  it('was tried in every way', () => {
    console.info(`${roots.length} of ${all.length} states, ${tried.length} corrections tried, ${taken.length} taken`)
    expect(tried.length).toBeGreaterThan(1_000)
    expect(new Set(taken.map(({ one }) => sortOf(one.fact)))).toEqual(
      new Set(['text', 'time', 'quantity', 'conclusion']),
    )
    const codes = new Set(tried.map(({ refused }) => refused?.split(':')[0]))
    for (const code of [
      'received-in-future',
      'received-before-decision',
      'then-refused',
      'balance-not-zero',
      'quantity-unreadable',
      'fact-unreadable',
      'conclusion-released',
      'conclusion-disposed',
      'quick-method',
    ])
      expect(codes, code).toContain(code)
  })

  it('moves its stage only from a conclusion that was wrong, while the goods lie there, to the release', () => {
    const moved = taken.filter(({ from, state }) => state.stage !== from.state.stage)
    expect(moved.length).toBeGreaterThan(0)
    for (const { from, one, state } of moved) {
      expect(one).toMatchObject({ fact: 'confirmation.passed', before: 'failed', after: 'passed' })
      expect(['disposal-due', 'disposal-planned']).toContain(from.state.stage)
      expect(state).toMatchObject({ stage: 'released', clock: null, disposal: null, closedAt: null })
    }
    const conclusions = taken.filter(({ one }) => one.fact === 'confirmation.passed')
    expect(conclusions.length).toBe(moved.length)
  })

  it('leaves no ended case open and no case without its legal basis', () => {
    for (const { from, state } of taken) {
      if (isEnded(from.state.stage)) expect(state.stage).toBe(from.state.stage)
      if (['disposal-due', 'disposal-planned', 'disposed', 'closed'].includes(state.stage))
        expect(legalBasisOf(state)).not.toBeNull()
    }
  })

  it('leaves every answer on its side of the four hours, and its clock at their end', () => {
    for (const { state } of taken) {
      const { notification, answer, decidedAt, clock, stage } = state
      if (notification === null) continue
      const end = epochOf(notification.receivedAt) + 4 * hour
      if (answer?.kind === 'objected') expect(epochOf(answer.at)).toBeLessThanOrEqual(end)
      if (answer?.kind === 'deadline-passed') expect(epochOf(answer.at)).toBeGreaterThan(end)
      if (stage === 'objection-open') expect(epochOf(clock?.dueAt ?? notification.at)).toBe(end)
      if (decidedAt !== null)
        expect(epochOf(notification.receivedAt)).toBeGreaterThanOrEqual(epochOf(decidedAt) - 60_000)
      expect(epochOf(notification.receivedAt)).toBeLessThanOrEqual(epochOf(notification.at) + rules.clockTolerance)
    }
  })

  it('leaves every disposal balanced, after its report, and of all that was sealed', () => {
    for (const { from, state } of taken) {
      const { disposal, plan } = state
      if (disposal === null || plan === null) continue
      expect(isZero(balance(disposal) ?? '1')).toBe(true)
      expect(epochOf(disposal.disposedAt)).toBeGreaterThanOrEqual(epochOf(plan.at) - 60_000)
      expect(epochOf(disposal.disposedAt)).toBeLessThanOrEqual(epochOf(disposal.at) + rules.clockTolerance)
      const gone = Number(disposal.destroyedKg) + Number(disposal.returnedKg) + Number(disposal.keptKg)
      if (state.seal !== null) expect(gone).toBeGreaterThanOrEqual(Number(state.seal.quantityKg))
      expect(state.stage).toBe(from.state.stage)
    }
  })

  it('and is a case like another: what may follow is what followed a case that read so from the start', () => {
    const known = new Map(all.map((place) => [keyOf(place.state), place]))
    const behaviour = (state: FailureState, records: Place['records']) =>
      edgesOf({ key: '', state, depth: 0, records })
        .map(({ event, moved }) => `${event.kind} ${moved.kind === 'moved' ? moved.state.stage : moved.reason}`)
        .map((text) => text.replace(/(already-counted|no-such-result): \d+/, '$1'))
    let compared = 0
    const seen = new Set<string>()
    for (const { from, one, state } of taken) {
      const key = keyOf(state)
      const like = known.get(key)
      if (sortOf(one.fact) === 'text' || like === undefined || seen.has(`${one.fact} ${key}`)) continue
      seen.add(`${one.fact} ${key}`)
      compared += 1
      expect(behaviour(state, from.records), `${one.fact} ${key}`).toEqual(behaviour(like.state, like.records))
    }
    expect(compared).toBeGreaterThan(20)
  })
})
