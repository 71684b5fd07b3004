/** From the reading's unit to the rule's: dilution, unit and detection limit, each by a declared step or not at all. */
import Big from 'big.js'
import { readDecimal } from './decimal.ts'
import type { Limit, Method } from './limit-pack.ts'
import type { Measured } from './measured.ts'
import { type Ruling, undecided } from './reason.ts'
import { declaredFactor, dilutesInto, factorBetween, unitOf } from './unit.ts'
import type { Compared, Question } from './verdict.ts'

export interface Scale {
  /** From the value as read to the rule's unit, dilution included. */
  readonly factor: Big
  /** In the rule's unit: the reading's own detection limit, else the rule's, else unknown. */
  readonly lod: Big | null
  /** The number as it was read and as it is compared; null when they are one, or when there is no number. */
  readonly compared: Compared | null
}

interface Rule {
  readonly limit: Limit
  readonly method: Method
  /** Every unit the item's rules are written in. */
  readonly units: ReadonlySet<string>
}

export function scaleOf(question: Question, measured: Measured, { limit, method, units }: Rule): Scale | Ruling {
  const dilution = dilutionOf(question)
  if ('verdict' in dilution) return dilution
  const unit = unitAfter(question, measured, dilution.factor)
  if ('verdict' in unit) return unit
  const from = unit.unit
  const to = limit.unit === null ? null : unitOf(limit.unit)
  const isNumber = measured.kind === 'number' || measured.kind === 'less-than'
  if (from === null && isNumber) {
    // A bare number is read in the item's only unit. A card's bare number may be its T/C ratio, where low means positive.
    if (to === null || units.size !== 1 || method.kind === 'qualitative') return undecided('unit-missing')
  }
  const step = stepBetween(from ?? to ?? '', to ?? from ?? '', limit)
  if (step === null) return undecided('unit-differs', `${unit.said}, limit in ${limit.unit ?? ''}`)
  const factor = step.times(dilution.factor ?? 1)
  const compared =
    isNumber && (dilution.factor !== null || !step.eq(1)) ? comparedOf(question, measured, factor, limit) : null

  const saidLod = question.lod?.trim() ?? ''
  if (saidLod === '') return { factor, lod: limit.lod === null ? null : readDecimal(limit.lod), compared }
  const lod = readDecimal(saidLod)
  return lod === null || lod.lte(0) ? undecided('lod-unreadable', saidLod) : { factor, lod: lod.times(step), compared }
}

/** Null without one: then the number speaks of the food already. */
function dilutionOf({ dilution, finalUnit }: Question): { readonly factor: Big | null } | Ruling {
  const said = dilution?.trim() ?? ''
  if (said === '') return (finalUnit?.trim() ?? '') === '' ? { factor: null } : undecided('dilution-missing', finalUnit)
  const factor = readDecimal(said)
  return factor === null || factor.lte(0) ? undecided('dilution-unreadable', said) : { factor }
}

/** The unit after dilution, null when nobody said one. */
function unitAfter(
  question: Question,
  measured: Measured,
  dilution: Big | null,
): { readonly unit: string | null; readonly said: string } | Ruling {
  const named = question.unit?.trim() ?? ''
  const percent = 'percent' in measured && measured.percent
  const raw = named === '' ? (percent ? '%' : null) : unitOf(named)
  if (named !== '' && raw === null) return undecided('unit-unknown', named)
  if (percent && raw !== '%') return undecided('unit-differs', `% and ${named}`)
  const said = named === '' ? '%' : named
  if (dilution === null) return { unit: raw, said }
  const final = question.finalUnit?.trim() ?? ''
  const after = final === '' ? raw : unitOf(final)
  if (final !== '' && after === null) return undecided('unit-unknown', final)
  // A factor of one changes nothing, whatever it is said of.
  if (raw !== null && after !== null && !(raw === after && dilution.eq(1)) && !dilutesInto(raw, after)) {
    return undecided('dilution-unfit', raw === after ? said : `${said} to ${final}`)
  }
  return { unit: after, said: final === '' ? said : final }
}

function stepBetween(from: string, to: string, limit: Limit): Big | null {
  const declared = limit.alsoIn?.some((unit) => unitOf(unit) === from) === true
  return declared ? declaredFactor(from, to) : factorBetween(from, to)
}

function comparedOf(question: Question, measured: Measured, factor: Big, limit: Limit): Compared {
  const [sign, value] =
    measured.kind === 'less-than' ? ['<', measured.bound] : ['', 'value' in measured ? measured.value : new Big(0)]
  return {
    raw: question.value?.trim() ?? '',
    rawUnit: question.unit?.trim() || null,
    dilution: question.dilution?.trim() || null,
    final: `${sign}${value.times(factor).toFixed()}`,
    finalUnit: limit.unit ?? (question.finalUnit?.trim() || question.unit?.trim() || null),
  }
}
