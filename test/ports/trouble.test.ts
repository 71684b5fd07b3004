/** Trouble on purpose: the same seed plays it again, and the station comes through it without a false reading. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { driver as lz4000t } from '#drivers/dayuan/lz-4000t/driver.ts'
import { driver as lis2 } from '#drivers/generic/lis2/driver.ts'
import { joinLine } from '#drivers/kit/perform.ts'
import { erasing, together } from '#drivers/kit/virtual/together.ts'
import { type OpenPort, openPort } from '#ports/open.ts'
import { simulate } from '#ports/simulate.ts'
import { noTroubles, type Troubles, troubleMaker } from '#ports/trouble.ts'
import { keptInMemory, loggedInMemory } from '#test/fakes/port-keeper.ts'

const message = Uint8Array.from({ length: 200 }, (_, index) => index)
const seeded = (more: Partial<Troubles>): Troubles => ({ ...noTroubles, seed: 7, ...more })

function played(troubles: Troubles, times = 20) {
  const maker = troubleMaker(troubles)
  return Array.from({ length: times }, () => maker.disturb(message))
}

const bytesOf = (disturbed: ReturnType<typeof played>) =>
  disturbed.map(({ pieces }) => pieces.flatMap(({ bytes }) => [...bytes]))

function readings(count: number): readonly Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    sampleNo: String(index + 1),
    item: '有机磷和氨基甲酸酯类',
    value: `${10 + index}.25`,
    unit: '%',
    flag: null,
    measuredAt: `2026-03-02T08:00:${String(index).padStart(2, '0')}`,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }))
}

describe('a troubled message', () => {
  it('is untouched without troubles', () => {
    expect(bytesOf(played(noTroubles))).toEqual(Array.from({ length: 20 }, () => [...message]))
  })

  it.each<[string, Partial<Troubles>]>([
    ['noise', { noiseOneIn: 40 }],
    ['flips', { flipOneIn: 40 }],
    ['pieces', { split: true }],
    ['resends', { resendPercent: 40 }],
    ['silence', { silencePercent: 40 }],
  ])('%s: the same seed plays the same again, another seed another', (_, more) => {
    expect(played(seeded(more))).toEqual(played(seeded(more)))
    expect(played(seeded(more))).not.toEqual(played(seeded({ ...more, seed: 8 })))
  })

  it('noise adds, flips change single bits, pieces only cut, resends double, silence takes away', () => {
    for (const bytes of bytesOf(played(seeded({ noiseOneIn: 40 }))))
      expect(bytes.length).toBeGreaterThanOrEqual(message.length)
    const flipped = bytesOf(played(seeded({ flipOneIn: 40 })))
    expect(flipped.flat().filter((byte, index) => byte !== message[index % 200]).length).toBeGreaterThan(20)
    expect(flipped.every((bytes) => bytes.length === 200)).toBe(true)
    const cut = played(seeded({ split: true }))
    expect(bytesOf(cut)).toEqual(Array.from({ length: 20 }, () => [...message]))
    expect(cut.some(({ pieces }) => pieces.length > 2)).toBe(true)
    expect(bytesOf(played(seeded({ resendPercent: 100 })))[0]).toEqual([...message, ...message])
    expect(bytesOf(played(seeded({ silencePercent: 100 }))).flat()).toEqual([])
  })

  it('the power fails once, at its byte', () => {
    const all = played(seeded({ powerLossAfter: 450 }), 5)
    expect(all.map(({ powerLost }) => powerLost)).toEqual([false, false, true, false, false])
    expect(bytesOf(all)[2]).toHaveLength(50)
  })
})

describe('devices put together', () => {
  it('an erased memory has nothing left to tell', () => {
    const full = lz4000t.instrument(readings(3))
    const device = erasing(full, lz4000t.instrument([]))
    expect(
      joinLine(lz4000t.line(), device)
        .performance.outcomes()
        .filter(({ kind }) => kind === 'reading'),
    ).toHaveLength(3)
    const again = joinLine(lz4000t.line(), device, { mostTurns: 200 }).performance.outcomes()
    expect(again.filter(({ kind }) => kind === 'reading')).toEqual([])
  })

  it('two on one line are both read, each by its checks', () => {
    const both = together(lz4000t.instrument(readings(3)), lz4000t.instrument(readings(5).slice(3)))
    const { performance } = joinLine(lz4000t.line(), both)
    const values = performance.outcomes().flatMap((one) => (one.kind === 'reading' ? [one.reading.value] : []))
    expect(new Set(values)).toEqual(new Set(['10.25', '11.25', '12.25', '13.25', '14.25']))
  })
})

describe('over real TCP', () => {
  let port: OpenPort | null = null
  afterEach(async () => {
    await port?.close()
    port = null
  })

  async function heardThrough(troubles: Troubles, count: number) {
    const keeper = keptInMemory()
    port = openPort({
      name: 'p1',
      driver: lis2,
      transport: { kind: 'tcp-server', port: 0 },
      keeper,
      now: () => '2026-03-02T09:00:00',
      log: loggedInMemory(),
      tell: () => {},
    })
    await port.ready
    const restarted = () => lis2.instrument(readings(count))
    await simulate({ instrument: restarted(), restarted, to: `tcp://${port.address()}`, troubles })
    // A doubled frame is acknowledged twice, so this device may be done before the station has read its last byte.
    await expect
      .poll(() => keeper.outcomes.filter(({ kind }) => kind === 'reading').length, { timeout: 5_000 })
      .toBeGreaterThanOrEqual(count)
    await port.close()
    return keeper.settlements
      .flatMap(({ outcomes }) => outcomes)
      .flatMap(({ outcome: one }) => (one.kind === 'reading' ? [one.reading.value] : []))
  }

  const wanted = (count: number) => readings(count).map(({ value }) => value)

  it.each<[string, Partial<Troubles>]>([
    ['flips and pieces', { flipOneIn: 400, split: true }],
    ['noise', { noiseOneIn: 300 }],
    ['resends', { resendPercent: 30 }],
  ])('%s: every reading once, none false', async (_, more) => {
    expect(await heardThrough(seeded(more), 6)).toEqual(wanted(6))
  })

  it('a power loss in mid-transfer: the device tells all again', async () => {
    const heard = await heardThrough(seeded({ powerLossAfter: 700 }), 5)
    expect(heard.slice(-5)).toEqual(wanted(5))
    for (const value of heard) expect(wanted(5)).toContain(value)
  })
})
