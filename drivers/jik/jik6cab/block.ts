/** One weighing of a JIK-6CAB: fourteen lines from `^KJIK000` to `~P1`, as outcomes; and a reading as such a block. */
import { damaged, ignored, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { digitsOf, isMass } from '#drivers/kit/balance/weight.ts'
import { writtenTime } from '#drivers/kit/field/date.ts'
import { type BlockLine, type BlockShape, blockLines } from '#drivers/kit/framing/blocks.ts'

export const shape: BlockShape = {
  // A mark like no other: the rest of a cut line or noise may stand before it.
  begins: (line) => /\^KJIK\d{3}$/.test(line.trim()),
  ends: (line) => /^~P\d$/.test(line.trim()),
  mostLines: 14,
  longest: 512,
}

interface Weight {
  readonly line: BlockLine
  readonly value: string
  readonly unit: string
}

/** Begin mark, date, time, six weights (tare, gross, two unexplained, net, display), pieces, a letter, end mark. */
export function readBlock(block: Uint8Array): readonly Outcome[] {
  const lines = blockLines(block)
  const weights = lines.slice(3, 9).map(weightOf)
  const [tare, gross, , , net] = weights
  const count = /^ *(\d+) pcs *$/.exec(lines[9]?.text ?? '')?.[1]
  // A lost line moves the others: only all six in their places, with the pieces behind them, say which is the net weight.
  if (!tare || !gross || !net || weights.includes(null) || count === undefined)
    return [damaged('block-broken: no six weights and pieces where they should stand')]
  // The person at the indicator chooses how dates look; what is not understood stays unread.
  const measuredAt = writtenTime(`${lines[1]?.text.trim()} ${lines[2]?.text.trim()}`)
  const { value, unit, line } = net
  const others = ignored(`tare-and-gross: ${tare.value} ${tare.unit}, ${gross.value} ${gross.unit}`)
  return [
    within(line.from, line.until, reading({ item: '重量', value, unit, flag: '净重', measuredAt })),
    ...piecesOf(lines[9], count, measuredAt),
    within(tare.line.from, gross.line.until, others),
  ]
}

function weightOf(line: BlockLine): Weight | null {
  const [, digits = '', unit = ''] = /^([ +\-\d.]+) ([A-Za-z]{1,3}) *$/.exec(line.text) ?? []
  const value = digitsOf(digits)
  return value === null || !isMass(unit) ? null : { line, value, unit }
}

/** No pieces: it does not count. */
function piecesOf(line: BlockLine | undefined, count: string, measuredAt: string | null): readonly Outcome[] {
  if (line === undefined || /^0+$/.test(count)) return []
  return [within(line.from, line.until, reading({ item: '件数', value: count, unit: 'pcs', measuredAt }))]
}

/** A net weight without tare, at its own time; null for what is no number. */
export function blockText({ value, unit, measuredAt }: Reading): string | null {
  if (digitsOf(value) === null) return null
  const [day = '2023-11-07', time = '17:19:38'] = (measuredAt ?? undefined)?.split('T') ?? []
  const weight = (digits: string) => `${digits.padStart(6)} ${unit !== null && isMass(unit) ? unit : 'kg'}`
  const weights = ['0.00', value, '0.00', '0.00', value, value].map(weight)
  return ['^KJIK000', day, time, ...weights, '    0 pcs', '', 'E', '', '~P1', ''].join('\r\n')
}
