/** A cell around its first number: `GS    20.7g` is lead `GS`, number `20.7`, tail `g`. Fixed rules; no pattern comes from a file. */
import type { Part } from './format.ts'

export interface Span {
  readonly from: number
  readonly until: number
}

/** Comparator, sign (blanks may follow it), digits with at most one point. */
const numberAt = /[<>≤≥]?[ \t]*[+-]?[ \t]*(?:\d+(?:\.\d*)?|\.\d+)/y
const whole = /^[<>≤≥]?=?\s*[+-]?\s*(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/

/** `20.7`, `-  12.3`, `<0.05`. */
export function isNumber(text: string): boolean {
  return text.length <= 40 && whole.test(text)
}

/** Blanks between a sign and its digits are layout. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '')
}

export function partSpan(text: string, part: Part): Span | null {
  if (part === 'all') return trimmed(text, 0, text.length)
  const number = numberSpan(text)
  if (number === null) return null
  if (part === 'number') return number
  return part === 'lead' ? trimmed(text, 0, number.from) : trimmed(text, number.until, text.length)
}

/** A number that stands alone comes before one that hangs on letters: `CO2  20.7` holds 20.7. */
function numberSpan(text: string): Span | null {
  let hanging: Span | null = null
  for (let at = 0; at < text.length; at++) {
    numberAt.lastIndex = at
    const found = numberAt.exec(text)
    if (found === null) continue
    const from = at + (found[0].length - found[0].trimStart().length)
    const span = { from, until: at + found[0].length }
    const before = text.charAt(from - 1)
    if (from === 0 || !/[\p{L}\d_]/u.test(before)) return span
    hanging ??= span
    at = span.until - 1
  }
  return hanging
}

export function trimmed(text: string, from: number, until: number): Span {
  let start = from
  let end = until
  while (start < end && isBlank(text.charAt(start))) start++
  while (end > start && isBlank(text.charAt(end - 1))) end--
  return { from: start, until: end }
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\u3000' || character === '\u00a0'
}
