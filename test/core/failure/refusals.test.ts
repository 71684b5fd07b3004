/** Every way a paper can be wrong is refused with its own code; each code of the list is met here at least once. */
import { describe, expect, it } from 'vitest'
import type { FailureStep, Tested } from '#core/failure/event.ts'
import { step } from '#core/failure/failure.ts'
import { refusalCodes } from '#core/failure/refusal.ts'
import { type FailureRules, standardRules } from '#core/failure/rules.ts'
import type { FailureStage } from '#core/failure/stage.ts'
import type { Moment } from '#core/time.ts'
import { later } from '#core/time.ts'
import { caseAt, minutes, retested, steps, withdrawn } from './a-case.ts'

interface Attempt {
  readonly stage: FailureStage
  readonly event: FailureStep | Tested
  readonly at?: Moment
  readonly by?: string
  readonly rules?: FailureRules
  /** Kilograms under seal before. */
  readonly sealed?: string
}

function nothing(name: string) {
  return { name, stockKg: '0', destroyedKg: '0', returnedKg: '0', soldKg: '0', keptKg: '0' }
}

const { dispose, confirm } = steps
const serve = steps['serve-notice']
const plan = steps['plan-disposal']
const deadline = minutes(30 + 240)
const justAfter = later(deadline, 1)
const withReturns: FailureRules = { ...standardRules, allowedMethods: ['destroy', 'harmless', 'return'] }
const returned = { ...dispose, method: 'return' as const, destroyedKg: '0', returnedKg: '10.3' }

