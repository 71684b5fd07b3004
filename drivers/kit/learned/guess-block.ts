/** Are several lines one record? Lines that return in the same order, or labels that return, between a first and a last mark. */
import { pairsOf } from './cells.ts'
import { type Framing, limits } from './format.ts'

type Block = Extract<Framing, { kind: 'block' }>

export interface BlockGuess {
  readonly framing: Block
  readonly confidence: number
}

const LONGEST_PERIOD = 60
/** A block may bring what was not recorded: a warning, one more value. */
const SPARE_LINES = 10

/** `lines`: what the device printed, empty ones left out. */
export function guessBlock(lines: readonly string[], ends: Extract<Framing, { kind: 'lines' }>): BlockGuess | null {
  if (lines.length < 3) return null
  return periodic(lines, ends) ?? labelled(lines, ends)
}

/** Numbers are alike, words are themselves: `  1.94 kg` is `# kg`. */
function shapeOf(line: string): string {
  return line
    .trim()
    .replace(/\d+(?:\.\d+)?/g, '#')
    .replace(/\s+/g, ' ')
}

function periodic(lines: readonly string[], ends: Extract<Framing, { kind: 'lines' }>): BlockGuess | null {
  const shapes = lines.map(shapeOf)
  // Words collapsed too: lines of one kind that differ in a word (ST, US) are single records.
  const loose = shapes.map((shape) => shape.replace(/\p{L}+/gu, 'A'))
  const single = sameShare(loose, 1)
  for (let period = 2; period <= Math.min(LONGEST_PERIOD, lines.length / 2); period++) {
    const share = sameShare(shapes, period)
    if (share < 0.9 || share < single + 0.2) continue
    const at = phaseOf(lines, period)
    if (at === null) continue
    return {
      framing: framed(ends, markOf(lines[at] ?? ''), endOf(lines, at, period), period, period),
      confidence: lines.length >= 3 * period ? 0.9 : 0.75,
    }
  }
  return null
}

function sameShare(shapes: readonly string[], distance: number): number {
  if (shapes.length <= distance) return 0
  let same = 0
  for (let at = distance; at < shapes.length; at++) if (shapes[at] === shapes[at - distance]) same++
  return same / (shapes.length - distance)
}

/** Where a block begins: at a line that is always the same, best right behind another such, best where the recording began. */
function phaseOf(lines: readonly string[], period: number): number | null {
  const constant = Array.from(
    { length: period },
    (_, at) => isConstant(lines, at, period) && isUnique(lines, at, period),
  )
  const worded = constant.map((same, at) => same && /[^\d\s.,:/-]/.test(lines[at] ?? ''))
  let best: number | null = null
  let most = 0
  for (let at = 0; at < period; at++) {
    if (worded[at] !== true) continue
    const before = constant[(at + period - 1) % period] === true ? 1 : 0
    const score = 1 + before + (at === 0 ? 1.5 : 0)
    if (score > most) {
      best = at
      most = score
    }
  }
  return best
}

function isConstant(lines: readonly string[], from: number, period: number): boolean {
  const first = lines[from]?.trim()
  for (let at = from; at < lines.length; at += period) if (lines[at]?.trim() !== first) return false
  return first !== undefined && first !== ''
}

/** A mark says nothing when other lines of the block begin with it too. */
function isUnique(lines: readonly string[], from: number, period: number): boolean {
  const mark = lines[from]?.trim() ?? ''
  for (let at = 0; at < period; at++) if (at !== from && lines[at]?.trim().startsWith(mark) === true) return false
  return true
}

function endOf(lines: readonly string[], begin: number, period: number): string | null {
  const at = (begin + period - 1) % period
  return isConstant(lines, at, period) && isUnique(lines, at, period) ? markOf(lines[at] ?? '') : null
}

/** Labels that return (`样品编号: 1`, later `样品编号: 2`) make blocks even when their lines differ in number. */
function labelled(lines: readonly string[], ends: Extract<Framing, { kind: 'lines' }>): BlockGuess | null {
  const labels = lines.map((line) => firstLabel(line))
  const found = labels.filter((label) => label !== null)
  const distinct = new Set(found)
  if (distinct.size < 3 || found.length < lines.length * 0.5) return null
  const firstAt = labels.findIndex((label) => label !== null)
  const first = labels[firstAt] ?? ''
  const times = labels.filter((label) => label === first).length
  // Each label about as often as the first one; lines that only look like labels are many and different.
  if (times < 2 ? distinct.size !== found.length : distinct.size * times > found.length * 1.5) return null
  const title = firstAt > 0 ? (lines[firstAt - 1]?.trim() ?? '') : ''
  const titled = title !== '' && lines.filter((line) => line.trim() === title).length === times
  const begins = titled ? title : first
  const counts = linesBetween(lines, begins)
  const same = new Set(counts).size === 1 && counts.length > 1 ? (counts[0] ?? null) : null
  const last = lastLine(lines, begins)
  return {
    framing: framed(ends, markOf(begins), last, same, Math.max(...counts, distinct.size)),
    confidence: times >= 3 ? 0.9 : times === 2 ? 0.75 : 0.4,
  }
}

export function firstLabel(line: string): string | null {
  const [pair] = pairsOf(line, ':', null)
  const [other] = pair === undefined ? pairsOf(line, '=', null) : []
  const label = (pair ?? other)?.label ?? null
  // `12:30` is a clock.
  return label === null || /^\d+$/.test(label) || label.length > 24 ? null : label
}

function linesBetween(lines: readonly string[], begins: string): readonly number[] {
  const at = lines.flatMap((line, index) => (line.trim().startsWith(begins) ? [index] : []))
  return at.map((from, index) => (at[index + 1] ?? lines.length) - from)
}

/** The line before each next block, when it is always the same; an end that differs is none. */
function lastLine(lines: readonly string[], begins: string): string | null {
  const at = lines.flatMap((line, index) => (line.trim().startsWith(begins) ? [index] : []))
  const lasts = [...at.slice(1), lines.length].map((next) => lines[next - 1]?.trim() ?? '')
  const [first = ''] = lasts
  const label = firstLabel(first)
  if (label !== null) {
    // With one block seen, its last label may be followed by others some day.
    return lasts.length > 1 && lasts.every((line) => firstLabel(line) === label) ? label : null
  }
  return first !== '' && lasts.every((line) => line === first) && !first.startsWith(begins) ? markOf(first) : null
}

function markOf(line: string): string {
  return line.trim().slice(0, limits.text)
}

function framed(
  { alsoEnds, longest, idleMs }: Extract<Framing, { kind: 'lines' }>,
  begins: string,
  ends: string | null,
  lines: number | null,
  most: number,
): Block {
  return {
    kind: 'block',
    begins,
    ends,
    lines,
    mostLines: Math.min(limits.blockLines, most + SPARE_LINES),
    alsoEnds,
    longest,
    // A printer pauses between lines.
    idleMs: Math.max(idleMs, 2_000),
  }
}
