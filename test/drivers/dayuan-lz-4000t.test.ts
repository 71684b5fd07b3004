/** LZ-4000T: frames with CRC-8, the dialogue of a day, and the counting of what was announced. */

import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver } from '#drivers/dayuan/lz-4000t/driver.ts'
import { crc8 } from '#drivers/kit/framing/checks.ts'
import { type Performance, perform, replayLine } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'

/** Built here by hand, not by the kit: `7E cmd len data crc AA`. */
function frame(command: number, data: readonly number[]): Uint8Array {
  const body = [command, data.length & 0xff, data.length >> 8, ...data]
  return Uint8Array.from([0x7e, ...body, crc8(Uint8Array.from(body)), 0xaa])
}

interface Said {
  readonly total?: number
  readonly sequence?: number
  readonly number?: number
  readonly name?: readonly number[]
  readonly time?: readonly number[]
  readonly value?: number
}

function record({
  total = 1,
  sequence = 1,
  number = 7,
  name = [0xbe, 0xc2, 0xb2, 0xcb, 0, 0],
  time = [26, 3, 2, 8, 30, 15],
  value = 1230,
}: Said): Uint8Array {
  const two = (n: number) => [n & 0xff, (n >> 8) & 0xff]
  return frame(0x11, [...two(total), ...two(sequence), ...two(number), ...name, ...time, ...two(value)])
}

function hexOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? [])
    .toString('hex')
    .toUpperCase()
}

function outcomesOf(...chunks: readonly Uint8Array[]): readonly Outcome[] {
  return replayLine(driver.line(), chunks, now).outcomes()
}

function reasonsOf(performance: Performance): readonly string[] {
  return performance
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading'
        ? `reading ${outcome.reading.sampleNo} ${outcome.reading.value}`
        : `${outcome.kind} ${outcome.reason}`,
    )
}

describe('CRC-8', () => {
  it.each([
    ['0002000000', 0x07],
    ['010100FF', 0x71],
    ['100300130913', 0x7c],
    ['150400FF000000', 0x2b],
    ['150400FFFFFFFF', 0x4d],
    ['020400FF021010', 0xf8],
    ['150000', 0xcb],
    ['200000', 0x79],
    ['1A0000', 0x7a],
  ])('of %s', (hex, crc) => {
    expect(crc8(Uint8Array.from(Buffer.from(hex, 'hex')))).toBe(crc)
  })
})

describe('a record', () => {
  it.each([
    [1230, '12.30'],
    [5000, '50.00'],
    [4999, '49.99'],
    [10000, '100.00'],
    [0, '0.00'],
    [-320, '-3.20'],
    [-5, '-0.05'],
    [-32768, '-327.68'],
  ])('of %i hundredths is %s', (value, text) => {
    expect(outcomesOf(record({ value }))).toMatchObject([{ reading: { value: text, unit: '%', flag: null } }])
  })

  it('is named by its number, hints at its food and has its own identity', () => {
    expect(outcomesOf(record({ number: 300 }))).toMatchObject([
      {
        reading: {
          sampleNo: '300',
          item: '有机磷和氨基甲酸酯类',
          measuredAt: '2026-03-02T08:30:15',
          channel: null,
          control: false,
          recordKey: '300 1A0302081E0F',
          foodHint: '韭菜',
        },
      },
    ])
  })

  it.each([
    [0x7fff, 'FF7F'],
    [0x7ffe, 'FE7F'],
  ])('with the sentinel %i is shown as invalid, the sentinel kept', (value, flag) => {
    expect(outcomesOf(record({ value }))).toMatchObject([{ reading: { value: '无效', flag } }])
  })

  it('with an unreadable clock has no time', () => {
    expect(outcomesOf(record({ time: [26, 2, 30, 8, 0, 0] }))).toMatchObject([{ reading: { measuredAt: null } }])
  })

  it.each([
    [[0, 0, 0, 0, 0, 0], null],
    [[0xbe, 0xc2, 0xb2, 0xcb, 0x41, 0xbe], '韭菜A'],
    [[0xd0, 0xa1, 0xb0, 0xd7, 0xb2, 0xcb], '小白菜'],
  ])('name %j is %s', (name, hint) => {
    expect(outcomesOf(record({ name }))).toMatchObject([{ reading: { foodHint: hint } }])
  })
})