const refused: readonly (readonly [reason: string, attempt: Attempt])[] = [
  ['not-in-this-stage: close in notify-due', { stage: 'notify-due', event: steps.close }],
  ['clock-went-back', { stage: 'notify-due', event: serve, at: later(minutes(20), -1) }],
  ['name-missing: by', { stage: 'notify-due', event: serve, by: '  ' }],
  ['already-counted: 1', { stage: 'retest-due', event: retested(1, 'positive') }],
  ['no-such-result: 2', { stage: 'retest-due', event: withdrawn(2) }],
  ['text-missing: why', { stage: 'retest-due', event: withdrawn(1, ' ') }],
  ['not-in-this-stage: result-withdrawn in notify-due', { stage: 'notify-due', event: withdrawn(1) }],
  ['not-a-retest: round first', { stage: 'retest-due', event: retested(2, 'positive', 'first') }],

  ['text-missing: noticeNo', { stage: 'notify-due', event: { ...serve, noticeNo: ' ' } }],
  ['name-missing: receiver', { stage: 'notify-due', event: { ...serve, receiver: '\u3000' } }],
  ['sale-not-suspended', { stage: 'notify-due', event: { ...serve, saleSuspended: false as unknown as true } }],
  [
    'received-in-future',
    { stage: 'notify-due', event: { ...serve, receivedAt: later(minutes(40), 300_001) }, at: minutes(40) },
  ],
  ['received-before-decision', { stage: 'notify-due', event: { ...serve, receivedAt: later(minutes(20), -1) } }],

  [
    'witness-missing',
    { stage: 'notify-due', event: { ...serve, receipt: { kind: 'refused', witness: ' ', why: '' } } },
  ],
  [
    'witness-missing',
    { stage: 'notify-due', event: { ...serve, receipt: { kind: 'refused', witness: '李 强', why: '' } } },
  ],
  [
    'text-missing: drawingSha256',
    { stage: 'notify-due', event: { ...serve, receipt: { kind: 'screen', shownSha256: 'ab', drawingSha256: '' } } },
  ],
  [
    'received-elsewhere',
    {
      stage: 'notify-due',
      event: { ...serve, receipt: { kind: 'screen', shownSha256: 'ab', drawingSha256: 'cd' } },
      at: later(minutes(35), 1),
    },
  ],
  ['quantity-unreadable: quantityKg', { stage: 'referred', event: { ...steps.seal, quantityKg: '十公斤' } }],
  ['no-stock', { stage: 'referred', event: { ...steps.seal, quantityKg: '0.0' } }],
  ['text-missing: sealNos', { stage: 'referred', event: { ...steps.seal, sealNos: ['', ' '] } }],
  [
    'text-missing: trace',
    { stage: 'disposed', event: { ...steps.trace, supplier: '', certificateNo: '', batch: '', soldTo: ' ' } },
  ],
  ['name-missing: signer', { stage: 'objection-open', event: { ...steps.accept, signer: '' } }],
  ['name-missing: signer', { stage: 'objection-open', event: { ...steps.object, signer: '' } }],
  ['text-missing: reason', { stage: 'objection-open', event: { ...steps.object, reason: '' } }],
  ['objection-too-late', { stage: 'objection-open', event: steps.object, at: justAfter }],
  ['deadline-not-passed', { stage: 'objection-open', event: steps['let-deadline-pass'], at: deadline }],

  ['text-missing: laboratory', { stage: 'referral-due', event: { ...steps.refer, laboratory: '' } }],
  ['text-missing: sealNo', { stage: 'referral-due', event: { ...steps.refer, sealNo: '' } }],
  [
    'same-body: 市场快检室',
    {
      stage: 'referral-due',
      event: { ...steps.refer, laboratory: '市场快检室' },
      rules: { ...standardRules, ownBodies: ['市场 快检室'] },
    },
  ],
  ['text-missing: reportNo', { stage: 'referred', event: { ...confirm, reportNo: '' } }],
  ['text-missing: value', { stage: 'referred', event: { ...confirm, value: '' } }],
  ['quick-method: GB/T5009.199', { stage: 'referred', event: { ...confirm, method: 'gb/t 5009.199-2003' } }],
  ['quick-method: KJ20', { stage: 'referred', event: { ...confirm, method: 'KJ201710' } }],
  ['quick-method: GB/T5009.199', { stage: 'referred', event: { ...confirm, method: 'GBT 5009.199—2003' } }],
  ['quick-method: KJ20', { stage: 'referred', event: { ...confirm, method: 'KJ-201710' } }],
  ['quick-method: 胶体金', { stage: 'referred', event: { ...confirm, method: '胶体金免疫层析' } }],

  ['text-missing: place', { stage: 'disposal-due', event: { ...plan, place: '' } }],
  ['text-missing: reportedTo', { stage: 'disposal-due', event: { ...plan, reportedTo: '' } }],
  ['method-not-allowed: return', { stage: 'disposal-due', event: { ...plan, method: 'return' } }],
  ['method-not-allowed: withdraw', { stage: 'disposal-due', event: { ...plan, method: 'withdraw' } }],
  ['planned-before-report', { stage: 'disposal-due', event: { ...plan, plannedAt: minutes(-24 * 60) } }],

  ['text-missing: place', { stage: 'disposal-planned', event: { ...dispose, place: '' } }],
  ['method-not-allowed: return', { stage: 'disposal-planned', event: returned }],
  ['method-not-allowed: withdraw', { stage: 'disposal-planned', event: { ...dispose, method: 'withdraw' } }],
  [
    'disposed-in-future',
    { stage: 'disposal-planned', event: { ...dispose, disposedAt: minutes(320 + 6) }, at: minutes(320) },
  ],
  ['disposed-before-report', { stage: 'disposal-planned', event: { ...dispose, disposedAt: minutes(289) } }],
  ['quantity-unreadable: soldKg', { stage: 'disposal-planned', event: { ...dispose, soldKg: '2公斤' } }],
  ['quantity-unreadable: keptKg', { stage: 'disposal-planned', event: { ...dispose, keptKg: '-0.2' } }],
  ['quantity-unreadable: stockKg', { stage: 'disposal-planned', event: { ...dispose, stockKg: '1e1' } }],
  [
    'no-stock',
    { stage: 'disposal-planned', event: { ...dispose, stockKg: '0.00', destroyedKg: '0', soldKg: '0', keptKg: '0' } },
  ],
  ['return-not-allowed', { stage: 'disposal-planned', event: { ...dispose, destroyedKg: '10', returnedKg: '0.3' } }],
  ['balance-not-zero: 0.000001', { stage: 'disposal-planned', event: { ...dispose, stockKg: '12.500001' } }],
  ['balance-not-zero: -0.1', { stage: 'disposal-planned', event: { ...dispose, destroyedKg: '10.4' } }],
  [
    'balance-not-zero: 豇豆 0.1',
    { stage: 'disposal-planned', event: { ...dispose, kinds: [{ ...dispose, name: '豇豆', destroyedKg: '10.2' }] } },
  ],
  [
    'kinds-not-total: stockKg',
    {
      stage: 'disposal-planned',
      event: { ...dispose, kinds: [{ ...dispose, name: '豇豆', stockKg: '10.5', soldKg: '0' }] },
    },
  ],
  [
    'kinds-not-total: name',
    { stage: 'disposal-planned', event: { ...dispose, kinds: [{ ...dispose, name: '豇豆' }, nothing('豇 豆')] } },
  ],
  ['text-missing: kind', { stage: 'disposal-planned', event: { ...dispose, kinds: [{ ...dispose, name: ' ' }] } }],
  [
    'quantity-unreadable: soldKg',
    { stage: 'disposal-planned', event: { ...dispose, kinds: [{ ...dispose, name: '豇豆', soldKg: '-2' }] } },
  ],
  [
    'receipt-photo-missing: E2',
    {
      stage: 'disposal-planned',
      event: { ...dispose, outlet: { plate: '', plant: '', receiptNo: '', receiptPhoto: 'E2' } },
    },
  ],
  ['sealed-missing: 0.1', { stage: 'disposal-planned', event: dispose, sealed: '10.6' }],
  [
    'name-missing: signer',
    { stage: 'disposal-planned', event: { ...dispose, signers: [...dispose.signers, { role: '', name: '周' }] } },
  ],
  [
    'name-missing: signer',
    { stage: 'disposal-planned', event: { ...dispose, signers: [...dispose.signers, { role: '证明人', name: ' ' }] } },
  ],
  [
    'signers-missing: 1 of 2',
    { stage: 'disposal-planned', event: { ...dispose, signers: dispose.signers.slice(0, 1) } },
  ],
  [
    'signers-missing: 0 of 2',
    {
      stage: 'disposal-planned',
      event: {
        ...dispose,
        signers: [
          { role: '销毁人', name: 'Ａ 王敏' },
          { role: '监督人', name: 'a王敏' },
        ],
      },
    },
  ],
  [
    'supervisor-missing: 0 of 1',
    { stage: 'disposal-planned', event: { ...dispose, signers: dispose.signers.slice(0, 2) } },
  ],
  ['evidence-missing: 0 of 1', { stage: 'disposal-planned', event: { ...dispose, evidence: [] } }],
  ['evidence-missing: 0 of 1', { stage: 'disposal-planned', event: { ...dispose, evidence: [' '] } }],
  [
    'incomplete: signers, evidence',
    { stage: 'disposed', event: steps.close, rules: { ...standardRules, signers: 3, evidence: 2 } },
  ],
]

