/** What an analyzer said, in its own words: the output of every driver, the input of matching and judging. */

/** What a card reader saw, word for word, empty where it sends none: the heights of control and test line, and T/C. */
export interface Peaks {
  readonly c: string
  readonly t: string
  readonly ratio: string
}

export interface Reading {
  /** The sample as the analyzer names it, or null when it sends none. */
  readonly sampleNo: string | null
  /** The test as the analyzer names it; mapped to our items later, by `itemOf`. */
  readonly item: string
  /** The value exactly as sent, outer blanks trimmed: `12.30`, `<0.5`, `----`, `阳性`. */
  readonly value: string
  readonly unit: string | null
  readonly flag: string | null
  /** The analyzer's own clock, `YYYY-MM-DDTHH:mm:ss` or `YYYY-MM-DD`, no zone; null when unreadable. Never invented. */
  readonly measuredAt: string | null
  readonly channel: string | null
  /** A blank, a positive control or a QC run: never uploaded, published or counted. */
  readonly control: boolean
  /** The analyzer's own identity of this record (number and time). Same key again is the same record sent twice. */
  readonly recordKey: string | null
  /** The food's name as the analyzer has it, often cut short; a hint for people, never an identity. */
  readonly foodHint: string | null
  /** Only of readers that send them. */
  readonly peaks?: Peaks | undefined
}

/** Which bytes of its frame an outcome is about: from the first, up to but without the second. */
export interface ByteRange {
  readonly from: number
  readonly until: number
}

/** The three answers a driver has, and no fourth. `reason` is `code` or `code: detail`, in English; no `bytes`: the whole frame. */
export type Outcome =
  | {
      readonly kind: 'reading'
      readonly reading: Reading
      readonly bytes?: ByteRange
      /** The record's own words where it has no bytes of its own (a packed file). */
      readonly record?: string
    }
  | { readonly kind: 'ignored'; readonly reason: string; readonly bytes?: ByteRange }
  | { readonly kind: 'damaged'; readonly reason: string; readonly bytes?: ByteRange }

/** Fills what the analyzer did not say with null, so that a driver names only what it heard. */
export function reading(said: Pick<Reading, 'item' | 'value'> & Partial<Reading>): Outcome {
  return {
    kind: 'reading',
    reading: {
      sampleNo: null,
      unit: null,
      flag: null,
      measuredAt: null,
      channel: null,
      control: false,
      recordKey: null,
      foodHint: null,
      ...said,
    },
  }
}

/** The same outcome, about these bytes of its frame alone. */
export function within<Told extends Outcome>(from: number, until: number, outcome: Told): Told {
  return { ...outcome, bytes: { from, until } }
}

export function ignored(reason: string): Outcome {
  return { kind: 'ignored', reason }
}

export function damaged(reason: string): Outcome {
  return { kind: 'damaged', reason }
}
