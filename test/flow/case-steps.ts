/** Cases for the tests of what surrounds a case: a positive, its steps, and photographs. */
import type { FailureStep } from '#core/failure/event.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { addEvidence, stepFailure } from '#flow/step-failure.ts'
import { pngOf } from '#test/print/fixtures/pictures.ts'
import { measured, type Room, taken } from './room.ts'

/** 快检阳性 after two positive retests. */
export function positive(at: Room): { readonly id: FailureId; readonly sampleNo: string } {
  const { sampleNo } = taken(at)
  const [first] = ['63.20', '58.75', '61.10'].map((value) => measured(at, sampleNo, value))
  return { id: String(first?.failureId) as FailureId, sampleNo }
}

export function photo(at: Room, id: FailureId, name = '现场.png'): EvidenceId {
  const bytes = pngOf(4, 3, 2)
  return addEvidence(at.world, { failureId: id, name, mime: 'image/png', bytes, by: '王敏' }).id
}

export async function walk(at: Room, id: FailureId, ...steps: readonly FailureStep[]): Promise<void> {
  for (const step of steps) await stepFailure(at.world, { id, step, by: '王敏' })
}

export const served = (at: Room): FailureStep => ({
  kind: 'serve-notice',
  noticeNo: 'GZ-1',
  receiver: '李强',
  receivedAt: at.clock.now(),
  saleSuspended: true,
})
export const objected: FailureStep = { kind: 'object', signer: '李强', reason: '不认可' }
export const referred: FailureStep = { kind: 'refer', laboratory: '县检验检测中心', sealNo: 'FT-7', carrier: '王敏' }
export const planned = (at: Room): FailureStep => ({
  kind: 'plan-disposal',
  method: 'destroy',
  place: '中转站',
  plannedAt: at.clock.now(),
  reportedTo: '区市场监管所',
})
export const disposed = (
  at: Room,
  evidence: readonly string[],
  said: Partial<Extract<FailureStep, { kind: 'dispose' }>> = {},
): FailureStep => ({
  kind: 'dispose',
  method: 'destroy',
  place: '中转站',
  disposedAt: at.clock.now(),
  stockKg: '12.5',
  destroyedKg: '12.5',
  returnedKg: '0',
  soldKg: '0',
  keptKg: '0',
  signers: [
    { role: '检测员', name: '王敏' },
    { role: '经营户', name: '李强' },
    { role: '监督人', name: '赵强' },
  ],
  evidence,
  ...said,
})
