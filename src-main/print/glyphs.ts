/** Which characters a font can draw, and what stands in for those it cannot: a rare name is never printed as an empty box. */

type Covers = (codePoint: number) => boolean

const known = new WeakMap<Uint8Array, Covers>()

/**
 * Text as it can be printed: control and invisible characters become nothing (a tab or line feed in a name, a blank),
 * a character outside the font becomes its number, `〔U+20BB7〕`, which a clerk can look up.
 */
export function printable(text: string, fonts: readonly Uint8Array[]): string {
  const covers = fonts.map(coverageOf)
  let shown = ''
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0
    if (character === '\n') shown += character
    else if (/[\t\r\u2028\u2029]/.test(character)) shown += ' '
    else if (/[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(character)) continue
    else if (covers.every((covered) => covered(codePoint))) shown += character
    else shown += `〔U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}〕`
  }
  return shown
}

/** Reads the font's `cmap` once. OpenType 1.9, cmap formats 4 (BMP) and 12 (all planes); glyph 0 is the empty box. */
export function coverageOf(font: Uint8Array): Covers {
  const found = known.get(font)
  if (found !== undefined) return found
  const covers = readCoverage(new DataView(font.buffer, font.byteOffset, font.byteLength))
  known.set(font, covers)
  return covers
}

function readCoverage(view: DataView): Covers {
  const cmap = tableAt(view, 'cmap')
  const tables = new Map<number, number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    tables.set(view.getUint16(at), at)
  }
  const all = tables.get(12)
  if (all !== undefined) return covered(segmentsOfFormat12(view, all))
  const plane = tables.get(4)
  if (plane !== undefined) return coveredByFormat4(view, plane)
  throw new Error('Paper font: no cmap of format 4 or 12')
}

function tableAt(view: DataView, name: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16
    const tag = String.fromCharCode(
      view.getUint8(at),
      view.getUint8(at + 1),
      view.getUint8(at + 2),
      view.getUint8(at + 3),
    )
    if (tag === name) return view.getUint32(at + 8)
  }
  throw new Error(`Paper font: no ${name} table`)
}

interface Segment {
  readonly first: number
  readonly last: number
  readonly glyph: number
}

function segmentsOfFormat12(view: DataView, at: number): readonly Segment[] {
  return Array.from({ length: view.getUint32(at + 12) }, (_, i) => {
    const group = at + 16 + i * 12
    return { first: view.getUint32(group), last: view.getUint32(group + 4), glyph: view.getUint32(group + 8) }
  })
}

/** Segments are sorted by code point: halve until found. */
function covered(segments: readonly Segment[]): Covers {
  return (codePoint) => {
    let low = 0
    let high = segments.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const segment = segments[middle]
      if (segment === undefined) return false
      if (codePoint < segment.first) high = middle - 1
      else if (codePoint > segment.last) low = middle + 1
      else return segment.glyph + (codePoint - segment.first) !== 0
    }
    return false
  }
}

function coveredByFormat4(view: DataView, at: number): Covers {
  const doubled = view.getUint16(at + 6)
  const ends = at + 14
  const starts = ends + doubled + 2
  const deltas = starts + doubled
  const offsets = deltas + doubled
  return (codePoint) => {
    for (let i = 0; i < doubled; i += 2) {
      if (codePoint > view.getUint16(ends + i)) continue
      const start = view.getUint16(starts + i)
      if (codePoint < start) return false
      const offset = view.getUint16(offsets + i)
      if (offset === 0) return ((codePoint + view.getUint16(deltas + i)) & 0xffff) !== 0
      return view.getUint16(offsets + i + offset + (codePoint - start) * 2) !== 0
    }
    return false
  }
}
