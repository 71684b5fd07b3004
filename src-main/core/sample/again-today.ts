/** Before a sample is registered: was the same food of the same stall registered for the same item today already? */
import { nameKey } from '../judge/name-key.ts'
import type { Moment } from '../time.ts'

/** A sample of the stall taken today. `items`: what it was taken for and what it was tested for. */
export interface TakenToday {
  readonly sampleNo: string
  readonly food: string
  readonly items: readonly string[]
  readonly takenAt: Moment
}

/** Nothing said about items, there or here, may mean every item: then food and stall alone make it the same. */
export function takenAgain(
  today: readonly TakenToday[],
  asked: { readonly food: string; readonly items: readonly string[] },
): readonly TakenToday[] {
  const food = nameKey(asked.food)
  const items = new Set(asked.items.map(nameKey))
  if (food === '') return []
  return today.filter(
    (one) =>
      nameKey(one.food) === food &&
      (items.size === 0 || one.items.length === 0 || one.items.some((item) => items.has(nameKey(item)))),
  )
}
