/** A barcode scanner in serial mode: each line is one code. It does not type into windows and does not disturb Chinese input. */
import { ignored, type Outcome, type Reading, reading } from '#core/reading/reading.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { linesLine } from '#drivers/kit/lines.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { printing } from '#drivers/kit/virtual/printing.ts'

export const driver = defineDriver({
  id: 'generic/scanner',
  vendor: 'generic',
  model: 'scanner',
  title: '扫码枪(串口模式)',
  category: 'scanner',
  evidence: 'generic',
  source: 'Lines ended by CR, LF or CR LF, as serial scanners can be set to send',
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  // A code cut at its front may look like another code: the first counts only after a silence.
  guard: 'none',
  repeats: 'live',
  // The longest 2D code holds 7,089 digits; labels of a market are far shorter.
  line: () => linesLine({ charset: null, longest: 4_096, idleMs: 500, alsoText: [GROUP_SEPARATOR], read }),
  instrument: (readings) => printing(readings.map(write)),
  playback: (bytes) => printing([bytes]),
})

/** GS1 codes separate their parts by it. */
const GROUP_SEPARATOR = 0x1d

/** Shorter than any label in use: a key, a spike on the line. */
const SHORTEST = 4

function read(text: string): readonly Outcome[] {
  const code = text.trim()
  if ([...code].length < SHORTEST) return [ignored(`too-short: ${code}`)]
  if (code.includes('\ufffd')) return [ignored('unreadable: bytes that are no character')]
  return [reading({ item: '条码', value: code })]
}

function write({ value }: Reading): Uint8Array | null {
  return [...value.trim()].length < SHORTEST ? null : encodeUtf8(`${value.trim()}\r\n`)
}
