/** Everything of a draft that follows from roles and texts: words, headers, widths, order of a date, what nobody says. */
import type { Category, Link } from '../driver.ts'
import type { Charset } from '../text.ts'
import { cutRecord } from './cells.ts'
import type { DateOrder, Draft, Field, Framing } from './format.ts'
import { type FoundField, fieldOf } from './guess-fields.ts'
import type { RoleGuess } from './guess-roles.ts'
import { mode, type SplitGuess } from './guess-split.ts'
import { isNumber } from './parts.ts'
import { beginsWithAny, marksOf } from './read-record.ts'
import {
  isInvalid,
  isMassUnit,
  isStableWord,
  isUnstableWord,
  isVerdict,
  isWeighed,
  unstableBeside,
  usualControl,
  usualInvalid,
  weighedBeside,
} from './word-tables.ts'

export interface Guessed {
  readonly link: Link
  readonly charset: Charset | null
  readonly framing: Framing
  readonly split: SplitGuess
  readonly records: readonly (readonly Uint8Array[])[]
  readonly others: readonly string[]
  /** The line that names the columns. */
  readonly headingText: string | null
  readonly found: readonly FoundField[]
  readonly roles: readonly RoleGuess[]
}

export function guessDraft(guessed: Guessed): Draft {
  const { link, charset, framing, split, found, roles } = guessed
  const fields = found.map((one, index) => {
    const field = draftField(one, roles, index)
    return { ...field, ends: endsOf(guessed, field) }
  })
  const category = categoryOf(fields, found)
  const front = frontOf(guessed, fields)
  const weights = statusWords(found, roles, (word) => isWeighed(word) && !word.includes('?'))
  const stable = weights.length > 0 ? weights : statusWords(found, roles, isStableWord)
  return {
    vendor: '',
    model: '',
    title: '',
    category,
    link,
    charset,
    framing,
    split: split.split,
    ...cellsOf(guessed),
    fields: fields.map((field) => named(field, category, found, fields)),
    fixed: { item: null, unit: null, method: null },
    words: {
      stable: weights.length > 0 ? [...new Set([...stable, ...weighedBeside(stable)])] : stable,
      unstable: [...new Set([...statusWords(found, roles, moves), ...unstableBeside(stable)])],
      invalid: [...new Set([...usualInvalid, ...invalidWords(found, roles)])],
      control: usualControl,
      skip: framing.kind === 'lines' ? skipWords(guessed) : [],
    },
    front,
    stableByUnit: isStableByUnit(fields, found, category),
    dateOrder: dateOrderOf(found, roles),
  }
}

function moves(word: string): boolean {
  return isUnstableWord(word) || word.includes('?')
}

function draftField(found: FoundField, roles: readonly RoleGuess[], index: number): Field {
  const guess = roles[index]
  const role = guess?.role ?? 'ignore'
  // Also of a field that is no value yet: a person may make it one.
  const texts = found.texts.filter((text) => text !== '' && !isInvalid(text))
  const numbers = texts.filter(isNumber).length
  // A word between numbers may be a result (阴性); any other is what must not pass for one (High, ERR 101).
  return fieldOf(found, { role, numeric: numbers > 0 && numbers >= texts.length * 0.6 && !texts.some(isVerdict) })
}

/** What a pH meter and a balance measure needs no asking. */
function named(field: Field, category: Category, found: readonly FoundField[], fields: readonly Field[]): Field {
  if (field.role !== 'value' || fields.some(({ role }) => role === 'item')) return field
  const unit =
    fields[fields.indexOf(field) + 1]?.role === 'unit' ? found[fields.indexOf(field) + 1]?.texts[0] : undefined
  if (unit?.toLowerCase() === 'ph') return { ...field, item: 'pH' }
  if (unit === '°C' || unit === '℃') return { ...field, item: '温度' }
  if (category === 'balance') return { ...field, item: '重量' }
  return category === 'scanner' ? { ...field, item: '条码' } : field
}

function categoryOf(fields: readonly Field[], found: readonly FoundField[]): Category {
  const units = found.filter((_, index) => fields[index]?.role === 'unit').flatMap(({ texts }) => texts)
  const others = fields.filter(({ role }) => role === 'sampleNo' || role === 'item' || role === 'channel')
  if (units.length > 0 && others.length === 0) {
    if (units.every((unit) => unit === '' || isMassUnit(unit))) return 'balance'
    if (units.some((unit) => /^(ph|°c|℃)$/i.test(unit))) return 'meter'
  }
  const texts = found[0]?.texts ?? []
  const codes = texts.filter((text) => text.length >= 4 && !text.includes('.')).length
  return fields.length === 1 && codes > texts.length / 2 ? 'scanner' : 'analyzer'
}

/** Exactly so many where nearly every record has the same: one more may be the next record, one less a cut one. */
function cellsOf({ split, framing, records, charset }: Guessed): Pick<Draft, 'cells' | 'mostCells'> {
  if (framing.kind !== 'lines') return { cells: 1, mostCells: null }
  const counts = records.map(
    (bodies) => cutRecord(bodies, split.split, charset).lines[0]?.filter((cell) => cell !== null).length ?? 0,
  )
  const typical = Math.max(1, mode(counts) ?? 1)
  const least = Math.max(1, Math.min(...counts))
  if (split.split.kind === 'labels') return { cells: least, mostCells: null }
  if (split.split.kind === 'columns') return { cells: typical, mostCells: null }
  const exact = counts.filter((count) => count === typical).length >= counts.length * 0.9
  return exact ? { cells: typical, mostCells: typical } : { cells: least, mostCells: Math.max(...counts) }
}

