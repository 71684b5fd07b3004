/** A photometer that stands on the bench all morning: asked every few seconds, it tells its memory of the day, which grows. */
import type { Reading } from '#core/reading/reading.ts'
import { localText, momentOf } from '#core/time.ts'
import { driverById } from '#drivers/index.ts'
import { simulate } from '#ports/simulate.ts'

export interface Measured {
  /** As typed at the device: the running number of the sample. */
  readonly sampleNo: string
  readonly channel: string
  readonly value: string
}

export interface StandingReader {
  measure(run: readonly Measured[]): void
  switchOff(): Promise<void>
}

/** A TL-310: channels, running numbers, its own clock, and a memory that is told again and again. */
export function standingReader(to: string): StandingReader {
  const driver = driverById('dayuan/tl-310')
  if (driver === undefined) throw new Error('dayuan/tl-310 is missing')
  const memory: Reading[] = []
  const off = new AbortController()
  const running = simulate({
    instrument: driver.instrument(memory),
    to,
    link: driver.link,
    stay: true,
    signal: off.signal,
  })
  return {
    measure(run) {
      const measuredAt = localText(momentOf(Date.now())).slice(0, 19)
      for (const one of run)
        memory.push({
          ...one,
          item: '有机磷和氨基甲酸酯类',
          unit: '%',
          flag: null,
          measuredAt,
          control: false,
          recordKey: null,
          foodHint: null,
        })
    },
    async switchOff() {
      off.abort()
      await running
    },
  }
}
