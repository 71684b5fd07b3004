/** Which fields the cells of a split make: a cell as it is, or its number and what stands around it (`20.7g`, `GS    20.7`). */

import type { Charset } from '../text.ts'
import { cutRecord } from './cells.ts'
import { type Field, limits, type Part, type Split } from './format.ts'
import { isNumber, partSpan } from './parts.ts'
import { isUnit, isWeighed } from './word-tables.ts'
import { looksLike } from './written-date.ts'

export interface FoundField {
  readonly line: number
  readonly cell: number
  readonly part: Part
  /** A heading or label for it. */
  readonly label: string | null
  readonly prefix: string
  /** Its text in each record, '' where it is missing. */
  readonly texts: readonly string[]
}

/** Fields in reading order. `headings`: the cells of a line above that name them. */
export function findFields(
  records: readonly (readonly Uint8Array[])[],
  split: Split,
  charset: Charset | null,
  headings: readonly string[] | null,
): readonly FoundField[] {
  const cuts = records.map((bodies) => cutRecord(bodies, split, charset))
  const lineCount = split.kind === 'labels' ? 1 : Math.max(0, ...cuts.map(({ lines }) => lines.length))
  const found: FoundField[] = []
  for (let line = 0; line < Math.min(lineCount, limits.blockLines); line++) {
    const cellCount = Math.max(0, ...cuts.map(({ lines }) => lines[line]?.length ?? 0))
    for (let cell = 0; cell < cellCount; cell++) {
      const texts = cuts.map(({ text, lines }) => {
        const span = lines[line]?.[cell]
        return span === undefined || span === null ? '' : text.slice(span.from, span.until)
      })
      // Trailing cells that only a few records have are no fields of the format.
      if (texts.filter((text) => text !== '').length < Math.max(1, records.length * 0.05)) continue
      const label = split.kind === 'labels' ? (split.labels[cell] ?? null) : (headings?.[cell] ?? null)
      found.push(...partsOfCell(line, cell, label === '' ? null : label, texts))
    }
  }
  return found.slice(0, limits.fields)
}

function partsOfCell(
  line: number,
  cell: number,
  label: string | null,
  texts: readonly string[],
): readonly FoundField[] {
  const whole: FoundField = { line, cell, part: 'all', label, prefix: '', texts }
  const filled = texts.filter((text) => text !== '')
  if (!hasNumberInside(filled)) return [{ ...whole, prefix: prefixOf(filled) }].map(withoutPrefix)
  const pieces = (['lead', 'number', 'tail'] as const).map((part): FoundField => {
    const own = texts.map((text) => textOfPart(text, part))
    return { ...whole, part, label: part === 'number' ? label : null, texts: own }
  })
  return pieces.filter(({ texts: own }) => own.some((text) => text !== ''))
}

/** A number with a unit behind it or a known word before it; not a number of a date, a name or a sample. */
function hasNumberInside(texts: readonly string[]): boolean {
  if (texts.length === 0) return false
  const share = (fits: (text: string) => boolean) => texts.filter(fits).length / texts.length
  if (share(isNumber) >= 0.9 || share((text) => looksLike(text) !== null) >= 0.5) return false
  const inside = texts.filter((text) => {
    const tail = textOfPart(text, 'tail')
    const lead = textOfPart(text, 'lead')
    if (tail === '' && lead === '') return isNumber(text)
    if (partSpan(text, 'number') === null) return false
    const knownLead =
      lead === '' || isWeighed(lead) || /^[^\d]*[\s:：=]$/.test(text.slice(0, partSpan(text, 'number')?.from ?? 0))
    return (tail === '' || isUnit(tail)) && knownLead && (isUnit(tail) || isWeighed(lead))
  })
  // Something has to stand around most of them: a number alone is a cell as it is.
  const around = inside.filter((text) => !isNumber(text)).length
  return inside.length >= texts.length * 0.7 && around >= inside.length * 0.5
}

function textOfPart(text: string, part: Part): string {
  const span = partSpan(text, part)
  return span === null ? '' : text.slice(span.from, span.until)
}

/** `No.0012`, `Date:2023-11-07`: the words that stand before each of them and end in a mark. */
function prefixOf(texts: readonly string[]): string {
  const [first = '', ...others] = texts
  if (others.length === 0) return ''
  let length = 0
  while (length < Math.min(first.length, 40) && others.every((text) => text.charAt(length) === first.charAt(length)))
    length++
  const found = /^\D*[:：.=#]\s*/.exec(first.slice(0, length))
  return found === null || found[0].length >= Math.min(...texts.map((text) => text.length)) ? '' : found[0]
}

function withoutPrefix(found: FoundField): FoundField {
  if (found.prefix === '') return found
  const { prefix } = found
  return {
    ...found,
    texts: found.texts.map((text) => (text.startsWith(prefix) ? text.slice(prefix.length).trim() : text)),
  }
}

export function fieldOf({ line, cell, part, prefix }: FoundField, more: Pick<Field, 'role'> & Partial<Field>): Field {
  return { line, cell, part, prefix, suffix: '', numeric: false, ends: [], item: null, unit: null, ...more }
}
