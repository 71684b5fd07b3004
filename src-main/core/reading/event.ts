/** What happened on the line, in the words of the instrument desk: every outcome is one of these. */
import type { Reading } from './reading.ts'

/**
 * `invalid`: the device said that there is no value. `incomplete`: a unit broke off. `protocol-error`: a check, a length or an order
 * failed. `noise`: bytes of no unit. `progress`: the conversation itself. `other`: understood, and no result.
 */
export const lineEvents = ['reading', 'invalid', 'incomplete', 'protocol-error', 'noise', 'progress', 'other'] as const
export type LineEvent = (typeof lineEvents)[number]

const incomplete = /(-cut|-incomplete|-short|^shortfall|^message-broken|^given-up|^file-cut)/
const noise = /^(noise|first-line)/
const progress = /^(answer|test-reply|has-records|end-mark|echo|identity|progress|resent|repeated|no-records)/

/** An outcome as it lies in the journal: a reading has its value, the rest a reason. */
export interface ToldOutcome {
  readonly kind: 'reading' | 'ignored' | 'damaged'
  readonly reason: string | null
  readonly value: string | null
}

export function lineEventOf({ kind, reason, value }: ToldOutcome): LineEvent {
  if (kind === 'reading') return hasNoValue({ value: value ?? '' }) ? 'invalid' : 'reading'
  const code = (reason ?? '').split(':', 1)[0] ?? ''
  if (kind === 'damaged') return incomplete.test(code) ? 'incomplete' : 'protocol-error'
  if (noise.test(code)) return 'noise'
  return progress.test(code) ? 'progress' : 'other'
}

/** Drivers write 无效 for a device's sentinel and keep the sentinel beside it. */
export function hasNoValue({ value }: Pick<Reading, 'value'>): boolean {
  return value === '无效' || value === ''
}
