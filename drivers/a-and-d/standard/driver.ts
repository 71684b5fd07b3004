/** A&D balances in the A&D standard format: two-letter header, sign, eight or nine characters of zero-padded value, unit in three. */
import { ignored, type Outcome, type Reading } from '#core/reading/reading.ts'
import { printedInstrument, printedLine } from '#drivers/kit/balance/printed.ts'
import { digitsOf, unitFor, weighed } from '#drivers/kit/balance/weight.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'a-and-d/standard',
  vendor: '爱安德 A&D',
  model: 'A&D 标准格式',
  title: '爱安德 A&D 天平(标准格式)',
  category: 'balance',
  evidence: 'maker-document',
  source: 'A&D manuals: EK-L p. 30, GC p. 50-51, GH, EJ p. 24',
  link: { baudRate: 2400, dataBits: 7, parity: 'even', stopBits: 1 },
  repeats: 'live',
  line: () => printedLine({ longest: 64, read }),
  instrument: (readings) => printedInstrument(readings, write),
  playback: (bytes) => printing([bytes]),
})

/**
 * `ST,+00012.345  g`, with comparison `ST,OK,+0001.234 kg`: sign, then 8 characters of digits and point (GC, EJ, GX-A manuals: 15 in all)
 * or 9 (GH: 16 in all), then the unit right in 3.
 */
const line = /^(ST|QT|US|OL)(?:,(LO|OK|HI|--))?,([+-]\d[\d.]{7,8})([A-Za-z% ]{3})$/

function read(text: string): Outcome | null {
  if (/^EC,E\d{1,2}$/.test(text)) return ignored(`device-error: ${text}`)
  // Overload prints nines, on some models with an exponent: `OL,+9999999E+19`.
  if (/^OL,(?:(?:LO|OK|HI|--),)?[+-][\d.E+]{8,11}[ A-Za-z%]{0,3}$/.test(text)) return ignored(`overload: ${text}`)
  const [, header, compared, digits = '', unit = ''] = line.exec(text) ?? []
  const value = digitsOf(digits)
  if (header === undefined || value === null) return null
  if (header === 'US') return ignored(`unstable: ${text}`)
  return weighed({ value, unit: unit.trimStart(), flag: compared === undefined || compared === '--' ? null : compared })
}

function write({ value, unit, flag }: Reading): string | null {
  const [, sign, digits = ''] = /^([+-]?)(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (sign === undefined || digits.length > 9) return null
  const compared = flag !== null && ['LO', 'OK', 'HI'].includes(flag) ? `,${flag}` : ''
  const pieces = unit === 'PC' || unit === 'pcs'
  return `${pieces ? 'QT' : 'ST'}${compared},${sign || '+'}${digits.padStart(8, '0')}${(pieces ? 'PC' : unitFor(unit, 'g')).padStart(3)}`
}
