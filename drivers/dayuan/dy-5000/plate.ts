/** A plate of a DY-5000 as readings, one for each hole; and readings as plates, for the simulator. */
import { damaged, type Outcome, type Reading, reading, within } from '#core/reading/reading.ts'
import { bytesOfAscii, hexOf, joinBytes } from '#drivers/kit/bytes.ts'
import { bcdTime, bcdTimeBytes } from '#drivers/kit/field/bcd.ts'
import { gbkField, paddedText } from '#drivers/kit/field/padded-text.ts'
import { countOf, scaled } from '#drivers/kit/field/scaled.ts'
import type { Read } from '#drivers/kit/talk/talk.ts'
import { DATE, holesOf, ITEM, numberOf, partsOf, UNIT, VALUE } from './frame.ts'

export const PLATE = 96
const ROWS = 'ABCDEFGH'

/** Hole 0 to 7 is A1 to H1, 8 is A2. */
export function holeName(hole: number): string {
  return `${ROWS[hole % ROWS.length]}${Math.floor(hole / ROWS.length) + 1}`
}

export function readPlate(frame: Uint8Array): Read {
  const { holes, valuesAt, tailAt } = partsOf(holesOf(frame.length))
  const unit = paddedText(frame.subarray(tailAt, tailAt + UNIT), 'gb18030').text
  const date = frame.subarray(tailAt + UNIT, tailAt + UNIT + DATE)
  const item = paddedText(frame.subarray(tailAt + UNIT + DATE, tailAt + UNIT + DATE + ITEM), 'gb18030').text
  const key = hexOf(frame)
  if (item === '') return { outcomes: [damaged('item-missing: no name in the tail')], key }
  const outcomes: Outcome[] = Array.from({ length: holes }, (_, index) => {
    const from = valuesAt + index * VALUE
    const { whole, thousandths } = numberOf(frame.subarray(from, from + VALUE))
    const channel = holeName(frame[1 + index * 5] ?? 0)
    const said = reading({
      item,
      value: scaled(whole * 1000 + thousandths, 3),
      unit: unit === '' ? null : unit,
      measuredAt: bcdTime(date),
      channel,
      // A plate has a time and no number.
      recordKey: `${hexOf(date)} ${channel} ${item}`,
    })
    return within(from, from + VALUE, said)
  })
  return { outcomes, key }
}

/** The plate's unit, time and item are those of its first reading. */
export function plateBytes(readings: readonly Reading[]): Uint8Array {
  const [first] = readings
  const counts = readings.map(({ value }) => countOf(value, 3) ?? 0)
  const absorbances = readings.map((_, hole) => Uint8Array.of(hole, 0, 0, 4, 0))
  const values = counts.map((count) => numberBytes(Math.floor(count / 1000), count % 1000))
  return joinBytes([
    bytesOfAscii('s'),
    ...absorbances,
    ...values,
    gbkField(first?.unit ?? '', UNIT, 0),
    bcdTimeBytes(first?.measuredAt ?? null, 6),
    gbkField(first?.item ?? '', ITEM, 0),
    bytesOfAscii('e'),
  ])
}

function numberBytes(whole: number, thousandths: number): Uint8Array {
  const sevens = (number: number, length: number) =>
    Array.from({ length }, (_, at) => Math.floor(number / 128 ** (length - 1 - at)) % 128)
  return Uint8Array.from([...sevens(whole, VALUE - 2), ...sevens(thousandths, 2)])
}

export function canBeShown({ value }: Reading): boolean {
  const count = countOf(value, 3)
  return count !== null && count >= 0 && count < 100_000_000
}
