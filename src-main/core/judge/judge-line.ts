/** The judge for the terminal: one JSON line in, one JSON line out, whatever the line holds. */
import { type CardSignal, cardFields } from './card.ts'
import { judge } from './judge.ts'
import type { LimitPack } from './limit-pack.ts'
import { undecided } from './reason.ts'
import { citation, type Judgement, type Question } from './verdict.ts'

const required = ['item', 'food', 'method', 'sampledOn'] as const
const allowed = ['value', 'qualitative', 'unit', 'lod', 'dilution', 'finalUnit'] as const
const numbers: readonly string[] = [
  'value',
  'lod',
  'dilution',
  'c',
  't',
  'ratio',
  'invalidUpTo',
  'positiveUpTo',
  'negativeFrom',
]

/**
 * In: `{"item","food","method","sampledOn","value"?,"qualitative"?,"unit"?,"lod"?,"dilution"?,"finalUnit"?,"card"?}`, null meaning
 * absent; a card is `{"scheme","c","t"?,"ratio"?,"invalidUpTo","positiveUpTo","negativeFrom","reader","lot"}`.
 * Out: `{"verdict","basis","reason"}`, basis a citation or null; with a dilution also `compared`, with a card `card`, as the judgement
 * keeps them. A line that is no question is undecided, `input-invalid`.
 */
export function judgeLine(text: string, pack: LimitPack): string {
  const read = questionIn(text)
  if (typeof read === 'string') return JSON.stringify(openBecause(read))
  const { verdict, basis, reason } = judge(read, pack)
  const kept = {
    ...(read.dilution === undefined ? {} : { compared: basis?.compared ?? null }),
    ...(read.card === undefined ? {} : { card: read.card }),
  }
  return JSON.stringify({ verdict, basis: basis === null ? null : citation(basis), reason, ...kept })
}

function openBecause(mistake: string): Judgement {
  const { verdict, reason } = undecided('input-invalid', mistake)
  return { verdict, basis: null, reason }
}

/** The question, or what is wrong with the line. */
function questionIn(text: string): Question | string {
  let json: unknown
  try {
    json = JSON.parse(text, asWritten)
  } catch {
    return 'not valid JSON'
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'not a JSON object'
  const given = new Map<string, unknown>(Object.entries(json))
  const [item, food, method, sampledOn] = required.map((name) => given.get(name))
  if (!isText(item) || !isText(food) || !isText(method) || !isText(sampledOn)) {
    return `${required.find((name) => !isText(given.get(name))) ?? ''} must be text`
  }
  const odd = allowed.find((name) => !isText(given.get(name) ?? ''))
  if (odd !== undefined) return `${odd} must be text`
  const card = cardIn(given.get('card') ?? undefined)
  if (isText(card)) return card
  const [value, qualitative, unit, lod, dilution, finalUnit] = allowed.map((name) => {
    const said = given.get(name)
    return isText(said) ? said : undefined
  })
  return { item, food, method, sampledOn, value, qualitative, unit, lod, dilution, finalUnit, card }
}

/** What a card leaves out stays empty, so that the judge names it; what is no text is a mistake of the line. */
function cardIn(said: unknown): CardSignal | string | undefined {
  if (said === undefined) return undefined
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return 'card must be an object'
  const given = new Map<string, unknown>(Object.entries(said))
  const stranger = [...given.keys()].find((name) => !cardFields.some((known) => known === name))
  if (stranger !== undefined) return `card.${stranger} is not a known field`
  const odd = cardFields.find((name) => !isText(given.get(name) ?? ''))
  if (odd !== undefined) return `card.${odd} must be text`
  const text = (name: keyof CardSignal) => String(given.get(name) ?? '')
  const [scheme, c, invalidUpTo] = [text('scheme'), text('c'), text('invalidUpTo')]
  const [positiveUpTo, negativeFrom] = [text('positiveUpTo'), text('negativeFrom')]
  const test = text('t') === '' ? {} : { t: text('t') }
  const ratio = text('ratio') === '' ? {} : { ratio: text('ratio') }
  return {
    scheme,
    c,
    ...test,
    ...ratio,
    invalidUpTo,
    positiveUpTo,
    negativeFrom,
    reader: text('reader'),
    lot: text('lot'),
  }
}

function isText(said: unknown): said is string {
  return typeof said === 'string'
}

/** A number without quotes is taken as its digits stand in the line where the engine shows them, so that no float is compared. */
function asWritten(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || !numbers.includes(name)) return value
  return context?.source ?? String(value)
}
