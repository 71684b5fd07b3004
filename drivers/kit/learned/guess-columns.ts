/** Fixed widths: where all lines have blanks, one field ends and another begins; where digits become a date, it ends there too. */
import { latinOf } from '../bytes.ts'
import { type Column, type Framing, limits } from './format.ts'
import type { SplitGuess } from './guess-split.ts'
import { isNumber } from './parts.ts'
import { isShortClock, isShortDate } from './written-date.ts'

type Piece = Column & { readonly fixed?: boolean }

const FEWEST = 3
const BLANK = 0x20

/** Null unless nearly all lines have one width. Bytes are looked at, not characters: a width is counted by the device. */
export function guessColumns(bodies: readonly Uint8Array[], framing: Framing): SplitGuess | null {
  const width = commonWidth(bodies)
  if (width === null) return null
  const lines = bodies.filter((body) => body.length === width)
  const share = lines.length / bodies.length
  if (share < 0.6) return null
  const texts = lines.map(latinOf)
  // First and last byte of a framed record are marks and no part of a field.
  const [start, end] = framing.kind === 'fixed' ? [1, width - 1] : [0, width]
  const found = joinedSigns(splitDates(filled(lines, start, end), texts), texts)
  const columns = stretched(found, texts, start, end)
  if (columns.length < 2 || columns.length > limits.fields) return null
  return { split: { kind: 'columns', columns }, confidence: share * 0.86, cells: columns.length }
}

export function commonWidth(bodies: readonly Uint8Array[]): number | null {
  if (bodies.length < 2) return null
  const times = new Map<number, number>()
  for (const { length } of bodies) times.set(length, (times.get(length) ?? 0) + 1)
  const [width, count] = [...times].sort((one, other) => other[1] - one[1])[0] ?? [0, 0]
  const enough = bodies.length < FEWEST ? bodies.length : Math.max(FEWEST, bodies.length * 0.6)
  return count >= enough && width >= 6 ? width : null
}

/** Stretches that are not blank in every line. */
function filled(lines: readonly Uint8Array[], start: number, end: number): readonly Piece[] {
  const columns: Piece[] = []
  let from = -1
  for (let at = start; at <= end; at++) {
    const blank = at === end || lines.every((line) => line[at] === BLANK)
    if (!blank && from < 0) from = at
    if (blank && from >= 0) {
      columns.push({ from, until: at, touches: false })
      from = -1
    }
  }
  return columns
}

/** `260302` and `0801` stand together where a device saves blanks. */
function splitDates(columns: readonly Piece[], texts: readonly string[]): readonly Piece[] {
  return columns.flatMap((column) => {
    for (let at = column.from; at + 6 <= column.until; at++) {
      if (!texts.every((text) => isShortDate(text.slice(at, at + 6)))) continue
      // `S2603010` is a sample's number with a day in it.
      if (at > column.from && !texts.every((text) => /[\d.]/.test(text.charAt(at - 1)))) continue
      const clock = texts.every((text) => isShortClock(text.slice(at + 6, at + 10))) ? 4 : 0
      const ends = [column.from, at, at + 6, at + 6 + clock, column.until]
      return ends.slice(1).flatMap((until, index): readonly Piece[] => {
        const from = ends[index] ?? 0
        const fixed = from >= at && until <= at + 6 + clock
        return until > from ? [{ from, until, touches: until < column.until || column.touches, fixed }] : []
      })
    }
    return [column]
  })
}

/** `-   12.3`: a sign apart belongs to its number. */
function joinedSigns(columns: readonly Piece[], texts: readonly string[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const column of columns) {
    const before = joined.at(-1)
    const isSign = ({ from, until }: Piece) => texts.every((text) => /^[+-]?$/.test(text.slice(from, until).trim()))
    const numbers = texts.filter((text) => isNumber(text.slice(column.from, column.until).trim())).length
    if (before !== undefined && isSign(before) && numbers > texts.length / 2)
      joined[joined.length - 1] = { ...column, from: before.from }
    else joined.push(column)
  }
  return joined
}

/** Room between two fields belongs to the one that grows into it: to the left where right ends are level, else to the right. */
function stretched(
  columns: readonly Piece[],
  texts: readonly string[],
  first: number,
  last: number,
): readonly Column[] {
  const growsLeft = columns.map(({ from, until, fixed }) => {
    if (fixed === true) return false
    const said = texts.map((text) => text.slice(from, until)).filter((text) => text.trim() !== '')
    const number = said.filter((text) => /^[+-]?\s*[\d.]/.test(text.trim())).length > said.length / 2
    const leftLevel = said.every((text) => !text.startsWith(' '))
    const rightLevel = said.every((text) => !text.endsWith(' '))
    return number && rightLevel && !(leftLevel && until - from < 3)
  })
  return columns.map(({ from, until, touches }, index) => {
    const next = columns[index + 1]
    const before = columns[index - 1]
    const start = before === undefined ? first : growsLeft[index] === true ? before.until : from
    const end = next === undefined ? last : growsLeft[index + 1] === true ? until : next.from
    return { from: start, until: end, touches }
  })
}
