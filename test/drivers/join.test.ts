/** Both ends of a wire in memory: every driver's line against its own virtual analyzer, on good and on bad days. */

import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { driverById, drivers } from '#drivers/index.ts'
import { type Joined, joinLine, type Wire } from '#drivers/kit/perform.ts'
import { numbersIn, sayable } from './sayable.ts'

const now = '2026-03-02T09:00:00'

const fifty: readonly Reading[] = Array.from({ length: 50 }, (_, index) => ({
  sampleNo: String(index + 1),
  item: '有机磷和氨基甲酸酯类',
  value: `${index}.${String(index * 2).padStart(2, '0')}`,
  unit: '%',
  flag: null,
  measuredAt: `2026-03-02T08:${String(index).padStart(2, '0')}:00`,
  channel: null,
  control: false,
  recordKey: null,
  foodHint: null,
}))

function valuesOf(joined: Joined): readonly string[] {
  return joined.performance
    .outcomes()
    .flatMap((outcome) => (outcome.kind === 'reading' ? [`${outcome.reading.sampleNo} ${outcome.reading.value}`] : []))
}

/** Loses or changes every n-th piece. */
function every(n: number, change: (bytes: Uint8Array) => Uint8Array | null): Wire {
  let count = 0
  return (bytes) => (++count % n === 0 ? change(bytes) : bytes)
}

const hurt = (bytes: Uint8Array) => bytes.map((byte, index) => (index === bytes.length >> 1 ? byte ^ 0x01 : byte))
const said = fifty.map(({ sampleNo, value }) => `${sampleNo} ${value}`)

describe.each(drivers.map((driver) => ({ id: driver.id, driver })))('$id', ({ driver }) => {
  const readings = sayable(driver, 50)
  const numbers = readings.map(({ value }) => Number(value))

  it('hears fifty readings', () => {
    const joined = joinLine(driver.line(), driver.instrument(readings), { now })
    expect(joined.counts).toEqual({ sent: 50, refused: 0 })
    expect(numbersIn(joined.performance.outcomes())).toEqual(numbers)
    expect(joined.performance.outcomes().filter(({ kind }) => kind === 'damaged')).toEqual([])
  })

  it('hears them in pieces of seven bytes', () => {
    const line = driver.line()
    const pieces = {
      ...line,
      opened: (at: string) => line.opened(at),
      closed: (at: string) => line.closed(at),
      elapsed: (at: string) => line.elapsed(at),
      *heard(bytes: Uint8Array, at: string) {
        for (let from = 0; from < bytes.length; from += 7) yield* line.heard(bytes.subarray(from, from + 7), at)
      },
    }
    expect(numbersIn(joinLine(pieces, driver.instrument(readings), { now }).performance.outcomes())).toEqual(numbers)
  })

  it('asks again when its first question was lost, or is asked again', () => {
    let first = true
    const loseFirst: Wire = (bytes) => {
      const lost = first
      first = false
      return lost ? null : bytes
    }
    const joined = joinLine(driver.line(), driver.instrument(readings), { now, toInstrument: loseFirst })
    expect(numbersIn(joined.performance.outcomes())).toEqual(numbers)
  })

  it('does not take what it cannot keep', () => {
    const joined = joinLine(driver.line(), driver.instrument(readings.slice(0, 3)), {
      now,
      keeps: () => false,
      mostTurns: 2_000,
    })
    expect(joined.performance.done.settled).toEqual([])
    const sent = joined.performance.done.sent.map((bytes) => [...bytes])
    // ACK answers ENQ only, never a frame.
    expect(sent.filter(([byte]) => byte === 0x06).length).toBeLessThanOrEqual(3)
  })
})

describe('generic/lis2 on a bad line', () => {
  const lis2 = driverById('generic/lis2')
  if (lis2 === undefined) throw new Error('generic/lis2 is gone')

  it('loses every seventh ACK and counts nothing twice', () => {
    const joined = joinLine(lis2.line(), lis2.instrument(fifty), { now, toInstrument: every(7, () => null) })
    expect(joined.counts).toEqual({ sent: 50, refused: 0 })
    expect(valuesOf(joined)).toEqual(said)
  })

  it('has every fifth frame hurt and sent again', () => {
    const joined = joinLine(lis2.line(), lis2.instrument(fifty), {
      now,
      toStation: every(5, (bytes) => (bytes.length > 3 ? hurt(bytes) : bytes)),
    })
    expect(joined.counts).toEqual({ sent: 50, refused: 0 })
    expect(valuesOf(joined)).toEqual(said)
    expect(joined.performance.outcomes().some(({ kind }) => kind === 'ignored')).toBe(true)
    expect(joined.performance.outcomes().some(({ kind }) => kind === 'damaged')).toBe(false)
  })

  it('gives a message up after six refusals, and the next comes through', () => {
    const spoil: Wire = (bytes) => (Buffer.from(bytes).includes('|7.14|') ? hurt(bytes) : bytes)
    const joined = joinLine(lis2.line(), lis2.instrument(fifty), { now, toStation: spoil })
    expect(joined.counts).toEqual({ sent: 49, refused: 1 })
    expect(valuesOf(joined)).toEqual(said.filter((one) => one !== '8 7.14'))
  })

  it('plays a recording with its own mistakes: the second sending follows the NAK', () => {
    const frame = (text: string, sum: string) => `\x02${text}\x03${sum}\r\n`
    const recording = Buffer.from(
      `\x05${frame('1H|\\^&\rO|1|S\rR|1|^^^A|5\rL|1|N\r', '00')}${frame('1H|\\^&\rO|1|S\rR|1|^^^A|5\rL|1|N\r', sumOf('1H|\\^&\rO|1|S\rR|1|^^^A|5\rL|1|N\r\x03'))}\x04`,
    )
    const joined = joinLine(lis2.line(), lis2.playback(recording), { now })
    expect(joined.counts).toEqual({ sent: 1, refused: 0 })
    expect(valuesOf(joined)).toEqual(['S 5'])
  })
})

function sumOf(text: string): string {
  const sum = Buffer.from(text, 'latin1').reduce((total, byte) => (total + byte) % 256, 0)
  return sum.toString(16).toUpperCase().padStart(2, '0')
}
