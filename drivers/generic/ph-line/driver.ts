/** A pH meter that prints `4.54pH 24.7°C ATC`: two readings a line. Its degree sign is byte F8 of code page 437. */
import { damaged, ignored, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { linesLine } from '#drivers/kit/lines.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'generic/ph-line',
  vendor: 'generic',
  model: 'ph-line',
  title: '逐行打印的 pH 计',
  category: 'meter',
  evidence: 'capture',
  source: 'Captured print-outs of a pH meter; a line with pH or temperature alone comes from its report',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  // A line of its full width counts at once; `10.54pH` cut to `0.54pH` has the same, so a value below 1 does not.
  guard: 'none',
  repeats: 'live',
  line: () => linesLine({ charset: 'cp437', longest: 128, end: 'lf', idleMs: 1_000, whole, read }),
  instrument: (readings) => printing(readings.map(write)),
  playback: (bytes) => printing([bytes]),
})

/** Code page 437 has one character a byte, so places in the text are places in the frame. */
const line = /^(?:(\d{1,2}\.\d{1,3})pH)?(?:(^| )(-?\d{1,3}\.\d)°C(?: ATC)?)?$/

/** `4.54pH 24.7°C ATC`, 17 characters. */
function whole(text: string): boolean {
  return /^[1-9]\.\d\dpH \d\d\.\d°C ATC$/.test(text)
}

function read(text: string): readonly Outcome[] {
  const said = text.trimEnd()
  const [whole = '', ph, gap = '', temperature] = line.exec(said) ?? []
  if (whole !== '') {
    const seam = ph === undefined ? 0 : ph.length + 2
    const first = ph === undefined ? [] : [within(0, seam, reading({ item: 'pH', value: ph, unit: 'pH' }))]
    if (temperature === undefined) return first
    const warm = reading({ item: '温度', value: temperature, unit: '°C' })
    const from = seam + gap.length
    return [...first, within(from, from + temperature.length + 2, warm)]
  }
  if (said.trim() === '') return [ignored('blank-line')]
  if (/^\d{1,2}-[A-Z][a-z]{2}-\d{4}$|^\d{1,2}:\d\d$/.test(said)) return [ignored(`report-time: ${said}`)]
  return [/\d/.test(said) ? damaged(`line-broken: ${said.slice(0, 40)}`) : ignored(`report-line: ${said.slice(0, 40)}`)]
}

/** pH or temperature alone on its line, as in the meter's report. */
function write({ item, value }: Reading): Uint8Array | null {
  if (item === '温度' && /^-?\d{1,3}\.\d$/.test(value))
    return joinBytes([encodeUtf8(value), Uint8Array.of(0xf8), encodeUtf8('C ATC\r\n')])
  return /^\d{1,2}\.\d{1,3}$/.test(value) ? encodeUtf8(`${value}pH\r\n`) : null
}
