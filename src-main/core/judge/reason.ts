/** Every reason a judgement can give, in one list: screens and papers translate the code and keep the detail as it is. */
import type { Judgement, Verdict } from './verdict.ts'

export const reasonCodes = [
  // A verdict was reached.
  'within-limit',
  'above-limit',
  'at-or-above-limit',
  'below-minimum',
  'at-or-above-minimum',
  'below-lod',
  'at-or-above-lod',
  'not-detected',
  'detected',
  'positive-word',
  'near-limit',
  'suspect-word',
  'invalid-word',
  'card-invalid',
  'card-positive',
  'card-negative',
  'card-suspect',
  // No rule could be chosen.
  'date-invalid',
  'item-unknown',
  'food-unknown',
  'method-unknown',
  'no-rule',
  'no-rule-in-force',
  'ambiguous-rule',
  // The result could not be read.
  'no-result',
  'value-unreadable',
  'word-unknown',
  'unit-unknown',
  'unit-differs',
  'unit-missing',
  'lod-unreadable',
  'less-than-lod-unknown',
  'less-than-above-lod',
  'dilution-unreadable',
  'dilution-missing',
  'dilution-unfit',
  'card-incomplete',
  'card-unreadable',
  'card-method-differs',
  // Rule and result do not answer one another.
  'no-limit',
  'lod-unknown',
  'lod-above-limit',
  'lod-too-high',
  'detected-without-number',
  'not-detected-under-minimum',
  'value-and-word-disagree',
  // Lot, operator, instrument, blank or window: the test itself does not count.
  'control-blocked',
  // A strip read by eye.
  'strip-late',
  'strip-readers-differ',
  'strip-second-missing',
  // The question itself was not one.
  'input-invalid',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** A verdict before its basis is attached. */
export type Ruling = Pick<Judgement, 'verdict' | 'reason'>

/** The detail is cut: it may quote a result, and a result may be a page of noise. */
export function because(verdict: Verdict, code: ReasonCode, detail = ''): Ruling {
  return { verdict, reason: detail === '' ? code : `${code}: ${detail.slice(0, 120)}` }
}

export function undecided(code: ReasonCode, detail = ''): Ruling {
  return because('undecided', code, detail)
}

/** The code in front of a reason, for translation; null when it is not one of ours. */
export function reasonCodeOf(reason: string): ReasonCode | null {
  const code = reason.split(':', 1)[0]
  return reasonCodes.find((known) => known === code) ?? null
}