/** A first word that never changes, and places that never change where numbers are padded on their left. */
function frontOf(guessed: Guessed, fields: readonly Field[]): Draft['front'] {
  const { records, charset, framing, split } = guessed
  if (framing.kind !== 'lines') return { headers: [], widths: [] }
  const texts = records.map((bodies) => cutRecord(bodies, { kind: 'whole' }, charset).text)
  const headers = headersOf(texts, fields, split)
  const padded = texts.filter((text) => / {2}/.test(text)).length >= texts.length * 0.8
  const widths = padded
    ? fewPlaces(
        records.map((bodies) => bodies[0]?.length ?? 0),
        3,
      )
    : []
  return { headers, widths }
}

/** Blanks or zeros on its left show that a number is set by its right end. */
function endsOf({ records, split, charset, framing }: Guessed, field: Field): readonly number[] {
  if (framing.kind !== 'lines' || !field.numeric) return []
  const cuts = records.map((bodies) => cutRecord(bodies, split.split, charset))
  const marks = cuts.flatMap((cut) =>
    marksOf([field], cut).map((mark) => ({ ...mark, before: cut.text.slice(0, mark.from) })),
  )
  const padded = marks.filter(({ before, text }) => /(^|[^ ]) {2,}$/.test(before) || /^[+-]?0\d|^[+-] /.test(text))
  if (marks.length === 0 || padded.length < marks.length * 0.8) return []
  return fewPlaces(
    marks.map(({ until }) => until),
    2,
  )
}

/** None when there are too many, or too few records to know. */
function fewPlaces(places: readonly number[], most: number): readonly number[] {
  const seen = [...new Set(places)].sort((one, other) => one - other)
  return places.length >= 3 && seen.length <= most ? seen : []
}

/** `R` of `R,1,…`; of a status word (ST) its family too. Never digits, never Chinese: those name what is measured. */
function headersOf(texts: readonly string[], fields: readonly Field[], { split }: SplitGuess): readonly string[] {
  const [first] = fields
  if (
    first === undefined ||
    first.line !== 0 ||
    first.cell !== 0 ||
    split.kind === 'columns' ||
    split.kind === 'labels'
  )
    return []
  if (texts.some((text) => text !== text.trimStart())) return []
  const words = texts.map((text) => /^[A-Za-z^$#@!*]{1,12}/.exec(text)?.[0] ?? '')
  const seen = [...new Set(words)]
  if (seen.includes('') || !texts.every((text) => beginsWithAny(text, seen))) return []
  if (first.role === 'status') return [...new Set([...seen, ...unstableBeside(seen)])]
  return seen.length === 1 &&
    texts.length >= 2 &&
    first.role !== 'sampleNo' &&
    first.role !== 'item' &&
    first.role !== 'value'
    ? seen
    : []
}

function statusWords(
  found: readonly FoundField[],
  roles: readonly RoleGuess[],
  fits: (word: string) => boolean,
): readonly string[] {
  const texts = found.filter((_, index) => roles[index]?.role === 'status').flatMap(({ texts }) => texts)
  return [...new Set(texts.filter(fits))].slice(0, 20)
}

function invalidWords(found: readonly FoundField[], roles: readonly RoleGuess[]): readonly string[] {
  const texts = found.filter((_, index) => roles[index]?.role === 'value').flatMap(({ texts }) => texts)
  return [...new Set(texts.filter(isInvalid))].slice(0, 20)
}

/** Titles and end words that were seen. A line with a digit in it may be a measurement of another kind: only the very same again is a title. */
function skipWords({ others, headingText, records, charset }: Guessed): readonly string[] {
  const texts = records.map((bodies) => cutRecord(bodies, { kind: 'whole' }, charset).text.trim())
  const words = others.flatMap((text) => {
    const word = text.trim().slice(0, 40)
    const again = others.filter((other) => other === text).length > 1 && text.trim().length <= 40
    const telling = /\p{L}{3}|\p{Script=Han}{2}/u.test(word) && (again || !/\d/.test(text))
    return telling && !texts.some((record) => record.startsWith(word)) ? [word] : []
  })
  const heading = headingText === null ? [] : [headingText.trim().slice(0, 40)]
  return [...new Set([...heading, ...words])].slice(0, 20)
}

function isStableByUnit(fields: readonly Field[], found: readonly FoundField[], category: Category): boolean {
  if (category !== 'balance' || fields.some(({ role }) => role === 'status')) return false
  return found.some(({ texts }, index) => fields[index]?.role === 'unit' && texts.includes(''))
}

/** A number over 12 cannot be a month, over 31 no day. */
function dateOrderOf(found: readonly FoundField[], roles: readonly RoleGuess[]): DateOrder {
  const texts = found.filter((_, index) => roles[index]?.role === 'time').flatMap(({ texts }) => texts)
  const groups = texts.map((text) => (text.match(/\d+/g) ?? []).map(Number)).filter((three) => three.length >= 3)
  const over = (at: number, most: number) => groups.some((three) => (three[at] ?? 0) > most)
  if (over(0, 31) || !(over(2, 31) || over(0, 12) || over(1, 12))) return 'ymd'
  if (over(2, 31)) return over(1, 12) ? 'mdy' : 'dmy'
  return over(1, 12) ? 'mdy' : over(0, 12) && !over(2, 12) ? 'dmy' : 'ymd'
}
