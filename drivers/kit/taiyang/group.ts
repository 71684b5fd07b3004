/** One 501-byte group as readings: each measured channel of its eight, with the device's own word for it. */
import { ignored, type Outcome, reading, within } from '#core/reading/reading.ts'
import { hexOf } from '../bytes.ts'
import { compactTime, writtenTime } from '../field/date.ts'
import { float32be, float32Text } from '../field/float.ts'
import { decodeText } from '../text.ts'
import {
  BLOCK_LENGTH,
  BLOCKS_AT,
  blockOf,
  DATE_AT,
  FLAGS_AT,
  FLOATS_AT,
  measuredBlocks,
  NAME_AT,
  NUMBER_AT,
  OPERATOR_AT,
  ORIGIN_AT,
  RESULT_AT,
  VERDICT_AT,
} from './group-shape.ts'
import { PESTICIDE } from './record.ts'

/** Byte 58 of a block; 0 says nothing. */
const verdicts: readonly (string | null)[] = [null, '合格', '超标']

export function readGroup(group: Uint8Array): readonly Outcome[] {
  const number = characters(group.subarray(0, DATE_AT))
  const date = characters(group.subarray(DATE_AT, OPERATOR_AT))
  const readings = measuredBlocks(group).map((block) => {
    const at = BLOCKS_AT + block * BLOCK_LENGTH
    return within(at, at + BLOCK_LENGTH, readBlock(blockOf(group, block), `${number} ${date}`, dayOf(date)))
  })
  return [...readings, ...unmarked(group)]
}

function readBlock(block: Uint8Array, record: string, measuredAt: string | null): Outcome {
  const result = float32be(block, RESULT_AT)
  const invalid = !Number.isFinite(result)
  const channel = channelOf(block[0] ?? 0)
  const numberBytes = block.subarray(NUMBER_AT, NAME_AT)
  return reading({
    sampleNo: sampleNoOf(numberBytes),
    item: PESTICIDE,
    value: invalid ? '无效' : hundredfold(float32Text(result)),
    unit: '%',
    flag: invalid ? float32Text(result) : (verdicts[block[VERDICT_AT] ?? 0] ?? null),
    measuredAt,
    channel,
    recordKey: `${record} ${channel} ${hexOf(numberBytes)}`,
    foodHint: characters(block.subarray(NAME_AT, ORIGIN_AT)) || null,
  })
}

/** 21 is A1, 22 is A2; how 29 and more are called is not documented, so they keep their code. */
function channelOf(code: number): string {
  return code >= 0x21 && code <= 0x28 ? `A${code - 0x20}` : hexOf(Uint8Array.of(code))
}

/** Two digits as characters are a number; two other bytes are one that nobody documents. */
function sampleNoOf(bytes: Uint8Array): string | null {
  const said = characters(bytes)
  return /^\d{1,2}$/.test(said) ? said : null
}

/** Eleven characters hold a day and no time; what is not a day stays unread. */
function dayOf(said: string): string | null {
  return writtenTime(said) ?? compactTime(said)
}

/** The device's fraction as its own screen has it: 0.348 is `34.8` %, by moving the point. */
export function hundredfold(text: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = whole + fraction.padEnd(2, '0').slice(0, 2)
  const rest = fraction.slice(2)
  return `${sign}${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`
}

/** Up to the first 00. */
function characters(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end), 'gb18030').text.trim()
}

/** A channel that is not marked as measured and holds a result: perhaps an older one, so it is told and not read. */
function unmarked(group: Uint8Array): readonly Outcome[] {
  const measured = measuredBlocks(group)
  return Array.from({ length: 8 }, (_, block) => block)
    .filter((block) => !measured.includes(block))
    .filter((block) =>
      blockOf(group, block)
        .subarray(FLOATS_AT)
        .some((byte) => byte !== 0),
    )
    .map((block) => {
      const at = BLOCKS_AT + block * BLOCK_LENGTH
      const mask = hexOf(group.subarray(FLAGS_AT + 1, FLAGS_AT + 2))
      return within(at, at + BLOCK_LENGTH, ignored(`mask-differs: mask ${mask}, block ${block + 1} holds a result`))
    })
}
