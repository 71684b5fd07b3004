/** Cases for tests: a valid event of every kind, and a case brought to any stage by the steps a person would take. */
import type {
  FailureRecord,
  FailureStep,
  FailureStepKind,
  ResultWithdrawn,
  Retested,
  Tested,
} from '#core/failure/event.ts'
import { type FailureState, openingRecord, replayFailure, step } from '#core/failure/failure.ts'
import type { FailureStage } from '#core/failure/stage.ts'
import type { FailureId, ResultId, SampleId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import { later, type Moment, momentOf } from '#core/time.ts'

export const morning: Moment = momentOf(Date.parse('2026-03-02T06:30:00+08:00'))
export const minutes = (count: number): Moment => later(morning, count * 60_000)

export const opening = {
  id: 'F1' as FailureId,
  caseNo: 'CZ-20260302-01',
  sampleId: 'S1' as SampleId,
  resultId: 1 as ResultId,
  item: '有机磷和氨基甲酸酯类',
}

export function retested(resultId: number, verdict: Verdict, round: Retested['round'] = 'retest-1'): Retested {
  return { kind: 'retested', resultId: resultId as ResultId, verdict, round }
}

export function withdrawn(resultId: number, why = '认错了样品'): ResultWithdrawn {
  return { kind: 'result-withdrawn', resultId: resultId as ResultId, why }
}

/** Notice received at minute 30; plan made later for minute 300; disposal at minute 310. */
export const steps: { readonly [Kind in FailureStepKind]: Extract<FailureStep, { kind: Kind }> } = {
  'serve-notice': {
    kind: 'serve-notice',
    noticeNo: 'GZ-1',
    receiver: '李强',
    receivedAt: minutes(30),
    saleSuspended: true,
  },
  accept: { kind: 'accept', signer: '李强' },
  object: { kind: 'object', signer: '李强', reason: '要求复检' },
  'let-deadline-pass': { kind: 'let-deadline-pass' },
  refer: { kind: 'refer', laboratory: '市检验检测中心', sealNo: 'FT-7' },
  confirm: {
    kind: 'confirm',
    passed: false,
    reportNo: 'B-1',
    laboratory: '市检验检测中心',
    method: 'GB 23200.113-2018',
    value: '0.12 mg/kg',
  },
  'plan-disposal': {
    kind: 'plan-disposal',
    method: 'destroy',
    place: '市场东门',
    plannedAt: minutes(300),
    reportedTo: '市场监管所',
  },
  dispose: {
    kind: 'dispose',
    method: 'destroy',
    place: '市场东门',
    disposedAt: minutes(310),
    stockKg: '12.5',
    destroyedKg: '10.3',
    returnedKg: '0',
    soldKg: '2',
    keptKg: '0.2',
    signers: [
      { role: '销毁人', name: '王敏' },
      { role: '市场负责人', name: '周海' },
      { role: '监督人', name: '赵军' },
    ],
    evidence: ['E1'],
  },
  close: { kind: 'close' },
  seal: { kind: 'seal', quantityKg: '10.5', place: '市场冷库', sealNos: ['FC-1', 'FC-2'] },
  trace: {
    kind: 'trace',
    supplier: '城南批发市场 张记',
    supplierContact: '0477-1234567',
    certificateNo: 'HGZ-1',
    batch: '20260301',
    soldTo: '散客 2 公斤',
  },
}

type Act = readonly [event: FailureStep | Tested, minute: number]
const positive: readonly Act[] = [
  [retested(2, 'positive'), 10],
  [retested(3, 'positive', 'retest-2'), 20],
]
const served: readonly Act[] = [...positive, [steps['serve-notice'], 30]]
const objected: readonly Act[] = [...served, [steps.object, 60]]
const referred: readonly Act[] = [...objected, [steps.refer, 90]]
const planned: readonly Act[] = [...served, [steps.accept, 40], [steps['plan-disposal'], 290]]

/** The shortest lawful way to each stage. */
export const ways: { readonly [Stage in FailureStage]: readonly Act[] } = {
  'retest-due': [],
  cleared: [
    [retested(2, 'negative'), 10],
    [retested(3, 'negative', 'retest-2'), 20],
  ],
  'notify-due': positive,
  'objection-open': served,
  'referral-due': objected,
  referred,
  released: [...referred, [{ ...steps.confirm, passed: true }, 100]],
  'disposal-due': [...served, [steps.accept, 40]],
  'disposal-planned': planned,
  disposed: [...planned, [steps.dispose, 320]],
  closed: [...planned, [steps.dispose, 320], [steps.close, 330]],
  withdrawn: [[withdrawn(1), 10]],
}

export interface Walk {
  readonly state: FailureState
  readonly records: readonly FailureRecord[]
}

/** Takes the acts one by one; throws at the first refusal. */
export function walk(acts: readonly Act[]): Walk {
  const first = openingRecord(opening, morning, 'p1')
  let [state, records]: [FailureState, readonly FailureRecord[]] = [replayFailure([first]), [first]]
  for (const [event, minute] of acts) {
    const moved = step(state, event, minutes(minute), '王敏')
    if (moved.kind === 'refused') throw new Error(`${event.kind}: ${moved.reason}`)
    state = moved.state
    records = [...records, moved.event]
  }
  return { state, records }
}

export function caseAt(stage: FailureStage): FailureState {
  return walk(ways[stage]).state
}
