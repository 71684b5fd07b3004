/** Mettler MS-TS balances in print mode: one stable weight a line, 24 characters, net, gross or tare marked by a letter. */
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { printedInstrument, printedLine } from '#drivers/kit/balance/printed.ts'
import { digitsOf, unitFor, weighed } from '#drivers/kit/balance/weight.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'mettler/ms-ts',
  vendor: '梅特勒-托利多',
  model: 'MS-TS',
  title: '梅特勒-托利多 MS-TS 天平(打印格式)',
  category: 'balance',
  evidence: 'capture',
  source: 'Print format as captured on an MS204TS; other labels than N are not captured',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  repeats: 'live',
  line: () => printedLine({ longest: 64, read }),
  instrument: (readings) => printedInstrument(readings, write),
  playback: (bytes) => printing([bytes]),
})

/** `     N       0.3746 g   `: letter at 6, value until 19, blank, unit in 4. */
function read(text: string): Outcome | null {
  const found = /^ {5}([NGT])(?= )([ +\-\d.]{13}) ([A-Za-z%]{1,4}) {0,3}$/.exec(text)
  if (found === null || text.length !== 24) return null
  const [, flag = '', digits = '', unit = ''] = found
  const value = digitsOf(digits)
  return value === null ? null : weighed({ value, unit, flag })
}

function write({ value, unit, flag }: Reading): string | null {
  if (digitsOf(value) === null || value.length > 12) return null
  return `     ${flag ?? 'N'}${value.padStart(13)} ${unitFor(unit, 'g').padEnd(4)}`
}
