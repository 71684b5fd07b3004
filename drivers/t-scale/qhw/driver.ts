/** T-Scale QHW: like the NHB from the same maker, but with two commas and a blank before the unit. */
import { ignored, type Outcome, type Reading } from '#core/reading/reading.ts'
import { printedInstrument, printedLine } from '#drivers/kit/balance/printed.ts'
import { digitsOf, unitFor, weighed } from '#drivers/kit/balance/weight.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 't-scale/qhw',
  vendor: '台衡 T-Scale',
  model: 'QHW',
  title: '台衡 T-Scale QHW 电子秤',
  category: 'balance',
  evidence: 'capture',
  source: 'Line of a captured QHW stream; NT for net after the T-Scale ROW manual p. 15',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => printedLine({ longest: 64, read }),
  instrument: (readings) => printedInstrument(readings, write),
  playback: (bytes) => printing([bytes]),
})

/** `ST,GS,   245.6 g`: value right in 8, unit right in 2 or behind a blank. */
function read(text: string): Outcome | null {
  const found = /^(ST|US|OL),(GS|NT),([ +\-\d.]{8})(?: ([A-Za-z%]{1,3})|([A-Za-z]{2})) {0,2}$/.exec(text)
  if (found === null) return null
  const [, header = '', flag = '', digits = '', single, double] = found
  const unit = single ?? double ?? ''
  const value = digitsOf(digits)
  if (header === 'OL') return ignored(`overload: ${text.trim()}`)
  const said = value === null ? null : weighed({ value, unit, flag })
  return said !== null && header === 'US' ? ignored(`unstable: ${text.trim()}`) : said
}

function write({ value, unit, flag }: Reading): string | null {
  if (digitsOf(value) === null || value.length > 8) return null
  return `ST,${flag === 'NT' ? flag : 'GS'},${value.padStart(8)} ${unitFor(unit, 'g')}`
}
