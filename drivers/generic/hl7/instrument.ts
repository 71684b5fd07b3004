/** A virtual analyzer that speaks HL7 2.3.1: one ORU^R01 a reading, as readers do that report each test when it is done. */
import type { Reading } from '#core/reading/reading.ts'
import { bytesOfHex, joinBytes } from '#drivers/kit/bytes.ts'
import { Hl7Sender, type Hl7Sending } from '#drivers/kit/hl7/sender.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'

export function instrumentOf(readings: readonly Reading[]): Instrument {
  return new Hl7Sender(readings.map((one, index) => sendingOf(one, String(index + 1))))
}

function sendingOf(one: Reading, id: string): Hl7Sending {
  const time = (one.measuredAt ?? '').replace(/[-T:]/g, '')
  const value = escaped(one.value)
  const type = /^-?\d+(\.\d+)?$/.test(one.value) ? 'NM' : 'ST'
  const segments = [
    `MSH|^~\\&|Kuaijian|virtual|||${time}||ORU^R01|${id}|${one.control ? 'Q' : 'P'}|2.3.1||||||UNICODE`,
    'PID|1',
    `OBR|1||${escaped(one.sampleNo)}|^|||${time}`,
    `OBX|1|${type}|${escaped(one.item)}||${value}|${escaped(one.unit)}||${escaped(one.flag)}|||F|||${time}`,
  ]
  const text = encodeUtf8(segments.map((segment) => `${segment}\r`).join(''))
  return { id, block: joinBytes([bytesOfHex('0B'), text, bytesOfHex('1C 0D')]) }
}

function escaped(text: string | null): string {
  return (text ?? '').replace(/[\\|^&~]/g, (mark) => `\\${marks.get(mark) ?? ''}\\`)
}

const marks: ReadonlyMap<string, string> = new Map([
  ['\\', 'E'],
  ['|', 'F'],
  ['^', 'S'],
  ['&', 'T'],
  ['~', 'R'],
])
