/** Every 泰扬 model against its own virtual device: a long day, its recordings, and the one request that must never be sent. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driverById, drivers } from '#drivers/index.ts'
import { joinLine, replayLine } from '#drivers/kit/perform.ts'
import { now, sentBy } from './taiyang-bytes.ts'

const PESTICIDE = '有机磷和氨基甲酸酯类'
const models = drivers.filter(({ id }) => id.startsWith('taiyang/')).map((driver) => ({ id: driver.id, driver }))

describe.each(models)('$id', ({ id, driver }) => {
  const readings = Array.from({ length: 400 }, (_, index) => ({
    sampleNo: null,
    item: PESTICIDE,
    value: (index / 4 - 5).toFixed(2),
    unit: '%',
    flag: null,
    measuredAt: `2026-03-02T${String(8 + Math.floor(index / 3600)).padStart(2, '0')}:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }))

  it('hears four hundred readings, one by one in their order', () => {
    const joined = joinLine(driver.line(), driver.instrument(readings), { now })
    expect(joined.counts).toEqual({ sent: 400, refused: 0 })
    const values = joined.performance
      .outcomes()
      .flatMap((outcome) => (outcome.kind === 'reading' ? [Number(outcome.reading.value)] : []))
    expect(values).toEqual(readings.map(({ value }) => Number(value)))
    expect(joined.performance.outcomes().filter(({ kind }) => kind === 'damaged')).toEqual([])
  })

  it('plays its recordings to the end', () => {
    const folder = join(import.meta.dirname, '../../drivers', id, 'samples')
    for (const file of readdirSync(folder).filter((name) => /^(pass|fail).*bin$/.test(name))) {
      const sample = new Uint8Array(readFileSync(join(folder, file)))
      const alone = replayLine(driver.line(), [sample], now).outcomes()
      const joined = joinLine(driver.line(), driver.playback(sample), { now })
      expect(joined.counts?.refused, file).toBe(0)
      const isReading = ({ kind }: { kind: string }) => kind === 'reading'
      expect(joined.performance.outcomes().filter(isReading), file).toEqual(alone.filter(isReading))
    }
  })

  it('never has the request that erases in what it can send', () => {
    const joined = joinLine(driver.line(), driver.instrument(readings.slice(0, 9)), { now })
    const said = new Set(sentBy(joined.performance))
    expect([...said].filter((one) => !['1BBF', '1BB1', '24', '1BFF'].includes(one))).toEqual([])
  })
})

describe('who is whose sister', () => {
  it('is said from both sides, and by models that are there', () => {
    for (const { id, driver } of models) {
      expect(driver.sisters.length, id).toBeGreaterThan(0)
      for (const sister of driver.sisters) expect(driverById(sister)?.sisters, `${id} ${sister}`).toContain(id)
    }
  })
})
