/** The facts of a case that a person wrote down and may have written wrong: how each is called, read, and set. */
import { localText, type Moment, momentOf } from '../time.ts'
import { type QuantityName, quantityNames } from './balance.ts'
import type { FailureEvent, FailureStepKind, Outlet } from './event.ts'
import type { FailureState } from './failure.ts'

/** What each part of a case was recorded by. */
const recordedBy = {
  notification: ['serve-notice'],
  answer: ['accept', 'object'],
  seal: ['seal'],
  referral: ['refer'],
  confirmation: ['confirm'],
  plan: ['plan-disposal'],
  disposal: ['dispose'],
  trace: ['trace'],
} as const satisfies { readonly [P in keyof FailureState]?: readonly FailureStepKind[] }
export type FactPart = keyof typeof recordedBy

type Keys<T> = T extends unknown ? Extract<keyof T, string> : never
type NameIn<P extends FactPart> = P extends unknown ? `${P}.${Keys<NonNullable<FailureState[P]>>}` : never

/** In the order they are written down. A method, a signer and a seal's numbers are recorded anew, or not at all. */
export const factNames = [
  'notification.noticeNo',
  'notification.receiver',
  'notification.receivedAt',
  'answer.signer',
  'answer.reason',
  'seal.quantityKg',
  'seal.place',
  'referral.laboratory',
  'referral.sealNo',
  'referral.quantity',
  'referral.carrier',
  'confirmation.reportNo',
  'confirmation.laboratory',
  'confirmation.method',
  'confirmation.value',
  'confirmation.unit',
  'confirmation.uncertainty',
  'confirmation.passed',
  'confirmation.file.sha256',
  'plan.plannedAt',
  'plan.place',
  'plan.reportedTo',
  'disposal.disposedAt',
  'disposal.place',
  'disposal.stockKg',
  'disposal.destroyedKg',
  'disposal.returnedKg',
  'disposal.soldKg',
  'disposal.keptKg',
  'outlet.plate',
  'outlet.plant',
  'outlet.receiptNo',
  'trace.supplier',
  'trace.supplierContact',
  'trace.certificateNo',
  'trace.batch',
  'trace.soldTo',
] as const satisfies readonly (NameIn<FactPart> | 'confirmation.file.sha256' | `outlet.${keyof Outlet}`)[]

/** Of one sort of goods, by its line in the record. */
export type KindFact = `kinds.${number}.${QuantityName}`
export type FactName = (typeof factNames)[number] | KindFact

/** Where a report says nothing there is a blank, and a blank can be set right. */
const optional: readonly FactName[] = [
  'referral.quantity',
  'referral.carrier',
  'confirmation.unit',
  'confirmation.uncertainty',
]

export function mayBeBlank(fact: FactName): boolean {
  return optional.includes(fact)
}

/** `time`: `2026-03-02T07:00:00+08:00`. `quantity`: kilograms. `conclusion`: `passed` or `failed`. */
export function sortOf(fact: FactName): 'text' | 'time' | 'quantity' | 'conclusion' {
  if (fact.endsWith('At')) return 'time'
  if (fact.endsWith('Kg')) return 'quantity'
  return fact === 'confirmation.passed' ? 'conclusion' : 'text'
}

function pathOf(fact: FactName): readonly [FactPart, ...string[]] {
  const [part = '', ...names] = fact.split('.')
  return part === 'outlet' || part === 'kinds' ? ['disposal', part, ...names] : [part as FactPart, ...names]
}

export function partOf(fact: FactName): FactPart {
  return pathOf(fact)[0]
}

export function isRecordedBy(fact: FactName, kind: FailureEvent['kind']): boolean {
  return recordedBy[partOf(fact)].some((one) => one === kind)
}

/** What the part's record says of a fact; null: nothing. */
export function factIn(recorded: object, fact: FactName): string | null {
  const [, ...path] = pathOf(fact)
  let said: unknown = recorded
  for (const name of path) said = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined
  if (typeof said === 'string') return said
  if (typeof said === 'boolean') return said ? 'passed' : 'failed'
  if (typeof said === 'object' && said !== null) return timeText(said as Moment)
  return mayBeBlank(fact) ? '' : null
}

/** `said` was looked at by `isReadable`; a fact the record does not know is not added to it. */
export function withFact<E extends FailureEvent>(event: E, fact: FactName, said: string): E {
  const [, ...path] = pathOf(fact)
  const sort = sortOf(fact)
  return put(event, path, sort === 'time' ? momentFrom(said) : sort === 'conclusion' ? said === 'passed' : said) as E
}

function put(said: unknown, [name, ...path]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(said)) return said.map((one, index) => (String(index) === name ? put(one, path, value) : one))
  return { ...Object(said), [name]: put(Reflect.get(Object(said), name), path, value) }
}

/** Quantities are looked at with the balance they stand in. */
export function isReadable(fact: FactName, said: string): boolean {
  switch (sortOf(fact)) {
    case 'time':
      return momentFrom(said) !== null
    case 'conclusion':
      return said === 'passed' || said === 'failed'
    default:
      return true
  }
}

/** Every fact a case could have: each sort of its goods has five. */
export function factsOf({ disposal }: FailureState): readonly FactName[] {
  const kinds = (disposal?.kinds ?? []).flatMap((_, index) =>
    quantityNames.map((name): KindFact => `kinds.${index}.${name}`),
  )
  return [...factNames, ...kinds]
}

/** A time as a correction keeps it: to the second, with the zone it was lived in. */
export function timeText(moment: Moment): string {
  const minutes = Math.abs(moment.offset)
  const two = (count: number) => String(count).padStart(2, '0')
  const zone = `${moment.offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${localText(moment)}${zone}`
}

export function momentFrom(text: string): Moment | null {
  const [, sign, hours, minutes] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-])(\d\d):(\d\d)$/.exec(text) ?? []
  const epoch = Date.parse(text)
  if (sign === undefined || Number.isNaN(epoch)) return null
  const moment = momentOf(epoch, (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1))
  // The 31st of a short month reads as the first of the next.
  return timeText(moment) === text ? moment : null
}
