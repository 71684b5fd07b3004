/** Readings that each model can say: whole numbers of its own first item, a scanner's longer codes, a meter's decimals. */
import type { Outcome, Reading } from '#core/reading/reading.ts'
import type { Driver } from '#drivers/index.ts'

/** Numbers from 1 on, one a minute from eight o'clock; at most fifty, so that channels and minutes go round once. */
export function sayable({ category, items }: Driver, count: number, day = '2026-03-02'): readonly Reading[] {
  const [first] = items
  return Array.from({ length: count }, (_, index) => ({
    sampleNo: String(index + 1),
    item: first?.name ?? '有机磷和氨基甲酸酯类',
    value: {
      scanner: `69012345${index}`,
      meter: `${index + 1}.00`,
      analyzer: `${index + 1}`,
      balance: `${index + 1}`,
    }[category],
    unit: first === undefined ? '%' : first.unit,
    flag: null,
    measuredAt: `${day}T08:${String(index).padStart(2, '0')}:00`,
    channel: String((index % 8) + 1),
    control: false,
    recordKey: null,
    foodHint: null,
  }))
}

/** As numbers: one model pads zeros, another has one decimal. Of a record that says several things, the first. */
export function numbersIn(outcomes: readonly Outcome[]): readonly number[] {
  const readings = outcomes.flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))
  return readings.filter(({ item }) => item === readings[0]?.item).map(({ value }) => Number(value))
}
