/** What the registration line holds while it is typed, and what it becomes when it is sent. */

import { checkStall } from '#core/sample/check.ts'
import { type DetailName, detailsOf, noDetails, type SampleDetails } from '#core/sample/details.ts'
import type { FoodChoice, FoundFood } from '#core/sample/food-search.ts'
import { findFoods } from '#core/sample/food-search.ts'
import type { Nature, SampleKind } from '#core/sample/sample.ts'
import { type Moment, momentOf } from '#core/time.ts'
import { blank, positiveControl } from './plate-words.ts'

export interface RegisterForm {
  readonly stall: string
  readonly stallName: string
  readonly food: string
  readonly stock: string
  readonly origin: string
  readonly nature: Nature
  readonly kind: SampleKind
  /** `HH:mm` of today; empty: now. */
  readonly takenAt: string
  readonly details: SampleDetails
  readonly more: boolean
}

export const emptyForm: RegisterForm = {
  stall: '',
  stallName: '',
  food: '',
  stock: '',
  origin: '',
  nature: 'market',
  kind: 'ordinary',
  takenAt: '',
  details: noDetails,
  more: false,
}

/** The fields a nature asks for at the counter; the rest waits on the sample's page. */
export const askedAtCounter: readonly DetailName[] = [
  'quantity',
  'quantityUnit',
  'condition',
  'supplier',
  'purchasedOn',
  'certificateNo',
  'traceCode',
]

/** 监管抽查 and 应急 need the whole sheet. */
export function asksForMore(nature: Nature): boolean {
  return nature === 'supervision' || nature === 'emergency'
}

export const kilograms = /^\d{1,12}(\.\d{1,6})?$/

/** The moment of today that a clock time means; null: not one. */
export function takenMoment(clock: string, now: number): Moment | null {
  const found = /^([01]?\d|2[0-3])[::]([0-5]\d)$/.exec(clock.trim())
  if (found === null) return null
  const { utc, offset } = momentOf(now)
  const local = new Date(Date.parse(utc) + offset * 60_000)
  local.setUTCHours(Number(found[1]), Number(found[2]), 0, 0)
  return momentOf(local.getTime() - offset * 60_000, offset)
}

/** What of one stall's sample goes on to the next: what is done the whole morning. */
export function nextForm({ nature, more, details }: RegisterForm): RegisterForm {
  return { ...emptyForm, nature, more, details: detailsOf({ items: details.items }) }
}

/** A stall's sign was scanned where another one stood: stock and origin of that one's sample are not this one's. */
export function scannedOver(form: RegisterForm, stood: string, stall: string): RegisterForm {
  const another = stood.trim() !== '' && stood.trim() !== stall
  return { ...(another ? nextForm(form) : form), stall }
}

const KEYS = 9

/** Numbered keys under the line: habits while nothing is typed, otherwise what the keystrokes mean. */
export function offered(foods: readonly FoodChoice[], typed: string, habits: readonly string[]): readonly FoundFood[] {
  if (typed.trim() === '') return habits.slice(0, 5).map((name) => ({ name, category: '', alias: null }))
  const found = findFoods(foods, typed, habits, KEYS)
  // A whole name needs no choosing.
  return found[0]?.name === typed.trim() ? [] : found
}

export function isKnownFood(foods: readonly FoodChoice[], name: string): boolean {
  return foods.some((food) => food.name === name || food.aliases.includes(name))
}

const plain = (code: string) => code.normalize('NFKC').toLowerCase()

/** The stall a person means who types its code without shift or in wide letters; null: none, or more than one. */
export function knownStall(stalls: readonly { readonly code: string }[], typed: string): string | null {
  if (stalls.some(({ code }) => code === typed)) return typed
  const [found, other] = stalls.filter(({ code }) => plain(code) === plain(typed))
  return found === undefined || other !== undefined ? null : found.code
}

/** Typed on, or taken without shift, this may be a stall that is known. */
export function beginsKnown(stalls: readonly { readonly code: string }[], typed: string): boolean {
  return stalls.some(({ code }) => plain(code).startsWith(plain(typed.trim())))
}

/** Keystrokes that name no food: nobody sells “xyz”. A control may be called by a code. */
export function isKeysOnly(foods: readonly FoodChoice[], { food, kind }: RegisterForm): boolean {
  return kind === 'ordinary' && /^[ -~]+$/.test(food.trim()) && !isKnownFood(foods, food.trim())
}

const optional = (text: string) => (text.trim() === '' ? null : text.trim())

/** Stall and food as they will be told: a control needs no stall, and its kind may be all there is to say of it. */
export function namedIn({ stall, food, kind }: RegisterForm): { readonly stall: string | null; readonly food: string } {
  const name = [blank, positiveControl].find(({ control }) => control === kind)?.name ?? ''
  return { stall: optional(stall), food: optional(food) ?? name }
}

export function isReady(form: RegisterForm): boolean {
  const { stall, food } = namedIn(form)
  return food !== '' && checkStall(form.kind, stall).length === 0
}

/** What the station is told. `at`: the clock time of the form, where one was given. */
export function registrationOf(
  form: RegisterForm,
  { by, isNew, at }: { readonly by: string; readonly isNew: boolean; readonly at: Moment | null },
) {
  const { stallName, nature, kind, origin, stock, details } = form
  const { stall, food } = namedIn(form)
  return {
    stallCode: stall,
    ...(isNew && stallName.trim() !== '' ? { stallName: stallName.trim() } : {}),
    food,
    nature,
    kind,
    origin: optional(origin),
    stockKg: optional(stock),
    takenBy: by,
    details: { ...details, items: [...details.items] },
    ...(at === null ? {} : { takenAt: at }),
  }
}
