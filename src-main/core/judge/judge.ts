/** A question and a limit pack become a verdict with its basis. Rules are code, limits are data; what is not covered stays open. */
import type Big from 'big.js'
import { chooseRule } from './choose-rule.ts'
import { agrees, decideNotDetected, decideNumber, decideWord } from './decide.ts'
import { readDecimal } from './decimal.ts'
import type { Limit, LimitPack, Method, Rule } from './limit-pack.ts'
import { type Measured, readMeasured } from './measured.ts'
import { indexOf } from './pack-index.ts'
import { type Ruling, undecided } from './reason.ts'
import { factorBetween, unitOf } from './unit.ts'
import type { Basis, Judgement, Question } from './verdict.ts'
import { type Word, wordOf } from './word.ts'

/**
 * `negative` is only ever said with a rule in force, a known unit and a readable result. Without a rule the basis is null; with one
 * the basis is its snapshot even when the verdict stays `undecided`.
 */
export function judge(question: Question, pack: LimitPack): Judgement {
  const choice = chooseRule(question, pack)
  if (choice.kind === 'open') return { ...choice.ruling, basis: null }
  const units = indexOf(pack).units.get(choice.item.id) ?? new Set<string>()
  const ruling = rulingOn(question, choice.rule, choice.method, units)
  return { ...ruling, basis: basisOf(choice.rule, pack) }
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
  }
}

function rulingOn(question: Question, rule: Rule, method: Method, units: ReadonlySet<string>): Ruling {
  const measured = readMeasured(question.value ?? '')
  const said = question.qualitative?.trim() ?? ''
  const word = wordOf(said)
  if (said !== '' && word === null) return undecided('word-unknown', said)
  if (measured.kind === 'unreadable') return undecided('value-unreadable', question.value)
  if (measured.kind === 'empty' && word === null) return undecided('no-result')

  // 无效 and 可疑 speak about the test itself: no unit or limit can turn them into anything else.
  const words = [word, measured.kind === 'word' ? measured.word : null]
  for (const test of ['invalid', 'suspect'] as const) {
    if (words.includes(test)) return decideWord(rule.limit, test, method.kind, null)
  }

  const scale = scaleOf(question, measured, rule.limit, method, units)
  if ('verdict' in scale) return scale
  switch (measured.kind) {
    case 'empty':
      return word === null ? undecided('no-result') : decideWord(rule.limit, word, method.kind, scale.lod)
    case 'word':
      return decideTwoWords(rule.limit, measured.word, word, method, scale.lod)
    case 'less-than':
      return decideLessThan(rule.limit, measured.bound.times(scale.factor), word, scale.lod, question.value ?? '')
    case 'number':
      return decideBoth(rule.limit, measured.value, word, method, scale, question.value ?? '')
  }
}

interface Scale {
  /** From the reading's unit to the rule's. */
  readonly factor: Big
  /** In the rule's unit: the reading's own detection limit, else the rule's, else unknown. */
  readonly lod: Big | null
}

function scaleOf(
  question: Question,
  measured: Measured,
  limit: Limit,
  method: Method,
  units: ReadonlySet<string>,
): Scale | Ruling {
  const named = question.unit?.trim() ?? ''
  const percent = 'percent' in measured && measured.percent
  const from = named === '' ? (percent ? '%' : null) : unitOf(named)
  if (named !== '' && from === null) return undecided('unit-unknown', named)
  if (percent && from !== '%') return undecided('unit-differs', `% and ${named}`)
  const to = limit.unit === null ? null : unitOf(limit.unit)
  if (from === null && (measured.kind === 'number' || measured.kind === 'less-than')) {
    // A bare number is read in the item's only unit. A card's bare number may be its T/C ratio, where low means positive.
    if (to === null || units.size !== 1 || method.kind === 'qualitative') return undecided('unit-missing')
  }
  const factor = factorBetween(from ?? to ?? '', to ?? from ?? '')
  if (factor === null) return undecided('unit-differs', `${named === '' ? '%' : named}, limit in ${limit.unit ?? ''}`)

  const saidLod = question.lod?.trim() ?? ''
  if (saidLod === '') return { factor, lod: limit.lod === null ? null : readDecimal(limit.lod) }
  const lod = readDecimal(saidLod)
  return lod === null || lod.lte(0) ? undecided('lod-unreadable', saidLod) : { factor, lod: lod.times(factor) }
}

function decideTwoWords(limit: Limit, first: Word, second: Word | null, method: Method, lod: Big | null): Ruling {
  const isFinding = (word: Word) => word === 'detected' || word === 'positive'
  if (second !== null && isFinding(first) !== isFinding(second)) {
    return undecided('value-and-word-disagree', `${first}, ${second}`)
  }
  // 检出 and 阳性 together: the stronger word carries the card's cut-off.
  const stronger = second === 'positive' ? second : first
  return decideWord(limit, stronger, method.kind, lod)
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