describe('resynchronising', () => {
  const good = record({ number: 2 })

  it('finds the good frame behind a wrong CRC', () => {
    const hurt = record({}).map((byte, index) => (index === 20 ? byte ^ 1 : byte))
    expect(outcomesOf(hurt, good).map(({ kind }) => kind)).toEqual(['damaged', 'reading'])
  })

  it.each([...record({}).keys()])('finds the good frame when byte %i of the one before was lost', (lost) => {
    const outcomes = outcomesOf(
      record({}).filter((_, index) => index !== lost),
      good,
    )
    expect(outcomes.filter(({ kind }) => kind === 'reading')).toMatchObject([{ reading: { sampleNo: '2' } }])
    expect(outcomes.some(({ kind }) => kind !== 'reading')).toBe(true)
  })

  it.each([...record({}).keys()])('finds the good frame when byte %i of the one before became 7E', (at) => {
    const hurt = record({}).map((byte, index) => (index === at ? 0x7e : byte))
    const readings = outcomesOf(hurt, good).filter(({ kind }) => kind === 'reading')
    expect(readings.at(-1)).toMatchObject({ reading: { sampleNo: '2' } })
    expect(readings).toHaveLength(at === 0 ? 2 : 1)
  })

  it('7E inside data cuts nothing', () => {
    expect(outcomesOf(record({ number: 0x7e7e, value: 0x117e }))).toMatchObject([
      { reading: { sampleNo: '32382', value: '44.78' } },
    ])
  })

  it('a length that promises more than there is does not hold the frames behind it back', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(Uint8Array.of(0x7e, 0x11, 0xff, 0xff))
    line.heard(good)
    expect(reasonsOf(line)).toEqual(['damaged length-wrong: 65535 bytes of data, 20 awaited', 'reading 2 12.30'])
  })

  it('a frame that breaks off is damaged after a silence', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(good.slice(0, 9))
    expect(reasonsOf(line)).toEqual([])
    expect(line.done.wait).toBe(2_000)
    line.elapsed()
    expect(reasonsOf(line)).toEqual(['damaged frame-cut: 9 of 26 bytes'])
  })

  it('a megabyte of garbage keeps its first part', () => {
    const garbage = new Uint8Array(1_000_000).fill(0x7e)
    const line = replayLine(driver.line(), [garbage, good], now)
    expect(reasonsOf(line)).toEqual([
      'ignored noise: 1000000 bytes outside any frame, the first 4096 kept',
      'reading 2 12.30',
    ])
  })
})

