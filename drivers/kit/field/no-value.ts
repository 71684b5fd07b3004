/** A field that says "no value": asterisks in place of digits, or `NaN`. It becomes 无效 with the sentinel kept, never a zero and never a number. */

/** `***.**`, `**.*`, `*****`: what a masked number looks like; `NaN` is what a program prints for none. `----` is no such mask: it stays as sent and waits for a person. */
const masked = /^(?:[*.,\s]*\*[*.,\s]*|nan)$/i

/** The value and flag of a reading: a masked value is 无效, and its own text stands in the flag before the device's. */
export function unmasked(value: string, flag: string | null): { readonly value: string; readonly flag: string | null } {
  if (!masked.test(value)) return { value, flag }
  return { value: '无效', flag: flag === null ? value : `${value} ${flag}` }
}
