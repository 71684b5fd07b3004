/** Whole numbers that a device counts in tenths or hundredths, as text: exact, no float in between. */

/** `scaled(5, 2)` is `0.05`, `scaled(-320, 2)` is `-3.20`, `scaled(7, 0)` is `7`. */
export function scaled(count: number, decimals: number): string {
  const digits = String(Math.abs(count)).padStart(decimals + 1, '0')
  const at = digits.length - decimals
  const text = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`
  return count < 0 ? `-${text}` : text
}

/** The other way, for simulators; more decimals than the device has are cut. Null for what is no number. */
export function countOf(text: string, decimals: number): number | null {
  const found = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(text)
  if (found === null) return null
  const count = Number(`${found[2]}${(found[3] ?? '').slice(0, decimals).padEnd(decimals, '0')}`)
  return found[1] === '-' ? -count : count
}
