/** A virtual analyzer that speaks LIS02-A2: one message a reading, as readers do that report each test when it is done. */
import type { Reading } from '#core/reading/reading.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { framesOf, Lis01Sender } from '#drivers/kit/lis/lis01-sender.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'

export function instrumentOf(readings: readonly Reading[]): Instrument {
  return new Lis01Sender(readings.map((one) => ({ pieces: framesOf(recordsOf(one).map(encodeUtf8)), cut: false })))
}

/** The fields our own reader takes, at the standard's places; an `O.3` holding components is sent as it is. */
function recordsOf(one: Reading): readonly string[] {
  const time = (one.measuredAt ?? '').replace(/[-T:]/g, '')
  const result = [
    'R',
    '1',
    `^^^${escaped(one.item)}`,
    escaped(one.value),
    escaped(one.unit),
    '',
    escaped(one.flag),
    '',
    'F',
    '',
    '',
    '',
    time,
  ]
  return [
    `H|\\^&|||Kuaijian virtual analyzer|||||||${one.control ? 'Q' : 'P'}|LIS2-A2|${time}`,
    'P|1',
    `O|1|${(one.sampleNo ?? '').replaceAll('&', '&E&').replaceAll('|', '&F&')}||^^^${escaped(one.item)}`,
    result.join('|'),
    'L|1|N',
  ]
}

function escaped(text: string | null): string {
  return (text ?? '').replace(/[&|^\\]/g, (mark) => `&${marks.get(mark) ?? ''}&`)
}

const marks: ReadonlyMap<string, string> = new Map([
  ['&', 'E'],
  ['|', 'F'],
  ['^', 'S'],
  ['\\', 'R'],
])
