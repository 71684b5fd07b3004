/** Small readers for a limit pack's JSON: each takes a place in the file and says exactly where a mistake stands. */
import { Fault } from '../fault.ts'
import { readDecimal } from './decimal.ts'
import { unitOf } from './unit.ts'

/** A value and where it stands, e.g. `rules[3].limit.value`. */
export interface Place {
  readonly path: string
  readonly value: unknown
}

/** A record whose unknown names are mistakes: a misspelt `effectiveTo` must not become a limit without an end. */
export type Fields<Name extends string> = Readonly<Record<Name, Place>>

export function wrong(path: string, what: string): never {
  throw new Fault('pack.invalid', `${path === '' ? 'the pack' : path}: ${what}`)
}

export function fields<Name extends string>({ path, value }: Place, names: readonly Name[]): Fields<Name> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(path, 'must be an object')
  const given = new Map<string, unknown>(Object.entries(value))
  const stranger = [...given.keys()].find((name) => !names.some((known) => known === name))
  if (stranger !== undefined) wrong(join(path, stranger), `is not a known field; known are ${names.join(', ')}`)
  const places = names.map((name) => [name, { path: join(path, name), value: given.get(name) }] as const)
  return Object.fromEntries(places) as Record<Name, Place>
}

export function list<T>({ path, value }: Place, read: (place: Place) => T): readonly T[] {
  if (!Array.isArray(value)) wrong(path, 'must be a list')
  return value.map((entry: unknown, at) => read({ path: `${path}[${at}]`, value: entry }))
}

/** Text that says something, outer blanks not allowed. */
export function text({ path, value }: Place): string {
  if (typeof value !== 'string') wrong(path, 'must be text')
  if (value.trim() === '') wrong(path, 'must not be empty')
  if (value !== value.trim()) wrong(path, 'must not begin or end with a blank')
  return value
}

/** Null and absent are the same: nothing is said. */
export function optional<T>(place: Place, read: (place: Place) => T): T | null {
  return place.value === undefined || place.value === null ? null : read(place)
}

export function oneOf<Word extends string>(place: Place, words: readonly Word[]): Word {
  return words.find((word) => word === place.value) ?? wrong(place.path, `must be one of ${words.join(', ')}`)
}

export function yesNo({ path, value }: Place): boolean {
  return typeof value === 'boolean' ? value : wrong(path, 'must be true or false')
}

/** A decimal as text: a JSON number has already passed through a float when we see it. */
export function decimal(place: Place): string {
  const said = text(place)
  if (!/^\d+(\.\d+)?$/.test(said) || readDecimal(said) === null) {
    wrong(place.path, `must be a plain decimal in quotes, e.g. "0.05", not ${JSON.stringify(said)}`)
  }
  return said
}

export function unit(place: Place): string {
  const said = text(place)
  if (unitOf(said) === null) wrong(place.path, `is not a unit the judge knows: ${said}`)
  return said
}

/** A calendar day, `YYYY-MM-DD`. */
export function day(place: Place): string {
  const said = text(place)
  if (!isDay(said)) wrong(place.path, `must be a day such as "2026-03-01", not ${JSON.stringify(said)}`)
  return said
}

/** True for a day the calendar has: 2026-02-30 is none. */
export function isDay(said: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said)
  if (parts === null) return false
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year > 0 && date >= 1 && date <= (days[month - 1] ?? 0)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