function take({ stage, event, at = minutes(320), by = '王敏', rules = standardRules, sealed }: Attempt) {
  const state = caseAt(stage)
  if (sealed === undefined) return step(state, event, at, by, rules)
  const under = step(state, { ...steps.seal, quantityKg: sealed }, at, by, rules)
  if (under.kind === 'refused') throw new Error(under.reason)
  return step(under.state, event, at, by, rules)
}

describe('refused', () => {
  it.each(refused)('%s', (reason, attempt) => {
    expect(take(attempt)).toEqual({ kind: 'refused', reason })
  })

  it('covers every code', () => {
    const met = new Set(refused.map(([reason]) => reason.split(':')[0]))
    expect([...refusalCodes].filter((code) => !met.has(code) && !/^(fact|then|conclusion)-/.test(code))).toEqual([])
  })
})

describe('allowed at the edge', () => {
  it.each<[string, Attempt]>([
    [
      'an objection at the last moment of the four hours',
      { stage: 'objection-open', event: steps.object, at: deadline },
    ],
    ['the deadline a moment later', { stage: 'objection-open', event: steps['let-deadline-pass'], at: justAfter }],
    ['agreement after the deadline', { stage: 'objection-open', event: steps.accept, at: justAfter }],
    ['a receipt in the minute of the decision', { stage: 'notify-due', event: { ...serve, receivedAt: minutes(20) } }],
    [
      'a receipt by a clock five minutes ahead',
      { stage: 'notify-due', event: { ...serve, receivedAt: minutes(45) }, at: minutes(40) },
    ],
    ['a plan for today', { stage: 'disposal-due', event: { ...plan, plannedAt: minutes(0) } }],
    [
      'a disposal earlier than planned, after the report',
      { stage: 'disposal-planned', event: { ...dispose, disposedAt: minutes(290) } },
    ],
    [
      'a laboratory that extracts fast',
      { stage: 'referred', event: { ...confirm, method: '快速溶剂萃取-气相色谱法' } },
    ],
    ['a disposal of exactly what was sealed', { stage: 'disposal-planned', event: dispose, sealed: '10.5' }],
    [
      'two kinds that add up',
      { stage: 'disposal-planned', event: { ...dispose, kinds: [{ ...dispose, name: '豇豆' }, nothing('长豇豆')] } },
    ],
    [
      'a witnessed refusal to sign',
      { stage: 'notify-due', event: { ...serve, receipt: { kind: 'refused', witness: '赵军', why: '不认可' } } },
    ],
    ['a return where the rules name it', { stage: 'disposal-planned', event: returned, rules: withReturns }],
  ])('%s', (_, attempt) => {
    expect(take(attempt).kind).toBe('moved')
  })
})
