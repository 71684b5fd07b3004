/** Numbers as analyzers and people write them, read exactly or not at all. */
import Big from 'big.js'

/** Longer than any instrument's display; a line of ten thousand digits is noise, not a value. */
const longest = 40

/** Full-width letters, digits and signs (U+FF01..U+FF5E), the ideographic blank and the minus sign, as ASCII; outer blanks off. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/\u2212/g, '-')
    .trim()
}

/**
 * A plain decimal: sign, digits, point. No exponent, no leading plus (`+1` is a grade of colour, not a number), no unit.
 * Thousands separators are taken only where they cannot be a decimal comma: `1,234.5` and `1,234,567`, never `1,234`.
 */
export function readDecimal(text: string): Big | null {
  const plain = halfWidth(text)
  if (plain.length > longest) return null
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(plain)) return new Big(plain)
  const grouped = /^-?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$/.test(plain)
  return grouped ? new Big(plain.replaceAll(',', '')) : null
}
