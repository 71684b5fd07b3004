/** How a record falls into cells: every way is tried on all lines, and the one that gives each line the same cells wins. */

import type { Charset } from '../text.ts'
import { cutRecord, pairsOf } from './cells.ts'
import { type Framing, limits, type Split } from './format.ts'
import { firstLabel } from './guess-block.ts'
import { guessColumns } from './guess-columns.ts'

export interface SplitGuess {
  readonly split: Split
  readonly confidence: number
  /** Cells most records have. */
  readonly cells: number
}

/** Each with how likely such a character separates fields at all. */
const delimiters: readonly (readonly [string, number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  ['，', 1],
  ['；', 0.95],
  ['#', 0.7],
  ['*', 0.6],
  ['&', 0.6],
  ['!', 0.6],
  ['$', 0.6],
  ['/', 0.35],
]

/** Best first. `records`: the line bodies of each record. */
export function guessSplits(
  records: readonly (readonly Uint8Array[])[],
  framing: Framing,
  charset: Charset | null,
): readonly SplitGuess[] {
  const guesses = framing.kind === 'block' ? inBlocks(records, charset) : inLines(records, framing, charset)
  return [...guesses]
    .filter(({ confidence }) => confidence > 0.05)
    .sort((one, other) => other.confidence - one.confidence)
}

export function splitKey(split: Split): string {
  if (split.kind === 'delimiter') return `delimiter ${split.delimiter}`
  if (split.kind === 'labels') return `labels ${split.mark} ${split.between ?? ''}`
  return split.kind
}

function inLines(
  records: readonly (readonly Uint8Array[])[],
  framing: Framing,
  charset: Charset | null,
): readonly SplitGuess[] {
  const bodies = records.flat()
  const texts = bodies.map((body) => cutRecord([body], { kind: 'whole' }, charset).text)
  const columns = guessColumns(bodies, framing)
  if (framing.kind === 'fixed') return columns === null ? [wholeGuess(0.5)] : [{ ...columns, confidence: 0.7 }]
  const telling = bodies.filter((_, index) => isTelling(texts[index] ?? ''))
  return [
    ...delimiters.map(([delimiter, likely]) => counted(telling, { kind: 'delimiter', delimiter }, likely, charset)),
    counted(telling, { kind: 'blanks' }, 0.88, charset),
    ...(columns === null ? [] : [columns]),
    ...inlineLabels(texts.filter(isTelling)),
    wholeGuess(texts.every((text) => !/\s/.test(text.trim())) ? 0.7 : 0.2),
  ]
}

/** A line with something to read in it; a rule of dashes, a title have none. */
function isTelling(text: string): boolean {
  return /\d/.test(text) || /阳性|阴性|合格/.test(text)
}

function wholeGuess(confidence: number): SplitGuess {
  return { split: { kind: 'whole' }, confidence, cells: 1 }
}

/** The same number of cells in each line, and more than one, speaks for a separator. */
function counted(bodies: readonly Uint8Array[], split: Split, likely: number, charset: Charset | null): SplitGuess {
  const counts = bodies.map((body) => cutRecord([body], split, charset).lines[0]?.length ?? 0)
  const cells = mode(counts.filter((count) => count > 1))
  if (cells === null || cells > limits.fields) return { split, confidence: 0, cells: 1 }
  const same = counts.filter((count) => count === cells).length / counts.length
  return { split, confidence: same * likely * Math.min(0.98, 0.84 + 0.06 * (cells - 1)), cells }
}

/** `No=12;Item=pH;Val=4.5`: pairs on one line. */
function inlineLabels(texts: readonly string[]): readonly SplitGuess[] {
  const found = ['=', ':'].flatMap((mark) =>
    [';', ',', '|', '\t', ' '].map((between): SplitGuess => {
      const pairs = texts.map((text) => pairsOf(text, mark, between).map(({ label }) => label))
      const labels = seenLabels(pairs)
      const typical = mode(pairs.map((one) => one.length)) ?? 0
      const full = pairs.filter((one) => one.length >= 2 && one.length === typical).length / Math.max(1, texts.length)
      const few = labels.length <= Math.max(typical * 1.5, typical + 2)
      const sure = labels.length >= 2 && few ? full : 0
      return { split: { kind: 'labels', mark, between, labels }, confidence: sure * 0.99, cells: Math.max(1, typical) }
    }),
  )
  return found
}

function inBlocks(records: readonly (readonly Uint8Array[])[], charset: Charset | null): readonly SplitGuess[] {
  const texts = records.map((bodies) => cutRecord(bodies, { kind: 'whole' }, charset).text.split('\n'))
  const lines = texts.flat()
  const labelled = lines.filter((line) => firstLabel(line) !== null).length / Math.max(1, lines.length)
  const marks = [':', '='].map((mark): SplitGuess => {
    const labels = seenLabels(texts.map((one) => one.flatMap((line) => labelsOf(line, mark))))
    const confidence = labels.length < 3 ? 0 : labelled >= 0.4 ? 0.65 + labelled * 0.3 : labelled
    return { split: { kind: 'labels', mark, between: null, labels }, confidence, cells: Math.max(1, labels.length) }
  })
  return [...marks, { split: { kind: 'blanks' }, confidence: 0.6, cells: 1 }, wholeGuess(0.4)]
}

function labelsOf(line: string, mark: string): readonly string[] {
  return firstLabel(line) === null ? [] : pairsOf(line, mark, null).map(({ label }) => label)
}

/** In the order of their first appearance; one that was seen once among many records is part of a text. */
function seenLabels(pairs: readonly (readonly string[])[]): readonly string[] {
  const times = new Map<string, number>()
  for (const labels of pairs) for (const label of new Set(labels)) times.set(label, (times.get(label) ?? 0) + 1)
  const enough = pairs.length >= 5 ? pairs.length * 0.3 : 1
  return [...times]
    .flatMap(([label, count]) => (count >= enough && label.length <= limits.text ? [label] : []))
    .slice(0, limits.fields)
}

export function mode(counts: readonly number[]): number | null {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  const best = [...times].sort(([left, some], [right, others]) => others - some || right - left)[0]
  return best?.[0] ?? null
}
