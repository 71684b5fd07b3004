/** Anything that prints lines: numbers with a name, a known unit and a known status word are read, all else is kept and shown. */
import type { Reading } from '#core/reading/reading.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { linesLine } from '#drivers/kit/lines.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'
import { readLine } from './values.ts'

export const driver = defineDriver({
  id: 'generic/line',
  vendor: 'generic',
  model: 'line',
  title: '通用逐行文本仪器',
  category: 'meter',
  evidence: 'generic',
  source: 'Status words of A&D, T-Scale and MT-SICS, units as balances and meters print them',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  // No width and no header is known: the first line counts only after a silence.
  guard: 'none',
  repeats: 'live',
  line: () => linesLine({ charset: null, longest: 4_096, idleMs: 1_000, read: readLine }),
  instrument: (readings) => printing(readings.map(write)),
  playback: (bytes) => printing([bytes]),
})

/** `12.30 g`, with its name where it is not the weight itself; null for what is no number. */
function write({ item, value, unit, flag }: Reading): Uint8Array | null {
  const named = [/\d/.test(item) ? '' : item, value, unit ?? '', flag ?? ''].filter((part) => part !== '').join(' ')
  const texts = [named, `${value} ${unit ?? ''}`.trim(), value]
  const text = texts.find((one) => {
    const [first, ...more] = readLine(one)
    return more.length === 0 && first?.kind === 'reading' && first.reading.value === value
  })
  return text === undefined ? null : encodeUtf8(`${text}\r\n`)
}
