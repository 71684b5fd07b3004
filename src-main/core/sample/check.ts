/** What is wrong with what was said of a sample: impossible days, wrong order, absurd amounts, papers that ran out. Codes, no words. */
import Big from 'big.js'
import { readDecimal } from '../judge/decimal.ts'
import { dayOf, epochOf, type Moment } from '../time.ts'
import { type DetailName, detailFields, type SampleDetails } from './details.ts'
import type { SampleKind } from './sample.ts'

export const checkCodes = [
  'day-impossible',
  'day-ahead',
  'purchased-after-sampling',
  'purchased-long-ago',
  'issued-after-sampling',
  'ends-before-issue',
  'certificate-expired',
  'voucher-expired',
  'not-a-number',
  'negative',
  'nothing',
  'absurd',
  'unit-missing',
  'more-than-purchased',
  'not-a-choice',
  'too-long',
  'taken-ahead',
  'taken-long-ago',
  'taken-after-test',
  'stall-missing',
] as const
export type CheckCode = (typeof checkCodes)[number]

/** `refuse`: it cannot be so, nothing is stored. `warn`: it can be so, and the paper says it. */
export interface Finding {
  readonly code: CheckCode
  readonly level: 'refuse' | 'warn'
  readonly field: DetailName | 'takenAt' | 'items' | 'stall'
  /** What it was compared with, as data. */
  readonly detail: string
}

/** More than any lorry brings to a market; in any of the units a slip of the finger. */
const absurd = new Big(1_000_000)
const YEAR_MS = 366 * 86_400_000
/** A sample is entered on its own day; the day after is a night market's. */
const LATE_MS = 36 * 3_600_000

/** A day of the calendar between 2000 and 2099, or null: 2026-02-30 is none. */
export function realDay(text: string): string | null {
  const found = /^(20\d{2})-(\d{2})-(\d{2})$/.exec(text)
  if (found === null) return null
  const epoch = Date.parse(`${text}T00:00:00.000Z`)
  return Number.isFinite(epoch) && new Date(epoch).toISOString().startsWith(text) ? text : null
}

/** The day at the site on which the sample was taken decides what came before it. */
export function checkDetails(details: SampleDetails, takenAt: Moment): readonly Finding[] {
  return [
    ...detailFields.flatMap((field) => checkShape(field, details[field.name])),
    ...checkQuantities(details),
    ...checkDays(details, dayOf(takenAt)),
  ]
}

export function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'refuse')
}

/** Food comes from a stall; a blank, a blind sample or a training run need come from none. */
export function checkStall(kind: SampleKind, stallCode: string | null): readonly Finding[] {
  return kind === 'ordinary' && (stallCode ?? '').trim() === '' ? [refuse('stall-missing', 'stall', '')] : []
}

/** `firstTestedAt`: the earliest result on record, null before there is one. */
export function checkTaking(takenAt: Moment, now: Moment, firstTestedAt: Moment | null): readonly Finding[] {
  const at = epochOf(takenAt)
  const findings: Finding[] = []
  // A minute: two clocks of one room need not agree to the second.
  if (at > epochOf(now) + 60_000) findings.push(refuse('taken-ahead', 'takenAt', takenAt.utc))
  if (at < epochOf(now) - LATE_MS) findings.push(refuse('taken-long-ago', 'takenAt', takenAt.utc))
  if (firstTestedAt !== null) findings.push(...checkOrder(takenAt, firstTestedAt))
  return findings
}

/** Registered after the analyzer was done: the reading was claimed for it. It can be so, and it is said. */
export function checkOrder(takenAt: Moment, firstTestedAt: Moment): readonly Finding[] {
  return epochOf(takenAt) > epochOf(firstTestedAt) ? [warn('taken-after-test', 'takenAt', firstTestedAt.utc)] : []
}

function checkShape(field: (typeof detailFields)[number], text: string | null): readonly Finding[] {
  if (text === null) return []
  const { name, kind, max } = field
  if (text.length > max) return [refuse('too-long', name, String(max))]
  if (kind === 'day' && realDay(text) === null) return [refuse('day-impossible', name, text)]
  if (kind === 'choice' && !(field.choices as readonly string[]).includes(text))
    return [refuse('not-a-choice', name, text)]
  if (kind === 'decimal') return checkAmount(name, text)
  return []
}

