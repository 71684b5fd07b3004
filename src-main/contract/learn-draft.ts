/** What a person decides in the learning wizard: a driver as data, before it has a name and a recording. */
import { z } from 'zod'

export const link = z.object({
  baudRate: z.number().int().min(300).max(1_000_000),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
})

/**
 * What a field means. `verdict`: the analyzer's own word, kept as it says it (合格, 阳性, also GS or NT of a balance). `status`: says whether
 * the value stands still. Two fields `time` are joined, date first. Several `value` fields give several readings a record.
 */
export const fieldRole = z.enum(['sampleNo', 'item', 'value', 'unit', 'verdict', 'time', 'channel', 'status', 'ignore'])
export type FieldRole = z.infer<typeof fieldRole>

/** A cell as it is, or one part of it: `GS    20.7g` has lead `GS`, number `20.7`, tail `g`. */
export const fieldPart = z.enum(['all', 'lead', 'number', 'tail'])

export const learnField = z.object({
  role: fieldRole,
  /** Which line of a block, from 0; 0 where a record is one line. */
  line: z.number().int().min(0).max(199),
  /** Which cell of the line, from 0; with labels: which label. */
  cell: z.number().int().min(0).max(199),
  part: fieldPart,
  /** Taken off its ends, e.g. `No.`. */
  prefix: z.string().max(40),
  suffix: z.string().max(40),
  /** Only for `value`: it has to be a number; anything else but an `invalid` word is damaged. */
  numeric: z.boolean(),
  /** Only for `value`: where it ends, in characters, one of these; a lost digit moves it. Empty asks nothing. */
  ends: z.array(z.number().int().min(1).max(4096)).max(4),
  /** Only for `value`: what it is, where no field of the record says it; else the draft's `fixed`. */
  item: z.string().max(80).nullable(),
  unit: z.string().max(30).nullable(),
})

export const learnSplit = z.discriminatedUnion('kind', [
  /** The whole line is one cell. */
  z.object({ kind: z.literal('whole') }),
  z.object({ kind: z.literal('delimiter'), delimiter: z.string().min(1).max(3) }),
  /** Runs of blanks and tabs. */
  z.object({ kind: z.literal('blanks') }),
  /** Fixed widths, counted in bytes. */
  z.object({
    kind: z.literal('columns'),
    columns: z
      .array(
        z.object({
          from: z.number().int().min(0),
          until: z.number().int().min(1),
          /** No blank stood between it and the next one. */
          touches: z.boolean(),
        }),
      )
      .max(200),
  }),
  /** `标签：值`; `between` separates pairs on one line, null: one pair a line. */
  z.object({
    kind: z.literal('labels'),
    mark: z.string().min(1).max(3),
    between: z.string().min(1).max(3).nullable(),
    labels: z.array(z.string().min(1).max(80)).max(200),
  }),
])

export const learnFraming = z.discriminatedUnion('kind', [
  /** One line is one record. `alsoEnds`: end bytes beside CR and LF. */
  z.object({
    kind: z.literal('lines'),
    alsoEnds: z.array(z.number().int().min(0).max(255)).max(4),
    longest: z.number().int(),
    idleMs: z.number().int(),
  }),
  /** Several lines are one record, from the line that begins with `begins` to the line that begins with `ends`. */
  z.object({
    kind: z.literal('block'),
    begins: z.string().min(1).max(80),
    /** Null: the next line that begins with `begins`, or a silence, ends it; for records without an end line. */
    ends: z.string().min(1).max(80).nullable(),
    /** Exactly so many lines, empty ones not counted; null: they differ. */
    lines: z.number().int().nullable(),
    mostLines: z.number().int(),
    alsoEnds: z.array(z.number().int().min(0).max(255)).max(4),
    longest: z.number().int(),
    idleMs: z.number().int(),
  }),
  /** No line ends: a first byte, a length, a last byte. */
  z.object({
    kind: z.literal('fixed'),
    first: z.number().int().min(0).max(255),
    length: z.number().int(),
    last: z.number().int().min(0).max(255),
    idleMs: z.number().int(),
  }),
])

/** Whole texts of a field, compared without outer blanks. */
const wordList = z.array(z.string().min(1).max(40)).max(50)

/** What the person has decided so far; begins as `proposal.draft`. */
export const draft = z.object({
  vendor: z.string().max(40),
  model: z.string().max(40),
  title: z.string().max(60),
  category: z.enum(['analyzer', 'balance', 'meter', 'scanner']),
  link,
  /** Null: strict UTF-8, else GB18030. */
  charset: z.enum(['utf-8', 'gb18030', 'cp437', 'latin1']).nullable(),
  framing: learnFraming,
  split: learnSplit,
  /** Cells a record has at least. */
  cells: z.number().int().min(1).max(200),
  /** And at most; null: more may follow. */
  mostCells: z.number().int().min(1).max(200).nullable(),
  fields: z.array(learnField).max(200),
  /** What the record does not say. `item` is needed where no field has the role `item`. */
  fixed: z.object({
    item: z.string().max(80).nullable(),
    unit: z.string().max(30).nullable(),
    method: z.string().max(80).nullable(),
  }),
  words: z.object({
    /** Of the status field: only these give a reading. */
    stable: wordList,
    unstable: wordList,
    /** Instead of a value: `----`, `NaN`, `OL`. */
    invalid: wordList,
    /** In the sample number, item or channel: a blank, a control. */
    control: wordList,
    /** Beginnings of lines that are no records: titles, `FINISH`. */
    skip: wordList,
  }),
  /** How a record shows that it is whole; an empty list asks nothing. */
  front: z.object({
    /** It begins with one of these. */
    headers: wordList,
    /** It has one of these lengths in bytes. */
    widths: z.array(z.number().int().min(1).max(4096)).max(4),
  }),
  /** A balance that leaves its unit out while it moves: a record without one is no reading. */
  stableByUnit: z.boolean(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
})
export type Draft = z.infer<typeof draft>
