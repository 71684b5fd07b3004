/** Each of these 达元 readers against its own virtual device: everything arrives, on good lines and bad, and nothing is told to forget. */
import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { driverById } from '#drivers/index.ts'
import { hexOf } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { type Joined, joinLine, type Wire } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'

/** How many decimals each can say; the erase commands of section 1.5, which nothing ever sends. */
const models = [
  ['dayuan/dy-2620', 1],
  ['dayuan/dy-3000ld', 2],
  ['dayuan/dy-4300', 2],
  ['dayuan/dy-5000', 3],
  ['dayuan/dy-5000ld', 2],
  ['dayuan/dy-5800', 2],
  ['dayuan/dy-6100', 0],
  ['dayuan/dy-6200', 2],
  ['dayuan/dy-6201', 2],
  ['dayuan/dy-6260', 2],
  ['dayuan/dy-6400', 1],
  ['dayuan/dy-723pc', 2],
  ['dayuan/dyrs2', 1],
] as const
const erases = ['6A5DA269', '44']

function readingsOf(decimals: number, count: number): readonly Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    sampleNo: String(index + 1),
    item: '亚硝酸盐',
    value: decimals === 0 ? String(index) : `${index % 90}.${String(index % 10 ** decimals).padStart(decimals, '0')}`,
    unit: '%',
    flag: null,
    measuredAt: `2026-03-02T0${Math.floor(index / 60)}:${String(index % 60).padStart(2, '0')}:00`,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }))
}

function valuesOf({ performance }: Joined): readonly string[] {
  return performance.outcomes().flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading.value] : []))
}

function driverOf(id: string): Driver {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(`${id} is not in the list`)
  return driver
}

describe.each(models)('%s', (id, decimals) => {
  const driver = driverOf(id)
  const readings = readingsOf(decimals, 400)
  const said = readings.map(({ value }) => value)

  it('hears four hundred readings and erases nothing', () => {
    const joined = joinLine(driver.line(), driver.instrument(readings), { now })
    expect(joined.counts).toEqual({ sent: 400, refused: 0 })
    expect(valuesOf(joined)).toEqual(said)
    expect(joined.performance.outcomes().filter(({ kind }) => kind === 'damaged')).toEqual([])
    for (const bytes of joined.performance.done.sent) expect(erases).not.toContain(hexOf(bytes))
  })

  it('hears them in pieces of seven bytes', () => {
    const line = driver.line()
    const pieces = {
      opened: (at: string) => line.opened(at),
      closed: (at: string) => line.closed(at),
      elapsed: (at: string) => line.elapsed(at),
      *heard(bytes: Uint8Array, at: string) {
        for (let from = 0; from < bytes.length; from += 7) yield* line.heard(bytes.subarray(from, from + 7), at)
      },
    }
    expect(valuesOf(joinLine(pieces, driver.instrument(readings), { now }))).toEqual(said)
  })

  it('asks again when its first question was lost', () => {
    let lost = false
    const loseFirst: Wire = (bytes) => {
      if (lost) return bytes
      lost = true
      return null
    }
    expect(valuesOf(joinLine(driver.line(), driver.instrument(readings), { now, toInstrument: loseFirst }))).toEqual(
      said,
    )
  })

  it('does not take what it cannot keep', () => {
    const few = driver.instrument(readings.slice(0, 3))
    const joined = joinLine(driver.line(), few, { now, keeps: () => false, mostTurns: 200 })
    expect(joined.performance.done.settled).toEqual([])
  })

  it('refuses what it has no way to say, and says the rest', () => {
    const huge = { ...readingsOf(decimals, 1)[0], value: '99999999.9' } as Reading
    const joined = joinLine(driver.line(), driver.instrument([huge, ...readings.slice(0, 3)]), { now })
    const { sent = 0, refused = 0 } = joined.counts ?? {}
    expect(sent + refused).toBe(4)
    expect(valuesOf(joined)).toHaveLength(sent)
  })
})
