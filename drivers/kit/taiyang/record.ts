/**
 * One 73-byte record as readings, as the maker's five worked examples support it; where his text says otherwise the record stays and
 * the difference is told. `02 37 09 1D 03 01 0B 01 00 3F18928B 420B32FB` is 2011-03-29 09:55:02, item 1, channel 1, 0.59599 / 34.79979.
 */
import { damaged, ignored, type Outcome, reading, within } from '#core/reading/reading.ts'
import { hexOf } from '../bytes.ts'
import type { ItemName } from '../driver.ts'
import { clockText } from '../field/date.ts'
import { float32be, float32Text } from '../field/float.ts'
import { BLOCK_LENGTH, BLOCKS, HEADER_LENGTH, ITEM_AT, MASK_AT, RECORD_LENGTH } from './record-shape.ts'

export interface RecordModel {
  readonly items: readonly ItemName[]
  /** With more than eight, several records make one measurement, and the last header byte tells which eight a block is of. */
  readonly channels: number
}

/** Cholinesterase inhibition by organophosphates and carbamates, in the words of GB/T 5009.199-2003. */
export const PESTICIDE = '有机磷和氨基甲酸酯类'

/**
 * The maker's examples of 8H8 and 10H8 send a second absorbance where the inhibition should stand (0.91 and 0.57, which is 37 %).
 * No limit is in this unit, so that such a number is never taken for per cent: a person looks.
 */
export const ABSORBANCE_OR_PERCENT = 'Abs/%'

export function readRecord(frame: Uint8Array, model: RecordModel): readonly Outcome[] {
  const code = itemCode(frame[ITEM_AT] ?? 0)
  const item = model.items.find((one) => one.code === code)
  if (item === undefined) return [damaged(`item-unknown: code ${code}`)]
  const [second = 0, minute = 0, hour = 0, day = 0, month = 0, , year = 0] = frame
  const measuredAt = clockText({ year: 2000 + year, month, day, hour, minute, second })
  const readings = usedBlocks(frame).map((block) => {
    const at = HEADER_LENGTH + block * BLOCK_LENGTH
    const value = float32be(frame, at + 4)
    const invalid = !Number.isFinite(value)
    const channel = channelOf(block)
    return within(
      at,
      at + BLOCK_LENGTH,
      reading({
        item: item.name,
        value: invalid ? '无效' : float32Text(value),
        unit: item.unit,
        flag: invalid ? float32Text(value) : null,
        measuredAt,
        channel,
        recordKey: keyOf(frame, model, `${measuredAt} ${code} ${channel}`),
      }),
    )
  })
  return [...readings, ...differences(frame)]
}

function itemCode(byte: number): string {
  return hexOf(Uint8Array.of(byte))
}

/** A channel counts when its block is not all zero, whatever the mask says. */
function usedBlocks(frame: Uint8Array): readonly number[] {
  return Array.from({ length: BLOCKS }, (_, block) => block).filter((block) => {
    const at = HEADER_LENGTH + block * BLOCK_LENGTH
    return frame.subarray(at, at + BLOCK_LENGTH).some((byte) => byte !== 0)
  })
}

/** By its block, as the worked examples have it. Above eight channels the driver says that its channels are not sure. */
function channelOf(block: number): string {
  return String(block + 1)
}

/** The device numbers nothing for sure but times to the second. Above eight channels the last bytes tell two records of a second apart. */
function keyOf(frame: Uint8Array, { channels }: RecordModel, key: string): string {
  return channels > BLOCKS ? `${key} ${hexOf(frame.subarray(MASK_AT, HEADER_LENGTH))}` : key
}

/** Mask 80 is channel 8, 40 is 7, 01 is 1: bit 0 first, as both examples of TY2 have it and its text does not. */
function differences(frame: Uint8Array): readonly Outcome[] {
  const mask = frame[MASK_AT] ?? 0
  const blocks = usedBlocks(frame)
  const used = blocks.reduce((bits, block) => bits | (1 << block), 0)
  if (mask === used) return []
  const held = blocks.length === 0 ? 'no block holds' : `blocks ${blocks.map((block) => block + 1).join(' ')} hold`
  return [within(MASK_AT, HEADER_LENGTH, ignored(`mask-differs: mask ${itemCode(mask)}, ${held} values`))]
}

export function isRecord(frame: Uint8Array): boolean {
  return frame.length === RECORD_LENGTH
}
