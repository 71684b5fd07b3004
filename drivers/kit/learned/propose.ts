/** From a recording to a whole draft: ends, charset, blocks, fields, roles, words; each guess with how sure it is. Pure. */
import { joinBytes } from '../bytes.ts'
import type { Link } from '../driver.ts'
import type { Charset } from '../text.ts'
import { bodiesOf, cutRecord } from './cells.ts'
import type { Draft, Framing } from './format.ts'
import { guessBlock } from './guess-block.ts'
import { guessCharset } from './guess-charset.ts'
import { guessDraft } from './guess-draft.ts'
import { guessEnds, linesOf } from './guess-ends.ts'
import { type FoundField, findFields } from './guess-fields.ts'
import { guessRoles, type RoleGuess } from './guess-roles.ts'
import { guessSplits, type SplitGuess, splitKey } from './guess-split.ts'
import { headingRole } from './heading-words.ts'
import { collectorOf } from './learned-driver.ts'
import { type Mark, readRecord } from './read-record.ts'
import { looksLike } from './written-date.ts'

export interface Recorded {
  readonly bytes: Uint8Array
  readonly link: Link
  /** 0 to 1. */
  readonly linkSure: number
}

export interface ProposedColumn {
  readonly label: string | null
  readonly confidence: number
  readonly examples: readonly string[]
  readonly distinct: number
}

export interface ProposedRow {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly isRecord: boolean
}

export interface Proposal {
  readonly draft: Draft
  readonly confidence: number
  readonly splits: readonly {
    readonly key: string
    readonly shown: string
    readonly confidence: number
    readonly chosen: boolean
  }[]
  readonly sure: {
    readonly link: number
    readonly ends: number
    readonly charset: number
    readonly framing: number
    readonly split: number
  }
  /** One for each of `draft.fields`. */
  readonly columns: readonly ProposedColumn[]
  readonly rows: readonly ProposedRow[]
}

/** More than a person looks at, and enough to be sure. */
const MOST_RECORDS = 400
const ENOUGH = 5
const MOST_ROWS = 200

/** Null when nothing was recorded that ends anywhere. */
export function propose(recorded: Recorded, wantedSplit: string | null = null): Proposal | null {
  const ends = guessEnds(recorded.bytes)
  const charset = guessCharset(charsetSample(recorded.bytes, ends.framing))
  const block = ends.framing.kind === 'lines' ? blockIn(recorded.bytes, ends.framing, charset.charset) : null
  const framing = block?.framing ?? ends.framing
  const frames = framesOf(recorded.bytes, framing, charset.charset)
  const bodies = frames.map((frame) => bodiesOf(framing, frame)).filter((one) => one.length > 0)
  if (bodies.length === 0) return null
  const splits = guessSplits(bodies.slice(0, MOST_RECORDS), framing, charset.charset)
  const split = splits.find(({ split }) => splitKey(split) === wantedSplit) ?? splits[0]
  if (split === undefined) return null
  const { records: all, others, headings, headingText } = sorted(bodies, split, framing, charset.charset)
  // The recording may have begun inside the first record: where there are others, they teach.
  const records = all.length >= ENOUGH && framing.kind === 'lines' ? all.slice(1) : all
  const seen = findFields(records.slice(0, MOST_RECORDS), split.split, charset.charset, headings)
  const { found, roles } = withWeightStatus(seen, guessRoles(seen))
  const draft = guessDraft({
    link: recorded.link,
    charset: charset.charset,
    framing,
    split,
    records,
    others,
    headingText,
    found,
    roles,
  })
  const sure = {
    link: recorded.linkSure,
    ends: ends.confidence,
    charset: charset.confidence,
    framing: block?.confidence ?? (framing.kind === 'fixed' ? 0.7 : 0.9),
    split: split.confidence,
  }
  const telling = roles.filter(({ role }) => role !== 'ignore').map(({ confidence }) => confidence)
  return {
    draft,
    confidence: Math.min(sure.ends, sure.framing, sure.split, ...telling),
    splits: splits.slice(0, 6).map((one) => ({
      key: splitKey(one.split),
      shown: shownSplit(one),
      confidence: one.confidence,
      chosen: one === split,
    })),
    sure,
    columns: found.map(({ label }, index) => columnOf(label, roles[index])),
    rows: frames.slice(0, MOST_ROWS).map((frame) => rowOf(draft, frame)),
  }
}

/**
 * A balance that says only what was weighed (`G`, `NET`) may mark a moving weight there (`?G`): the same cell is looked at a second time,
 * as a status, so that no unknown mark slips through as a weight.
 */
