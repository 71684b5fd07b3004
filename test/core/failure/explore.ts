/** Every state a case can reach: breadth-first over right and wrong events and clocks that jump, states that behave alike met once. */
import type { FailureRecord, FailureStep, Retested, Tested } from '#core/failure/event.ts'
import { type FailureState, type Moved, openingRecord, replayFailure, step } from '#core/failure/failure.ts'
import { type FailureRules, standardRules } from '#core/failure/rules.ts'
import { verdicts } from '#core/judge/verdict.ts'
import { epochOf, later, type Moment } from '#core/time.ts'
import { morning, opening, retested, steps, withdrawn } from './a-case.ts'

export const OWN = '康巴什市场快检室'
export const rules: FailureRules = { ...standardRules, ownBodies: [OWN] }

/** Methods a laboratory might write; the quick ones by hand, not by the list under test. */
export const slowMethods = ['GB 23200.113-2018', '快速溶剂萃取-气相色谱法'] as const
export const quickMethods = [
  'GB/T 5009.199-2003',
  'gbt5009.199',
  'NY/T 448-2001',
  'KJ 201710',
  '胶体金免疫层析法',
] as const
const hour = 3_600_000
/** What the clock on the wall may show: before the last record, at it, after it, and about the end of the four hours. */
function momentsOf({ stage, movedAt, clock }: FailureState): readonly Moment[] {
  const around = [-hour, -1, 0, 60_000].map((ms) => later(movedAt, ms))
  return stage === 'objection-open' && clock !== null
    ? [...around, ...[-1, 0, 1].map((ms) => later(clock.dueAt, ms))]
    : around
}

const { dispose } = steps
const blank = ' '
const { stockKg, destroyedKg, returnedKg, soldKg, keptKg } = dispose
const totals = { stockKg, destroyedKg, returnedKg, soldKg, keptKg }
const onScreen = { kind: 'screen', shownSha256: 'ab'.repeat(32), drawingSha256: 'cd'.repeat(32) } as const

const counts = ({ verdict }: Retested) => ['positive', 'suspect', 'negative'].includes(verdict)

/** Every event worth trying in a state: each kind right, and wrong in each part. */
export function events(state: FailureState, now: Moment): readonly (FailureStep | Tested)[] {
  const serial = 1 + Math.max(1, ...state.retests.map(({ resultId }) => resultId))
  const counted = state.retests.filter(counts)
  const silent = state.retests.filter((one) => !counts(one))
  const notice = steps['serve-notice']
  const plan = steps['plan-disposal']
  return [
    // Tests that say nothing can be added without end; one of them shows all that they change.
    ...verdicts.map((verdict) => retested(serial, verdict)).filter((one) => counts(one) || silent.length < 1),
    withdrawn(1),
    ...[...counted, ...silent].map(({ resultId }) => withdrawn(resultId)),
    withdrawn(serial),
    withdrawn(1, blank),
    retested(1, 'positive'),
    retested(serial, 'negative', 'first'),
    { ...notice, receivedAt: now },
    { ...notice, receivedAt: later(now, 2 * hour) },
    { ...notice, receivedAt: later(state.openedAt, -48 * hour) },
    { ...notice, receivedAt: now, receiver: blank },
    { ...notice, receivedAt: now, saleSuspended: false as unknown as true },
    { ...notice, receivedAt: now, receipt: onScreen },
    { ...notice, receivedAt: now, receipt: { ...onScreen, drawingSha256: blank } },
    { ...notice, receivedAt: now, receipt: { kind: 'refused', witness: '赵军', why: '不认可' } },
    { ...notice, receivedAt: now, receipt: { kind: 'refused', witness: notice.receiver, why: '不认可' } },
    steps.seal,
    { ...steps.seal, quantityKg: '0' },
    { ...steps.seal, quantityKg: '-1' },
    { ...steps.seal, place: blank },
    { ...steps.seal, sealNos: [blank] },
    steps.trace,
    { ...steps.trace, supplier: '', certificateNo: blank, batch: '', soldTo: '' },
    steps.accept,
    { ...steps.accept, signer: blank },
    steps.object,
    { ...steps.object, reason: blank },
    steps['let-deadline-pass'],
    steps.refer,
    { ...steps.refer, laboratory: OWN },
    { ...steps.refer, sealNo: blank },
    ...[...slowMethods, ...quickMethods].flatMap((method) =>
      [true, false].map((passed) => ({ ...steps.confirm, method, passed })),
    ),
    { ...steps.confirm, laboratory: OWN },
    { ...steps.confirm, reportNo: blank },
    { ...plan, plannedAt: now },
    { ...plan, plannedAt: later(now, 24 * hour), method: 'harmless' },
    { ...plan, plannedAt: later(now, -48 * hour) },
    { ...plan, plannedAt: now, method: 'return' },
    { ...plan, plannedAt: now, reportedTo: blank },
    { ...dispose, disposedAt: now },
    { ...dispose, disposedAt: later(now, 2 * hour) },
    { ...dispose, disposedAt: later(state.openedAt, -48 * hour) },
    { ...dispose, disposedAt: now, method: 'withdraw' },
    { ...dispose, disposedAt: now, destroyedKg: '10.4' },
    { ...dispose, disposedAt: now, destroyedKg: '10.2', returnedKg: '0.1' },
    { ...dispose, disposedAt: now, keptKg: 'x' },
    { ...dispose, disposedAt: now, method: 'denature' },
    // Balanced, and yet less than what lay under seal.
    { ...dispose, disposedAt: now, destroyedKg: '10.2', soldKg: '2.1' },
    { ...dispose, disposedAt: now, kinds: [{ ...totals, name: '豇豆' }] },
    { ...dispose, disposedAt: now, kinds: [{ ...totals, name: '豇豆', destroyedKg: '10.2' }] },
    { ...dispose, disposedAt: now, kinds: [{ ...totals, name: '豇豆', stockKg: '12.4', destroyedKg: '10.2' }] },
    { ...dispose, disposedAt: now, outlet: { plate: '蒙K12345', plant: '', receiptNo: 'D-1', receiptPhoto: 'E9' } },
    { ...dispose, disposedAt: now, stockKg: '0', destroyedKg: '0', soldKg: '0', keptKg: '0' },
    { ...dispose, disposedAt: now, signers: dispose.signers.slice(0, 1) },
    { ...dispose, disposedAt: now, signers: dispose.signers.slice(0, 2) },
    { ...dispose, disposedAt: now, signers: dispose.signers.slice(1) },
    { ...dispose, disposedAt: now, signers: dispose.signers.map(({ role }) => ({ role, name: '王敏' })) },
    { ...dispose, disposedAt: now, signers: [...dispose.signers, { role: '证明人', name: blank }] },
    { ...dispose, disposedAt: now, evidence: [] },
    { ...dispose, disposedAt: now, evidence: [blank] },
    { ...dispose, disposedAt: now, evidence: ['E1', 'E2'] },
    steps.close,
  ]
}

