/** A correction while it is typed: one fact, or the quantities of a disposal together; and what it would change. Pure. */
import { type QuantityName, quantityNames } from '#core/failure/balance.ts'
import type { Change } from '#core/failure/correct.ts'
import { type FactName, type FactPart, mayBeBlank, momentFrom, partOf, sortOf, timeText } from '#core/failure/facts.ts'
import { standardRules } from '#core/failure/rules.ts'
import { later, localText, type Moment } from '#core/time.ts'
import { momentFromField } from '#ui/local-words.ts'
import { type KindTexts, kindsMissing } from './kinds.ts'
import { emptyQuantities, ledgerOf, type QuantityTexts } from './quantities.ts'

export type Correctable = readonly { readonly fact: FactName; readonly now: string }[]

export interface CorrectionTexts {
  /** `quantities`: those of the disposal, which balance only together; null: the first that is offered. */
  readonly fact: FactName | 'quantities' | null
  /** Null: as it is now. */
  readonly after: string | null
  readonly why: string
  readonly typed: QuantityTexts | null
  readonly lines: readonly KindTexts[] | null
}

export const emptyCorrection: CorrectionTexts = { fact: null, after: null, why: '', typed: null, lines: null }

function isTogether(fact: FactName): boolean {
  return partOf(fact) === 'disposal' && sortOf(fact) === 'quantity'
}

/** What may be chosen; `parts`: only of these. */
export function choicesOf(correctable: Correctable, parts: readonly FactPart[]): readonly (FactName | 'quantities')[] {
  const facts = correctable.map(({ fact }) => fact).filter((fact) => parts.length === 0 || parts.includes(partOf(fact)))
  return [...facts.filter((fact) => !isTogether(fact)), ...(facts.some(isTogether) ? (['quantities'] as const) : [])]
}

export function nowOf(correctable: Correctable, fact: FactName): string {
  return correctable.find((one) => one.fact === fact)?.now ?? ''
}

/** As the field of this fact takes it: a time without its zone, a conclusion that is to be turned round. */
export function fieldOf(fact: FactName, now: string): string {
  switch (sortOf(fact)) {
    case 'time': {
      const moment = momentFrom(now)
      return moment === null ? '' : localText(moment).slice(0, 16)
    }
    case 'conclusion':
      return now === 'passed' ? 'failed' : 'passed'
    case 'quantity':
    case 'text':
      return now
  }
}

/** Null while a time cannot be read. */
export function saidOf(fact: FactName, field: string, now: string): string | null {
  if (sortOf(fact) !== 'time') return field.trim()
  const moment = momentFromField(field, momentFrom(now)?.offset ?? 0)
  return moment === null ? null : timeText(moment)
}

function quantitiesOf(correctable: Correctable, name: (quantity: QuantityName) => FactName): QuantityTexts {
  const said = quantityNames.map((quantity) => [quantity, nowOf(correctable, name(quantity))])
  return { ...emptyQuantities, ...Object.fromEntries(said) }
}

export function ledgerNow(correctable: Correctable): QuantityTexts {
  return quantitiesOf(correctable, (name) => `disposal.${name}`)
}

/** `names`: the sorts of goods as they were recorded. */
export function linesNow(correctable: Correctable, names: readonly string[]): readonly KindTexts[] {
  return names.map((name, index) => ({
    name,
    ...quantitiesOf(correctable, (quantity) => `kinds.${index}.${quantity}`),
  }))
}

export interface Corrected {
  readonly changes: Change[]
  /** In the words of the button; empty: it may be sent. */
  readonly missing: readonly string[]
}

export function quantityChanges(
  correctable: Correctable,
  typed: QuantityTexts,
  lines: readonly KindTexts[],
): Corrected {
  const { quantities, balanced } = ledgerOf(typed)
  const all: readonly (readonly [FactName, string])[] = [
    ...quantityNames.map((name) => [`disposal.${name}`, quantities[name]] as const),
    ...lines.flatMap((line, index) => {
      const said = ledgerOf(line).quantities
      return quantityNames.map((name) => [`kinds.${index}.${name}`, said[name]] as const)
    }),
  ]
  const changes = changed(correctable, all)
  return {
    changes,
    missing: [
      ...(balanced ? [] : ['数量对平']),
      ...kindsMissing(lines, quantities),
      ...(changes.length === 0 ? ['更正的数量'] : []),
    ],
  }
}

/** `after`: null while it cannot be read. */
export function oneChange(correctable: Correctable, fact: FactName, after: string | null): Corrected {
  const changes = after === null || (after === '' && !mayBeBlank(fact)) ? [] : changed(correctable, [[fact, after]])
  return { changes, missing: changes.length === 0 ? ['更正为'] : [] }
}

function changed(correctable: Correctable, all: readonly (readonly [FactName, string])[]): Change[] {
  return all.flatMap(([fact, after]) => {
    const before = nowOf(correctable, fact)
    return before === after ? [] : [{ fact, before, after }]
  })
}

/** When the four hours would end. */
export function objectionEnd(after: string): Moment | null {
  const moment = momentFrom(after)
  return moment === null ? null : later(moment, standardRules.objectionMs)
}
