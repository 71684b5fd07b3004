/** Readings for a virtual instrument that nobody recorded: believable numbers by a seed, for training and for trying a line. */
import type { Reading } from '#core/reading/reading.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { dice } from '#ports/trouble.ts'

/** `now` and `clockSeconds`: when they were measured, by a device whose clock is so many seconds ahead. */
export function trainingReadings(
  driver: Driver,
  { count, seed, nowMs, clockSeconds }: { count: number; seed: number; nowMs: number; clockSeconds: number },
): readonly Reading[] {
  const roll = dice(seed)
  return Array.from({ length: count }, (_, index): Reading => {
    const item = driver.items.length === 0 ? null : driver.items[roll(driver.items.length)]
    return {
      sampleNo: driver.category === 'analyzer' ? String(index + 1) : null,
      item: item?.name ?? usualItem(driver),
      value: `${roll(60)}.${roll(10)}${roll(10)}`,
      unit: item?.unit ?? usualUnit(driver),
      flag: null,
      measuredAt: new Date(nowMs + (clockSeconds - (count - index)) * 1000).toISOString().slice(0, 19),
      channel: driver.category === 'analyzer' ? String(1 + (index % 8)) : null,
      control: false,
      recordKey: null,
      foodHint: null,
    }
  })
}

function usualItem({ category }: Driver): string {
  return { analyzer: '有机磷和氨基甲酸酯类', balance: '重量', meter: 'pH', scanner: '条码' }[category]
}

function usualUnit({ category }: Driver): string | null {
  return { analyzer: '%', balance: 'g', meter: 'pH', scanner: null }[category]
}
