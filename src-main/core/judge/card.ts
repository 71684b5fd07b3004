/** What a lateral-flow card's lines say. The thresholds belong to the reader and the kit lot and come with each question: no country sets them. */
import type Big from 'big.js'
import { readDecimal } from './decimal.ts'
import type { ReasonCode } from './reason.ts'
import type { Word } from './word.ts'

/**
 * 消线法 compares the test line T, 比色法 the ratio T/C. Both are of competitive cards, where a weak test line means much residue;
 * a sandwich card reads the other way round and has no scheme here.
 */
export const cardSchemes = ['competitive-t', 'competitive-t/c'] as const
export type CardScheme = (typeof cardSchemes)[number]

/** Peak heights and thresholds as decimal text, all of one scale. */
export interface CardSignal {
  readonly scheme: string
  readonly c: string
  /** Absent when the reader gives up for want of a control line. */
  readonly t?: string | undefined
  /** T/C as the reader worked it out, for one that does not send both lines. */
  readonly ratio?: string | undefined
  /** C at this and under it: the card did not run, 无效. */
  readonly invalidUpTo: string
  /** T (or T/C) at this and under it: 阳性. */
  readonly positiveUpTo: string
  /** T (or T/C) at this and above it: 阴性; between the two: 可疑. Equal to `positiveUpTo` where the reader has one threshold. */
  readonly negativeFrom: string
  readonly reader: string
  readonly lot: string
}

export const cardFields = [
  'scheme',
  'c',
  't',
  'ratio',
  'invalidUpTo',
  'positiveUpTo',
  'negativeFrom',
  'reader',
  'lot',
] as const satisfies readonly (keyof CardSignal)[]

export type CardSaid =
  | {
      readonly kind: 'word'
      readonly word: Extract<Word, 'invalid' | 'positive' | 'suspect' | 'negative'>
      readonly detail: string
    }
  | { readonly kind: 'open'; readonly code: ReasonCode; readonly detail: string }

/** C decides first, with or without T. Nothing is divided: T/C <= a is compared as T <= a x C. */
export function readCard(card: CardSignal): CardSaid {
  const scheme = cardSchemes.find((known) => known === card.scheme)
  if (scheme === undefined) return open('card-unreadable', `scheme ${card.scheme}`)
  if (card.reader.trim() === '') return open('card-incomplete', 'reader')
  if (card.lot.trim() === '') return open('card-incomplete', 'lot')
  const ratio = scheme === 'competitive-t/c' ? readDecimal(card.ratio ?? '') : null
  const [control, floor, low, high] = [card.c, card.invalidUpTo, card.positiveUpTo, card.negativeFrom].map(readDecimal)
  const ratioAlone = ratio !== null && card.c.trim() === ''
  if (control == null && !ratioAlone) return missing('c', card.c)
  if (floor == null || floor.lt(0)) return missing('invalidUpTo', card.invalidUpTo)
  if (low == null || low.lt(0)) return missing('positiveUpTo', card.positiveUpTo)
  if (high == null) return missing('negativeFrom', card.negativeFrom)
  if (high.lt(low))
    return open('card-unreadable', `negativeFrom ${card.negativeFrom} < positiveUpTo ${card.positiveUpTo}`)
  const owner = `(${card.reader.trim()}, ${card.lot.trim()})`
  const bands = { low, high, card, owner }
  if (control == null) return byRatioAlone(ratio, bands)
  if (control.lte(floor)) return said('invalid', `C ${card.c} <= ${card.invalidUpTo} ${owner}`)
  const test = readDecimal(card.t ?? '')
  if (test === null && (card.t ?? '').trim() === '' && ratio !== null) return byRatio(ratio, bands)
  if (test === null) return missing('t', card.t ?? '')
  return banded(test, scheme === 'competitive-t' ? null : control, bands)
}

interface Bands {
  readonly low: Big
  readonly high: Big
  readonly card: CardSignal
  readonly owner: string
}

function banded(test: Big, control: Big | null, { low, high, card, owner }: Bands): CardSaid {
  const times = (bound: Big) => (control === null ? bound : bound.times(control))
  const line = control === null ? `T ${card.t ?? ''}` : `T/C ${card.t ?? ''}/${card.c}`
  if (test.lte(times(low))) return said('positive', `${line} <= ${card.positiveUpTo} ${owner}`)
  if (test.gte(times(high))) return said('negative', `${line} >= ${card.negativeFrom} ${owner}`)
  return said('suspect', `${line} > ${card.positiveUpTo}, < ${card.negativeFrom} ${owner}`)
}

/** Without C nobody knows whether the card ran: a finding is heard and tested again, a pass is not believed. */
function byRatioAlone(ratio: Big | null, bands: Bands): CardSaid {
  const found = ratio === null ? missing('c', '') : byRatio(ratio, bands)
  return found.kind === 'word' && found.word === 'negative' ? missing('c', '') : found
}

function byRatio(ratio: Big, { low, high, card, owner }: Bands): CardSaid {
  const line = `T/C ${card.ratio ?? ''}`
  if (ratio.lte(low)) return said('positive', `${line} <= ${card.positiveUpTo} ${owner}`)
  if (ratio.gte(high)) return said('negative', `${line} >= ${card.negativeFrom} ${owner}`)
  return said('suspect', `${line} > ${card.positiveUpTo}, < ${card.negativeFrom} ${owner}`)
}

function said(word: Extract<CardSaid, { kind: 'word' }>['word'], detail: string): CardSaid {
  return { kind: 'word', word, detail }
}

function missing(name: keyof CardSignal, text: string): CardSaid {
  return text.trim() === '' ? open('card-incomplete', name) : open('card-unreadable', `${name} ${text}`)
}

function open(code: ReasonCode, detail: string): CardSaid {
  return { kind: 'open', code, detail }
}