/** Shared with the goods in stock: kilograms or any other unit. */
export function checkAmount(field: Finding['field'], text: string): readonly Finding[] {
  const amount = readDecimal(text)
  if (amount === null) return [refuse('not-a-number', field, text)]
  if (amount.lt(0)) return [refuse('negative', field, text)]
  if (amount.eq(0)) return [refuse('nothing', field, text)]
  if (amount.gte(absurd)) return [refuse('absurd', field, text)]
  return []
}

function checkQuantities(details: SampleDetails): readonly Finding[] {
  const { quantity, quantityUnit, purchaseQuantity, purchaseUnit } = details
  const findings: Finding[] = []
  if (quantity !== null && quantityUnit === null) findings.push(warn('unit-missing', 'quantityUnit', ''))
  if (purchaseQuantity !== null && purchaseUnit === null) findings.push(warn('unit-missing', 'purchaseUnit', ''))
  const [taken, bought] = [inBase(quantity, quantityUnit), inBase(purchaseQuantity, purchaseUnit)]
  if (taken !== null && bought !== null && taken.of === bought.of && taken.amount.gt(bought.amount))
    findings.push(warn('more-than-purchased', 'quantity', `${purchaseQuantity} ${purchaseUnit}`))
  return findings
}

function checkDays(details: SampleDetails, taken: string): readonly Finding[] {
  const findings: Finding[] = []
  const known = (name: DetailName) => {
    const text = details[name]
    return text === null ? null : realDay(text)
  }
  const bought = known('purchasedOn')
  if (bought !== null && bought > taken) findings.push(refuse('purchased-after-sampling', 'purchasedOn', taken))
  if (bought !== null && Date.parse(taken) - Date.parse(bought) > YEAR_MS)
    findings.push(warn('purchased-long-ago', 'purchasedOn', bought))
  for (const [on, until] of [
    ['certificateOn', 'certificateUntil'],
    ['voucherOn', 'voucherUntil'],
  ] as const) {
    const [issued, ends] = [known(on), known(until)]
    if (issued !== null && issued > taken) findings.push(refuse('issued-after-sampling', on, taken))
    if (issued !== null && ends !== null && ends < issued) findings.push(refuse('ends-before-issue', until, issued))
    if (ends !== null && ends < taken) findings.push(expired(until, details, ends))
  }
  return findings
}

/**
 * The order of 2025 gives a 承诺达标合格证 no term of its own, so one that its issuer limited is noted. A quarantine certificate that
 * ran out vouches for nothing: it is not taken as the sample's voucher (product's rule).
 */
function expired(field: 'certificateUntil' | 'voucherUntil', { voucherKind }: SampleDetails, ends: string): Finding {
  if (field === 'certificateUntil') return warn('certificate-expired', field, ends)
  return voucherKind === 'quarantine' ? refuse('voucher-expired', field, ends) : warn('voucher-expired', field, ends)
}

const scales: Readonly<Record<string, { readonly of: string; readonly scale: string }>> = {
  kg: { of: 'mass', scale: '1000' },
  g: { of: 'mass', scale: '1' },
  L: { of: 'volume', scale: '1000' },
  mL: { of: 'volume', scale: '1' },
  piece: { of: 'piece', scale: '1' },
  box: { of: 'box', scale: '1' },
}

function inBase(text: string | null, unit: string | null): { readonly of: string; readonly amount: Big } | null {
  const amount = text === null ? null : readDecimal(text)
  const known = unit === null ? undefined : scales[unit]
  return amount === null || known === undefined ? null : { of: known.of, amount: amount.times(known.scale) }
}

function refuse(code: CheckCode, field: Finding['field'], detail: string): Finding {
  return { code, level: 'refuse', field, detail }
}

function warn(code: CheckCode, field: Finding['field'], detail: string): Finding {
  return { code, level: 'warn', field, detail }
}