export interface Edge {
  readonly from: Place
  readonly event: FailureStep | Tested
  readonly at: Moment
  readonly moved: Moved
}

/** A state as it was met. */
export interface Place {
  readonly key: string
  readonly state: FailureState
  readonly depth: number
  readonly records: readonly FailureRecord[]
}

/** What the future of a case depends on. Moments enter by how they lie to each other, within a minute exactly. */
export function keyOf(state: FailureState): string {
  const { stage, retests, answer, confirmation, plan, disposal, decidedAt, movedAt, clock, seal } = state
  const counted = retests.filter(counts)
  return JSON.stringify([
    stage,
    state.firstWithdrawn,
    counted.map(({ verdict }) => verdict),
    retests.length - counted.length,
    answer?.kind,
    confirmation?.passed,
    plan?.method,
    disposal === null ? (seal?.quantityKg ?? null) : null,
    disposal === null ? null : [disposal.method, disposal.evidence.length, disposal.signers.length],
    stage === 'objection-open' && clock !== null ? apart(movedAt, clock.dueAt) : null,
    stage === 'notify-due' && decidedAt !== null ? apart(movedAt, decidedAt) : null,
  ])
}

function apart(one: Moment, other: Moment): number {
  return Math.max(-60_000, Math.min(60_000, epochOf(one) - epochOf(other)))
}

export interface Explored {
  readonly places: ReadonlyMap<string, Place>
  readonly edges: readonly Edge[]
  /** Places met again under a known key by another way, to show that the key hides nothing. */
  readonly alike: readonly Place[]
}

/** All places within so many moves. */
export function explore(depth: number): Explored {
  const first = openingRecord(opening, morning, 'p1')
  const state = replayFailure([first])
  const start: Place = { key: keyOf(state), state, depth: 0, records: [first] }
  const places = new Map([[start.key, start]])
  const edges: Edge[] = []
  const alike: Place[] = []
  const waiting = [start]
  for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
    for (const edge of edgesOf(from)) {
      edges.push(edge)
      const place = placeAfter(edge)
      if (place === from || place.depth > depth) continue
      if (places.has(place.key)) {
        alike.push(place)
        continue
      }
      places.set(place.key, place)
      waiting.push(place)
    }
  }
  return { places, edges, alike }
}

export function edgesOf(from: Place): readonly Edge[] {
  return momentsOf(from.state).flatMap((at) =>
    events(from.state, at).map((event) => ({ from, event, at, moved: step(from.state, event, at, '王敏', rules) })),
  )
}

/** A refusal leads nowhere. */
export function placeAfter({ from, moved }: Edge): Place {
  if (moved.kind === 'refused') return from
  const { state, event } = moved
  return { key: keyOf(state), state, depth: from.depth + 1, records: [...from.records, event] }
}
