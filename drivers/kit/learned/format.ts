/** A driver as data: what the learning wizard writes, one file exports and another station imports. No code, no patterns, only offsets and words. */
import type { Category, Link } from '../driver.ts'
import type { Charset } from '../text.ts'

export const FORMAT = 'kuaijian-driver/1'

export const roles = ['sampleNo', 'item', 'value', 'unit', 'verdict', 'time', 'channel', 'status', 'ignore'] as const
export type Role = (typeof roles)[number]

export const parts = ['all', 'lead', 'number', 'tail'] as const
export type Part = (typeof parts)[number]

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

export interface Field {
  readonly role: Role
  /** Which line of a block, from 0. */
  readonly line: number
  /** Which cell of the line, from 0; with labels: which label. */
  readonly cell: number
  /** A cell as it is, or its text around its number. */
  readonly part: Part
  /** Taken off its ends. */
  readonly prefix: string
  readonly suffix: string
  /** Of a value: what is no number and no `invalid` word is damaged. */
  readonly numeric: boolean
  /** Of a value: where it ends, in characters. Numbers padded on their left end at one place, and a lost digit moves it. Empty asks nothing. */
  readonly ends: readonly number[]
  /** Of a value, where the record does not say it. */
  readonly item: string | null
  readonly unit: string | null
}

export interface Column {
  readonly from: number
  readonly until: number
  /** No blank stood between it and the next one. Where one did and is gone, a field has grown into its neighbour. */
  readonly touches: boolean
}

export type Split =
  | { readonly kind: 'whole' }
  | { readonly kind: 'delimiter'; readonly delimiter: string }
  | { readonly kind: 'blanks' }
  /** In bytes: a Chinese name of ten bytes may have five characters or ten. */
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  /** `：` and `:` are one mark. `between` separates pairs on a line; null: one pair a line. */
  | {
      readonly kind: 'labels'
      readonly mark: string
      readonly between: string | null
      readonly labels: readonly string[]
    }

export type Framing =
  | {
      readonly kind: 'lines'
      readonly alsoEnds: readonly number[]
      readonly longest: number
      readonly idleMs: number
    }
  | {
      readonly kind: 'block'
      /** How its first and its last line begin. */
      readonly begins: string
      readonly ends: string | null
      /** Exactly so many, empty ones not counted; null: they differ. */
      readonly lines: number | null
      readonly mostLines: number
      readonly alsoEnds: readonly number[]
      readonly longest: number
      readonly idleMs: number
    }
  | {
      readonly kind: 'fixed'
      readonly first: number
      readonly length: number
      readonly last: number
      readonly idleMs: number
    }

/** What a person decides; the wizard proposes all of it. */
export interface Draft {
  readonly vendor: string
  readonly model: string
  readonly title: string
  readonly category: Category
  readonly link: Link
  /** Null: strict UTF-8, else GB18030. */
  readonly charset: Charset | null
  readonly framing: Framing
  readonly split: Split
  /** Cells a record has at least. */
  readonly cells: number
  /** And at most: a mark that comes between (`?` of a moving weight) shifts the cells behind it. Null: more may follow. */
  readonly mostCells: number | null
  readonly fields: readonly Field[]
  /** What the record does not say. */
  readonly fixed: { readonly item: string | null; readonly unit: string | null; readonly method: string | null }
  readonly words: {
    /** Of the status field: only these give a reading. */
    readonly stable: readonly string[]
    readonly unstable: readonly string[]
    /** Stand instead of a value. */
    readonly invalid: readonly string[]
    /** In sample number, item or channel; up to two letters: the whole of it. */
    readonly control: readonly string[]
    /** Beginnings of lines that are no records. */
    readonly skip: readonly string[]
  }
  /** How a record shows that nothing is missing in it; an empty list asks nothing. */
  readonly front: {
    readonly headers: readonly string[]
    /** In bytes. */
    readonly widths: readonly number[]
  }
  /** Without a unit the value is still moving. */
  readonly stableByUnit: boolean
  readonly dateOrder: DateOrder
}

/** What the driver made of the recording when it was saved, in the words of `samples/*.json`. */
export type SampleOutcome =
  | {
      readonly kind: 'reading'
      readonly sampleNo: string | null
      readonly item: string
      readonly value: string
      readonly unit: string | null
      readonly flag: string | null
      readonly measuredAt: string | null
      readonly channel: string | null
      readonly control: boolean
    }
  | { readonly kind: 'ignored' | 'damaged'; readonly reason: string }

export interface LearnedSample {
  readonly name: string
  readonly base64: string
  readonly outcomes: readonly SampleOutcome[]
}

export interface LearnedFormat extends Draft {
  readonly format: typeof FORMAT
  /** `learned/<name>` */
  readonly id: string
  readonly samples: readonly LearnedSample[]
  readonly madeBy: { readonly name: string; readonly at: string }
}

/** Over the canonical JSON of everything else in the file. `key`: Ed25519, SPKI DER; both base64. */
export interface Signature {
  readonly key: string
  readonly value: string
}

export interface SignedFormat extends LearnedFormat {
  readonly signature: Signature
}

/** Limits of a file, whoever wrote it. */
export const limits = {
  text: 80,
  fields: 200,
  words: 50,
  longest: 4096,
  blockLines: 200,
  fixedLength: 1024,
  samples: 4,
  sampleBytes: 64 * 1024,
  outcomes: 4000,
  fileText: 4_000_000,
} as const
