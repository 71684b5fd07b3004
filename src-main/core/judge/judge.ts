/** A question and a limit pack become a verdict with its basis. Rules are code, limits are data; what is not covered stays open. */
import type Big from 'big.js'
import { type CardSaid, readCard } from './card.ts'
import { chooseRule } from './choose-rule.ts'
import { agrees, decideNotDetected, decideNumber, decideWord } from './decide.ts'
import type { Limit, LimitPack, Method, Rule } from './limit-pack.ts'
import { readMeasured } from './measured.ts'
import { indexOf } from './pack-index.ts'
import { because, type Ruling, undecided } from './reason.ts'
import { type Scale, scaleOf } from './scale.ts'
import type { Basis, Compared, Judgement, Question } from './verdict.ts'
import { type Word, wordOf } from './word.ts'

/**
 * `negative` is only ever said with a rule in force, a known unit and a readable result. Without a rule the basis is null; with one
 * the basis is its snapshot even when the verdict stays `undecided`.
 */
export function judge(question: Question, pack: LimitPack): Judgement {
  const choice = chooseRule(question, pack)
  if (choice.kind === 'open') return { ...choice.ruling, basis: null }
  const units = indexOf(pack).units.get(choice.item.id) ?? new Set<string>()
  const { verdict, reason, compared } = rulingOn(question, choice.rule, choice.method, units)
  const basis = basisOf(choice.rule, pack)
  const kept = {
    ...(compared == null ? {} : { compared }),
    ...(question.card === undefined ? {} : { card: question.card }),
  }
  return { verdict, reason, basis: { ...basis, ...kept } }
}

/** The limit as a person reads it: `< 50 %`, `≤ 27 %`, `≥ 0.4 g/100 mL`, `not detected`, `no limit`. */
export function limitText(limit: Limit): string {
  switch (limit.kind) {
    case 'max':
      return `≤ ${limit.value} ${limit.unit}`
    case 'below':
      return `< ${limit.value} ${limit.unit}`
    case 'min':
      return `≥ ${limit.value} ${limit.unit}`
    case 'not-detected':
      return 'not detected'
    case 'none':
      return 'no limit'
  }
}

function basisOf(rule: Rule, pack: LimitPack): Basis {
  return {
    pack: pack.id,
    packVersion: pack.version,
    rule: rule.id,
    standard: rule.standard,
    clause: rule.clause,
    limit: limitText(rule.limit),
    evidence: rule.evidence,
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo,
  }
}

/** A ruling, and the number's way to it where it was diluted or converted. */
type Ruled = Ruling & { readonly compared?: Compared | null }

function rulingOn(question: Question, rule: Rule, method: Method, units: ReadonlySet<string>): Ruled {
  const measured = readMeasured(question.value ?? '')
  const said = question.qualitative?.trim() ?? ''
  const told = wordOf(said)
  if (said !== '' && told === null) return undecided('word-unknown', said)
  if (measured.kind === 'unreadable') return undecided('value-unreadable', question.value)
  const card = question.card === undefined ? null : readCard(question.card)
  if (card?.kind === 'open') return undecided(card.code, card.detail)
  if (card !== null && method.kind !== 'qualitative') return undecided('card-method-differs', method.name)
  if (measured.kind === 'empty' && told === null && card === null) return undecided('no-result')

  // 无效 and 可疑 speak about the test itself: no unit or limit can turn them into anything else.
  const words = [told, measured.kind === 'word' ? measured.word : null]
  for (const test of ['invalid', 'suspect'] as const) {
    if (card?.word === test) return because(test, `card-${test}`, card.detail)
    if (words.includes(test)) return decideWord(rule.limit, test, method.kind, null)
  }
  const word = card === null ? told : strongest(card.word, told)
  if (word === 'disagree') return undecided('value-and-word-disagree', `${card?.word ?? ''}, ${told ?? ''}`)

  const scale = scaleOf(question, measured, { limit: rule.limit, method, units })
  if ('verdict' in scale) return scale
  const { lod, factor, compared } = scale
  switch (measured.kind) {
    case 'empty':
      return word === null ? undecided('no-result') : byCard(decideWord(rule.limit, word, method.kind, lod), card)
    case 'word':
      return byCard(decideTwoWords(rule.limit, measured.word, word, method, lod), card)
    case 'less-than':
      return { ...decideLessThan(rule.limit, measured.bound.times(factor), word, lod, question.value ?? ''), compared }
    case 'number':
      return { ...decideBoth(rule.limit, measured.value, word, method, scale, question.value ?? ''), compared }
  }
}

/** 检出 and 阳性 together: the stronger word carries the card's cut-off. */
function strongest(first: Word, second: Word | null): Word | 'disagree' {
  const isFinding = (word: Word) => word === 'detected' || word === 'positive'
  if (second !== null && isFinding(first) !== isFinding(second)) return 'disagree'
  return second === 'positive' ? second : first
}

/** A verdict that rests on the card's lines says so, with lines and thresholds. */
function byCard(ruling: Ruling, card: CardSaid | null): Ruling {
  if (card?.kind !== 'word' || (ruling.verdict !== 'positive' && ruling.verdict !== 'negative')) return ruling
  return because(ruling.verdict, `card-${ruling.verdict}`, card.detail)
}

function decideTwoWords(limit: Limit, first: Word, second: Word | null, method: Method, lod: Big | null): Ruling {
  const word = strongest(first, second)
  if (word === 'disagree') return undecided('value-and-word-disagree', `${first}, ${second ?? ''}`)
  return decideWord(limit, word, method.kind, lod)
}

/** `<x` is a way to write 未检出 only where x is no more than the detection limit. */
function decideLessThan(limit: Limit, bound: Big, word: Word | null, lod: Big | null, said: string): Ruling {
  if (word === 'detected' || word === 'positive') return undecided('value-and-word-disagree', `${said}, ${word}`)
  if (lod === null) return undecided('less-than-lod-unknown', said)
  if (bound.gt(lod)) return undecided('less-than-above-lod', `${said}, LOD ${lod.toFixed()}`)
  return decideNotDetected(limit, lod)
}

function decideBoth(limit: Limit, value: Big, word: Word | null, method: Method, scale: Scale, text: string): Ruling {
  const said = scale.factor.eq(1) ? text.trim() : `${value.times(scale.factor).toFixed()} ${limit.unit ?? ''}`.trim()
  const amount = { value: value.times(scale.factor), said, lod: scale.lod }
  const ruling = decideNumber(limit, amount)
  if (word === null || ruling.verdict === 'suspect') return ruling
  if (ruling.verdict === 'undecided') {
    // The number could not speak; the word may still accuse, but never acquit a number nobody could compare.
    const byWord = decideWord(limit, word, method.kind, scale.lod)
    return byWord.verdict === 'positive' ? byWord : ruling
  }
  return agrees(word, limit, amount, ruling) ? ruling : undecided('value-and-word-disagree', `${said}, ${word}`)
}
