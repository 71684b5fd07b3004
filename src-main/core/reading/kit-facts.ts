/** What the room's lists say of the kit lot a reading was made with; thresholds belong to reader and lot, and come from nowhere else. */

/** Decimal texts; empty where the list says nothing. */
export interface KitFacts {
  /** Whose thresholds they are; empty when they are of another reader than the one that measured. */
  readonly reader: string
  readonly lot: string
  readonly invalidUpTo: string
  readonly positiveUpTo: string
  readonly negativeFrom: string
  /** What a concentration as read is multiplied by to speak of the food. */
  readonly dilution: string
}

export const noKit: KitFacts = {
  reader: '',
  lot: '',
  invalidUpTo: '',
  positiveUpTo: '',
  negativeFrom: '',
  dilution: '',
}

/** Everything that a card's lines are read by. */
export function hasThresholds({ reader, lot, invalidUpTo, positiveUpTo, negativeFrom }: KitFacts): boolean {
  return [reader, lot, invalidUpTo, positiveUpTo, negativeFrom].every((text) => text.trim() !== '')
}