describe('the dialogue', () => {
  const testReply = frame(0x01, [1, 0, 0])
  const some = frame(0x13, [26, 3, 2, 1, 0])
  const none = frame(0x13, [26, 3, 2, 0, 0])
  const asked = (line: Performance) => line.done.sent.map(hexOf)

  it('tests, asks for the day in plain binary, reads the day', () => {
    const line = perform(driver.line(), '2019-09-19T10:00:00')
    line.opened()
    line.heard(testReply)
    line.heard(some)
    // The CRC of the last, 7C, is the vector of a host program for 2019-09-19.
    expect(asked(line)).toEqual(['7E0002000000' + '07AA', hexOf(frame(0x12, [19, 9, 19])), '7E1003001309137CAA'])
  })

  it('tests again when nothing answers', () => {
    const line = perform(driver.line(), now)
    line.opened()
    expect(line.done.wait).toBe(3_000)
    line.elapsed()
    expect(asked(line)).toEqual(['7E000200000007AA', '7E000200000007AA'])
  })

  it('asks again after five seconds when there was nothing, with the day of that moment', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(testReply)
    line.heard(none)
    expect(line.done.wait).toBe(5_000)
    line.elapsed()
    expect(asked(line)).toHaveLength(3)
    expect(asked(line)[2]).toBe(asked(line)[1])
  })

  it('a record read again is not kept again; a new one is', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(testReply)
    line.heard(some)
    line.heard(record({ number: 1 }))
    const kept = line.done.kept.length
    line.elapsed()
    line.heard(some)
    line.heard(record({ number: 1, total: 2, sequence: 1 }))
    line.heard(record({ number: 2, total: 2, sequence: 2 }))
    expect(line.done.kept).toHaveLength(kept + 1)
    expect(reasonsOf(line).filter((reason) => !reason.startsWith('ignored'))).toEqual([
      'reading 1 12.30',
      'reading 2 12.30',
    ])
  })

  it('the same record with another value is another reading under the same name', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(testReply)
    line.heard(some)
    line.heard(record({ value: 1000 }))
    line.elapsed()
    line.heard(some)
    line.heard(record({ value: 2000 }))
    expect(reasonsOf(line).filter((reason) => reason.startsWith('reading'))).toEqual([
      'reading 7 10.00',
      'reading 7 20.00',
    ])
    // Under one name: whoever keeps them sees a conflict, which a person decides.
    const keys = line.outcomes().flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading.recordKey] : []))
    expect(keys).toEqual(['7 1A0302081E0F', '7 1A0302081E0F'])
  })

  it('past midnight the day before is asked once more', () => {
    const line = driver.line()
    const sent: Uint8Array[] = []
    const run = (steps: ReturnType<typeof line.opened>) => {
      for (let turn = steps.next(null); !turn.done; turn = steps.next(turn.value.kind === 'keep' ? 1 : null))
        if (turn.value.kind === 'send') sent.push(turn.value.bytes)
    }
    run(line.opened('2026-03-01T23:59:50'))
    run(line.heard(testReply, '2026-03-01T23:59:50'))
    run(line.heard(none, '2026-03-01T23:59:50'))
    for (let times = 0; times < 2; times++) {
      run(line.elapsed('2026-03-02T00:00:01'))
      run(line.heard(none, '2026-03-02T00:00:01'))
    }
    const day = (date: number) => hexOf(frame(0x12, [26, 3, date]))
    expect(sent.map(hexOf).slice(1)).toEqual([day(1), day(1), day(2)])
  })

  it('a record that could not be kept is read by the next poll', () => {
    const disk = { full: true }
    const line = perform(driver.line(), now, () => !disk.full)
    line.opened()
    line.heard(testReply)
    line.heard(some)
    line.heard(record({}))
    expect(line.outcomes()).toEqual([])
    disk.full = false
    line.elapsed()
    line.elapsed()
    line.heard(some)
    line.heard(record({}))
    expect(reasonsOf(line)).toContain('reading 7 12.30')
  })

  it('never sends anything but test, question and read', () => {
    const line = perform(driver.line(), now)
    line.opened()
    for (let turn = 0; turn < 20; turn++) {
      line.heard(testReply)
      line.heard(some)
      line.heard(record({}))
      line.elapsed()
    }
    expect([...new Set(line.done.sent.map((bytes) => bytes[1]))].sort()).toEqual([0x00, 0x10, 0x12])
  })
})

describe('counting what was announced', () => {
  it('a shortfall is told beside the last record', () => {
    const line = replayLine(
      driver.line(),
      [record({ total: 3, sequence: 1, number: 1 }), record({ total: 3, sequence: 3, number: 3 })],
      now,
    )
    expect(reasonsOf(line)).toEqual(['reading 1 12.30', 'reading 3 12.30', 'damaged shortfall: 2 of 3 records came'])
  })

  it('a day of 300 records ends, its total being sixteen bits', () => {
    const records = Array.from({ length: 300 }, (_, index) =>
      record({ total: 300, sequence: index + 1, number: index + 1 }),
    )
    const line = perform(driver.line(), now)
    line.opened()
    for (const one of records) line.heard(one)
    expect(line.outcomes()).toHaveLength(300)
    expect(line.done.wait).toBe(5_000)
  })

  it('the last record is told as soon as the count is full', () => {
    const line = perform(driver.line(), now)
    line.opened()
    line.heard(record({ total: 2, sequence: 1 }))
    expect(line.outcomes()).toHaveLength(0)
    line.heard(record({ total: 2, sequence: 2, number: 8 }))
    expect(line.outcomes()).toHaveLength(2)
  })
})