function withWeightStatus(found: readonly FoundField[], roles: readonly RoleGuess[]) {
  const at = roles.findIndex(({ role, profile }) => role === 'verdict' && profile.weighed >= 0.9)
  const cell = found[at]
  const guess = roles[at]
  if (cell === undefined || guess === undefined || roles.some(({ role }) => role === 'status')) return { found, roles }
  const status: RoleGuess = { role: 'status', confidence: 0.6, profile: guess.profile }
  return {
    found: [...found.slice(0, at), cell, ...found.slice(at)],
    roles: [...roles.slice(0, at), status, ...roles.slice(at)],
  }
}

function columnOf(label: string | null, guess: ReturnType<typeof guessRoles>[number] | undefined): ProposedColumn {
  const examples = [...new Set(guess?.profile.texts ?? [])].slice(0, 5)
  return { label, confidence: guess?.confidence ?? 0, examples, distinct: guess?.profile.distinct ?? 0 }
}

export function rowOf(draft: Draft, frame: Uint8Array): ProposedRow {
  const { text, marks, outcomes } = readRecord(draft, frame)
  return { text, marks, isRecord: outcomes.some(({ kind }) => kind !== 'ignored') }
}

function charsetSample(bytes: Uint8Array, framing: Framing): readonly Uint8Array[] {
  return framing.kind === 'lines'
    ? linesOf(bytes, framing.alsoEnds).filter(isClean)
    : framesOf(bytes, framing, 'latin1')
}

function blockIn(bytes: Uint8Array, framing: Extract<Framing, { kind: 'lines' }>, charset: Charset | null) {
  const lines = linesOf(bytes, framing.alsoEnds).filter(isClean)
  const texts = lines.map((line) => cutRecord([line], { kind: 'whole' }, charset).text)
  return guessBlock(
    texts.filter((text) => text.trim() !== ''),
    framing,
  )
}

/** Line noise teaches nothing. */
function isClean(line: Uint8Array): boolean {
  return line.every((byte, at) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || (byte === 0x02 && at === 0))
}

/** The frames a driver of this framing would see; a last one without its end counts when silence would end it. */
export function framesOf(bytes: Uint8Array, framing: Framing, charset: Charset | null): readonly Uint8Array[] {
  const collector = collectorOf({ framing, charset })
  const events = [...collector.push(bytes), ...collector.flush('the recording ended')]
  return events.flatMap((event) => (event.kind === 'frame' ? [event.bytes] : []))
}

interface Sorted {
  readonly records: readonly (readonly Uint8Array[])[]
  /** Texts of lines that are no records. */
  readonly others: readonly string[]
  readonly headings: readonly string[] | null
  readonly headingText: string | null
}

/** Records have the cells most have; a line of words above them with as many cells names them. */
function sorted(
  bodies: readonly (readonly Uint8Array[])[],
  { split, cells }: SplitGuess,
  framing: Framing,
  charset: Charset | null,
): Sorted {
  if (framing.kind !== 'lines') return { records: bodies, others: [], headings: null, headingText: null }
  const records: (readonly Uint8Array[])[] = []
  const others: string[] = []
  let headings: readonly string[] | null = null
  let headingText: string | null = null
  for (const one of bodies) {
    const { text, lines } = cutRecord(one, split, charset)
    const texts = (lines[0] ?? []).map((cell) => (cell === null ? '' : text.slice(cell.from, cell.until)))
    const there = lines[0]?.filter((cell) => cell !== null).length ?? 0
    const near = there >= Math.min(cells, 2) && Math.abs(there - cells) <= cells * 0.2
    if (text === headingText) continue
    if (headings === null && split.kind !== 'labels' && near && areHeadings(texts)) {
      headings = texts
      headingText = text
    } else if (near && isClean(joinBytes(one)) && /[\d\p{L}]/u.test(text)) records.push(one)
    else others.push(text)
  }
  if (records.length === 0) return { records: bodies, others: [], headings: null, headingText: null }
  return { records, others, headings, headingText }
}

/** At least two words that head columns, and no number. */
function areHeadings(texts: readonly string[]): boolean {
  const named = texts.filter((text) => headingRole(text) !== null).length
  return named >= 2 && !texts.some((text) => /^[+-]?\d+(\.\d+)?$/.test(text) || looksLike(text) !== null)
}

function shownSplit({ split, cells }: SplitGuess): string {
  switch (split.kind) {
    case 'delimiter':
      return `${split.delimiter === '\t' ? 'TAB' : split.delimiter} × ${cells}`
    case 'labels':
      return split.labels.slice(0, 4).join(' · ')
    default:
      return `${split.kind} × ${cells}`
  }
}
