/** One value of a field, as a form, a cell or a program gives it, becomes the value that is kept, or the reason why not. */
import { type CatalogName, type Field, type FindingCode, listSeparators, type Value } from './list.ts'
import { checkIdentityNumber, checkSubjectCode, isMasked } from './subject-code.ts'

export type ReadValue =
  | { readonly kind: 'value'; readonly value: Value; readonly warning?: FindingCode }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly code: FindingCode; readonly detail: string }

/** A choice or a flag in the words of a spreadsheet; undefined where the word says nothing. */
export interface ValueWords {
  readonly choice: (word: string) => string | undefined
  readonly flag: (word: string) => boolean | undefined
}

/** Empty, blanks and an empty list are no value. What is read again from what was read stays the same. */
export function readValue(field: Field, raw: unknown, words: ValueWords): ReadValue {
  if (raw === null || raw === undefined) return { kind: 'empty' }
  if (field.kind === 'several') return readSeveral(field, raw)
  if (field.kind === 'flag' && typeof raw === 'boolean') return { kind: 'value', value: raw }
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean')
    return no('not-a-choice', typeof raw)
  const text = plain(String(raw))
  if (text === '') return { kind: 'empty' }
  if (hasControl(text)) return no('control-character', shown(text))
  switch (field.kind) {
    case 'text':
      return text.length > field.max ? no('too-long', `${text.length} > ${field.max}`) : { kind: 'value', value: text }
    case 'choice': {
      const option = field.options.includes(text) ? text : words.choice(text)
      return option === undefined ? no('not-a-choice', shown(text)) : { kind: 'value', value: option }
    }
    case 'date':
      return readDate(text)
    case 'decimal':
      return readDecimal(text)
    case 'count':
      return /^\d{1,9}$/.test(text) ? { kind: 'value', value: Number(text) } : no('not-a-number', shown(text))
    case 'flag': {
      const flag = text === 'true' ? true : text === 'false' ? false : words.flag(text)
      return flag === undefined ? no('not-a-flag', shown(text)) : { kind: 'value', value: flag }
    }
    case 'reference':
      return text.length > 120 ? no('too-long', `${text.length} > 120`) : { kind: 'value', value: text }
    case 'subject-code':
      return readSubjectCode(text)
    case 'identity-number':
      return readIdentityNumber(text)
    case 'phone':
      return readPhone(text)
  }
}

/** Characters of all values together: one cell of a sheet holds them. */
const MOST_IN_ALL = 1000

function readSeveral(field: Field & { readonly kind: 'several' }, raw: unknown): ReadValue {
  const said = Array.isArray(raw) ? raw.map(String) : [String(raw)]
  const parts = said.flatMap((one) => partsOf(one, `${listSeparators}${field.split ?? ''}`)).map(plain)
  const several = [...new Set(parts.filter((one) => one !== ''))]
  if (several.length === 0) return { kind: 'empty' }
  const bad = several.find(hasControl)
  if (bad !== undefined) return no('control-character', shown(bad))
  const long = several.find((one) => one.length > field.max)
  if (long !== undefined) return no('too-long', `${shown(long)}: ${long.length} > ${field.max}`)
  const whole = several.join(';').length
  return whole > MOST_IN_ALL ? no('too-many', `${whole} > ${MOST_IN_ALL}`) : { kind: 'value', value: several }
}

function partsOf(text: string, separators: string): readonly string[] {
  const parts = ['']
  for (const character of text) {
    if (separators.includes(character)) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

/** `2026-03-01`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`, each perhaps with a midnight behind it. */
function readDate(text: string): ReadValue {
  const bare = text.replace(/[ T]00?:00(:00)?(\.0+)?$/, '')
  const [, year, month, day] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare.replace(/[年月/.]/g, '-').replace(/日$/, '')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ??
    []
  if (year === undefined || month === undefined || day === undefined) return no('not-a-date', shown(text))
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(written) ? { kind: 'value', value: written } : no('impossible-date', shown(text))
}

/** A day of the calendar between 1900 and 2199. */
export function isDay(written: string): boolean {
  const parsed = Date.parse(`${written}T00:00:00.000Z`)
  return (
    /^(19|20|21)\d\d-\d\d-\d\d$/.test(written) &&
    !Number.isNaN(parsed) &&
    new Date(parsed).toISOString().slice(0, 10) === written
  )
}

function readDecimal(text: string): ReadValue {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(text)) return no('not-a-number', shown(text))
  const [whole = '', fraction = ''] = text.split('.')
  const rest = fraction.replace(/0+$/, '')
  return { kind: 'value', value: `${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}` }
}

function readSubjectCode(text: string): ReadValue {
  const code = text.replace(/[\s-]/g, '').toUpperCase()
  if (code.length > 30) return no('too-long', `${code.length} > 30`)
  const check = checkSubjectCode(code)
  return check === 'fine'
    ? { kind: 'value', value: code }
    : { kind: 'value', value: code, warning: `subject-code.${check}` }
}

/** A masked number says only that it is the one on record; the caller knows whether that can be. */
function readIdentityNumber(text: string): ReadValue {
  const number = text.replace(/\s/g, '').toUpperCase()
  if (number.length > 20) return no('too-long', `${number.length} > 20`)
  if (isMasked(number)) return { kind: 'value', value: number }
  const check = checkIdentityNumber(number)
  return check === 'fine'
    ? { kind: 'value', value: number }
    : { kind: 'value', value: number, warning: `identity-number.${check}` }
}

function readPhone(text: string): ReadValue {
  const phone = text.replace(/[\s]/g, '')
  if (phone.length > 30) return no('too-long', `${phone.length} > 30`)
  const fine = /^(\+?86-?)?1\d{10}$|^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$|^\d{3,5}$|^[48]00-?\d{3}-?\d{4}$/.test(phone)
  return fine ? { kind: 'value', value: phone } : { kind: 'value', value: phone, warning: 'phone.shape' }
}

/** A line end inside a cell is a blank, and so is a blank no keyboard has. */
function plain(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, ' ').trim()
}

/** Also half a surrogate and the sign of a character that could not be read: such a name would never be found again. */
function hasControl(text: string): boolean {
  return /[\p{Cc}\p{Cs}\ufffd]/u.test(text)
}

function no(code: FindingCode, detail: string): ReadValue {
  return { kind: 'refused', code, detail }
}

/** For a report: short, and without what a screen cannot show. */
function shown(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cs}]/gu, '\u2423')
  return visible.length > 40 ? `${visible.slice(0, 40)}…` : visible
}

/** A value of a list is asked for by name elsewhere: what kinds hold keys of other lists. */
export function referencesOf(field: Field, value: Value | undefined): readonly (readonly [CatalogName, string])[] {
  if (value === undefined) return []
  if (field.kind === 'reference') return [[field.to, String(value)]]
  if (field.kind === 'several' && field.to !== undefined && Array.isArray(value)) {
    const { to } = field
    return value.map((key: string) => [to, key] as const)
  }
  return []
}
