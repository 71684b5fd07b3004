/** Sartorius balances over SBI: 16 characters, or 22 with a name in front; without a unit the weight is not stable. */
import { ignored, type Outcome, type Reading } from '#core/reading/reading.ts'
import { printedInstrument, printedLine } from '#drivers/kit/balance/printed.ts'
import { digitsOf, unitFor, weighed } from '#drivers/kit/balance/weight.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'sartorius/sbi',
  vendor: '赛多利斯',
  model: 'SBI',
  title: '赛多利斯天平(SBI 接口)',
  category: 'balance',
  evidence: 'maker-document',
  source: 'Sartorius manuals: Quintix p. 87, GC803S p. 57, WZA p. 24, MSE p. 71, Entris II p. 3, CP p. 54',
  link: { baudRate: 1200, dataBits: 7, parity: 'odd', stopBits: 1 },
  repeats: 'live',
  line: () => printedLine({ longest: 64, read }),
  instrument: (readings) => printedInstrument(readings, write),
  playback: (bytes) => printing([bytes]),
})

/** Sign, 9 characters of value (digits that may not be verified in brackets), blank or the closing bracket, unit in 3. */
const weight = /^([+\- ])([ \d.[]{9})([ \]])([A-Za-z%]{0,3} *)$/
const special = /^(?:Stat\b.*|High|Low|H|L|Err\b.*|.*\bERR? ?\d*|Cal.*)$/i

function read(text: string): Outcome | null {
  // 16 and 22 characters count CR and LF.
  if (text.length !== 14 && text.length !== 20) return null
  const name = text.length === 20 ? text.slice(0, 6) : ''
  const found = weight.exec(text.slice(name.length))
  if (found === null || !/^[\w#.+ ]*$/.test(name))
    return special.test(text.trim()) ? ignored(`no-weight: ${text.trim()}`) : null
  const [, sign = '', digits = '', close = '', unit = ''] = found
  const unverified = /\[(\d+)$/.exec(digits)?.[1]
  if ((unverified === undefined) !== (close === ' ')) return null
  const value = digitsOf(`${sign}${digits.replace('[', '')}`)
  if (value === null) return null
  if (unit.trim() === '') return ignored(`unstable: ${text.trim()}`)
  const said = [name.trim(), unverified === undefined ? '' : `[${unverified}]`].filter((word) => word !== '')
  return weighed({ value, unit: unit.trim(), flag: said.length === 0 ? null : said.join(' ') })
}

function write({ value, unit, flag }: Reading): string | null {
  const [, sign, digits = ''] = /^([+-]?)(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (sign === undefined || digits.length > 8) return null
  const name = flag === null ? '' : flag.slice(0, 6).padEnd(6)
  return `${name}${sign || ' '} ${digits.padStart(8)} ${unitFor(unit, 'g').padEnd(3)}`
}
