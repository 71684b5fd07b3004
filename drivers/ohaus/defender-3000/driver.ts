/** Ohaus Defender 3000: value right-aligned, unit in five, `?` while unstable, legend G, NET or T. */
import { ignored, type Outcome, type Reading } from '#core/reading/reading.ts'
import { printedInstrument, printedLine } from '#drivers/kit/balance/printed.ts'
import { digitsOf, unitFor, weighed } from '#drivers/kit/balance/weight.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'ohaus/defender-3000',
  vendor: '奥豪斯',
  model: 'Defender 3000',
  title: '奥豪斯 Defender 3000 台秤',
  category: 'balance',
  evidence: 'capture',
  source: 'Captured continuous stream; stability mark and legends after the 3000 Series Indicators manual, section 5.2',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => printedLine({ longest: 64, read }),
  instrument: (readings) => printedInstrument(readings, write),
  playback: (bytes) => printing([bytes]),
})

/**
 * `   0.360 kg    G` as captured: sign and 7 characters of value. The manual has a blank between them, so one more is right too;
 * a width of its own is what tells `10.360 kg` cut to `0.360 kg` from a whole line.
 */
const line = /^([ -][ \-\d.]{7,8}) ([A-Za-z]{1,5}) *(\??) *(G|N|NET|T)? *$/

function read(text: string): Outcome | null {
  const [whole, digits = '', unit = '', unstable, legend = null] = line.exec(text) ?? []
  const value = digitsOf(digits)
  // The stability mark has its own column, 6 behind the value, the legend the next: a lost `?` would move the legend.
  const legendAt = digits.length + 7
  if (whole === undefined || value === null) return null
  if (legend === null ? text.length < legendAt : text.lastIndexOf(legend) !== legendAt) return null
  const said = weighed({ value, unit, flag: legend })
  return said !== null && unstable === '?' ? ignored(`unstable: ${text.trim()}`) : said
}

function write({ value, unit, flag }: Reading): string | null {
  const [, sign, digits = ''] = /^([+-]?)(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (sign === undefined || digits.length > 7) return null
  return `${sign === '-' ? '-' : ' '}${digits.padStart(7)} ${(unit === '%' ? 'kg' : unitFor(unit, 'kg')).padEnd(5)} ${flag ?? 'G'}`
}
