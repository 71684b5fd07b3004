/** A number in a workbook's cell as the text that a person sees as its value: dates by their format, decimals without floats. */

/** What the format of a cell says of its number. */
export type NumberKind = 'plain' | 'percent' | { readonly zeros: number } | Clock

/** What a date or time format shows. */
interface Clock {
  readonly date: boolean
  readonly time: boolean
  readonly seconds: boolean
}

const date: Clock = { date: true, time: false, seconds: false }
const minutes: Clock = { date: false, time: true, seconds: false }
const seconds: Clock = { date: false, time: true, seconds: true }

/** ECMA-376-1, 18.8.30, with the numbers of Chinese Excel; 45 to 47 are durations and stay numbers. */
const builtIn: ReadonlyMap<number, NumberKind> = new Map<number, NumberKind>([
  ...[9, 10].map((id) => [id, 'percent'] as const),
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, date] as const),
  ...[18, 20, 32, 34, 55].map((id) => [id, minutes] as const),
  ...[19, 21, 33, 35, 56].map((id) => [id, seconds] as const),
  [22, { ...minutes, date: true }],
])

/** `code` is the workbook's own format of that number, if it has one. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  return code === undefined ? (builtIn.get(id) ?? 'plain') : kindOf(code)
}

/** Only the format of positive numbers counts. Quoted and escaped characters, colours and locales say nothing. */
function kindOf(code: string): NumberKind {
  const bare = code.replace(/"[^"]*"|[\\_*]./gs, '')
  const [section = ''] = bare.split(';')
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return 'plain'
  const letters = section.replace(/\[[^\]]*\]/g, '')
  if (/^0{2,}$/.test(letters) && letters === code.split(';')[0]) return { zeros: letters.length }
  if (letters.includes('%')) return 'percent'
  if (/[#0?]/.test(letters.replace(/s\.0+/gi, 's'))) return 'plain'
  const time = /[hs]/i.test(letters)
  const dated = /[yd]/i.test(letters) || (!time && /m/i.test(letters))
  return time || dated ? { date: dated, time, seconds: /s/i.test(letters) } : 'plain'
}

/** `stored` is what the file has; what is no number stays as it is. */
export function numberText(stored: string, kind: NumberKind, is1904: boolean): string {
  const plain = plainDecimal(stored)
  if (plain === null || kind === 'plain') return plain ?? stored
  if (kind === 'percent') return `${shifted(plain, 2)}%`
  if ('zeros' in kind) return /^\d+$/.test(plain) ? plain.padStart(kind.zeros, '0') : plain
  return momentText(Number(plain), kind, is1904) ?? plain
}

/** Days to 9999-12-31 (1900 system). */
const LAST_DAY = 2_958_465
const DAY_S = 86_400

/**
 * A count of days, 1 being 1900-01-01 with a 29 February 1900 that never was, or 0 being 1904-01-01. The time of day is told where the
 * format shows it or the number has it; seconds that no format shows and that are 0 are not told: nobody said them.
 */
function momentText(serial: number, shown: Clock, is1904: boolean): string | null {
  const total = Math.round(serial * DAY_S)
  const day = Math.floor(total / DAY_S)
  const rest = total - day * DAY_S
  if (serial < 0 || day + (is1904 ? 1462 : 0) > LAST_DAY) return null
  const exact = shown.seconds || rest % 60 > 0
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}${exact ? `:${two(rest % 60)}` : ''}`
  if (day === 0 && (!shown.date || (!is1904 && rest > 0))) return time
  if (!is1904 && (day === 0 || day === 60)) return null
  const since1970 = is1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
  const written = new Date(since1970 * DAY_S * 1000).toISOString().slice(0, 10)
  return rest > 0 || shown.time ? `${written} ${time}` : written
}

/** Excel writes a typed 0.05 as `5.0000000000000003E-2`: digits 16 and 17 are those of a float, and it knows 15 itself. */
function plainDecimal(stored: string): string | null {
  const found = /^(-?)(\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(stored.trim())
  if (found === null) return null
  const [all, sign = '', whole = '', fraction = '', exponent] = found
  const digits = `${whole}${fraction}`.replace(/^0+/, '').length
  const ofFloat = (digits === 16 || digits === 17) && (fraction !== '' || exponent !== undefined)
  if (ofFloat) return rounded(all)
  return exponent === undefined
    ? all
    : shifted(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`, Number(exponent))
}

function rounded(stored: string): string {
  const [digits = '', exponent = '0'] = Number(stored).toExponential(14).split('e')
  return shifted(digits.replace(/\.?0+$/, ''), Number(exponent))
}

/** The point moved to the right, zeros in front and behind as a person writes them. */
function shifted(plain: string, places: number): string {
  const sign = plain.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = plain.slice(sign.length).split('.')
  const digits = `${whole}${fraction}`
  const point = whole.length + places
  const left = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')
  const right = point >= digits.length ? '' : point <= 0 ? `${'0'.repeat(-point)}${digits}` : digits.slice(point)
  const front = left.replace(/^0+(?=\d)/, '') || '0'
  return `${sign}${front}${right === '' ? '' : `.${right}`}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
