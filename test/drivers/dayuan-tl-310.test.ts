/** TL-310: frames with CRC-8, the number's byte order, what is no value, and a transfer that ends by its count alone. */
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driver } from '#drivers/dayuan/tl-310/driver.ts'
import { crc8 } from '#drivers/kit/framing/checks.ts'
import { joinLine, replayLine } from '#drivers/kit/perform.ts'
import { driven, reasonsOf, two } from './host-bytes.ts'

const now = '2026-03-02T09:00:00'
const TEST = '7E010100FF71AA'
const tested = Uint8Array.from(Buffer.from('7E020400FF021010F8AA', 'hex'))
const DAY = dayRequest([26, 3, 2])

/** Built here by hand, not by the kit. */
function frame(command: number, data: readonly number[]): Uint8Array {
  const body = [command, ...two(data.length), ...data]
  return Uint8Array.from([0x7e, ...body, crc8(Uint8Array.from(body)), 0xaa])
}

function dayRequest(day: readonly number[]): string {
  return Buffer.from(frame(0x15, [0xff, ...day]))
    .toString('hex')
    .toUpperCase()
}

interface Said {
  readonly total?: number
  readonly index?: number
  readonly channel?: number
  readonly time?: readonly number[]
  readonly number?: number
  readonly value?: number
  readonly verdict?: number
}

function record({
  total = 1,
  index = 1,
  channel = 1,
  time = [26, 3, 2, 8, 30, 15],
  number = 7,
  value = 123,
  verdict = 2,
}: Said): Uint8Array {
  const bigEnd = [number >> 8, number & 0xff]
  return frame(0x16, [
    0xff,
    ...two(total),
    ...two(index),
    channel,
    0,
    ...time,
    ...bigEnd,
    0,
    0,
    ...two(value),
    verdict,
    0,
  ])
}

function outcomesOf(...chunks: readonly Uint8Array[]): readonly Outcome[] {
  return replayLine(driver.line(), chunks, now).outcomes()
}

describe('a record', () => {
  it('is 27 bytes', () => {
    expect(record({})).toHaveLength(27)
  })

  it.each([
    [0, '0.0'],
    [5, '0.5'],
    [123, '12.3'],
    [500, '50.0'],
    [1000, '100.0'],
    [32000, '3200.0'],
  ])('of %i tenths is %s', (value, text) => {
    expect(outcomesOf(record({ value }))).toMatchObject([{ reading: { value: text, unit: '%', flag: '合格' } }])
  })

  it.each([
    [{ value: 0x7ffe }, '7FFE'],
    [{ value: 32001 }, '7D01'],
    [{ value: 0xffff }, 'FFFF'],
    [{ number: 0 }, '编号0'],
  ])('%j is no value', (said, flag) => {
    expect(outcomesOf(record(said))).toMatchObject([{ reading: { value: '无效', flag } }])
  })

  it.each([
    [2, '合格'],
    [1, '超标'],
    [9, '判定码09'],
  ])('verdict %i is %s', (verdict, flag) => {
    expect(outcomesOf(record({ verdict }))).toMatchObject([{ reading: { flag } }])
  })

  it('is named by number (high byte first), time and channel, not by its value or place', () => {
    for (const said of [{ value: 1 }, { value: 2, total: 4, index: 3 }])
      expect(outcomesOf(record({ number: 0x0102, channel: 3, ...said }))[0]).toMatchObject({
        reading: {
          sampleNo: '258',
          channel: '3',
          measuredAt: '2026-03-02T08:30:15',
          recordKey: '258 1A0302081E0F channel 3',
        },
      })
  })

  it('without number and clock has no name', () => {
    expect(outcomesOf(record({ number: 0, time: [26, 13, 1, 0, 0, 0] }))).toMatchObject([
      { reading: { sampleNo: null, measuredAt: null, recordKey: null } },
    ])
  })

  it.each([...record({}).keys()])('with byte %i changed says nothing, and the next is read', (at) => {
    const hurt = record({}).map((byte, index) => (index === at ? byte ^ 0x20 : byte))
    const readings = outcomesOf(hurt, record({ number: 2 })).filter(({ kind }) => kind === 'reading')
    expect(readings).toMatchObject([{ reading: { sampleNo: '2' } }])
  })
})

describe('the dialogue', () => {
  it('tests, says who it is, reads today, counts to the total, and asks again after five seconds', () => {
    const line = driven(driver.line(), now)
    expect(line.sent()).toEqual([TEST])
    line.line.heard(tested)
    expect(line.sent()).toEqual([DAY])
    expect(line.line.done.steps).toContainEqual({ kind: 'identity', said: 'TL-310 10' })
    line.line.heard(record({ total: 2, index: 1 }))
    expect(line.line.done.wait).toBe(2_000)
    line.line.heard(record({ total: 2, index: 2, channel: 2 }))
    expect(line.line.done.wait).toBe(5_000)
    line.line.elapsed()
    expect(line.sent()).toEqual([DAY])
    const kept = line.line.done.kept.length
    line.line.heard(record({ total: 3, index: 1 }))
    line.line.heard(record({ total: 3, index: 2, channel: 2 }))
    line.line.heard(record({ total: 3, index: 3, channel: 3 }))
    expect(line.line.done.kept).toHaveLength(kept + 1)
    expect(reasonsOf(line.line).filter((reason) => !reason.startsWith('ignored'))).toHaveLength(3)
  })

  it('the requests of the documents have the CRC of this kit', () => {
    expect([dayRequest([0, 0, 0]), dayRequest([255, 255, 255])]).toEqual([
      '7E150400FF0000002BAA',
      '7E150400FFFFFFFF4DAA',
    ])
  })

  it('tells a shortfall when the device falls silent', () => {
    const line = driven(driver.line(), now)
    line.line.heard(tested)
    line.line.heard(record({ total: 2, index: 1 }))
    line.line.elapsed()
    expect(reasonsOf(line.line).at(-1)).toBe('damaged shortfall: 1 of 2 records came')
    expect(line.line.done.wait).toBe(5_000)
  })

  it('past midnight the day before is read once more, then the new one', () => {
    const line = driver.line()
    const sent: string[] = []
    const run = (steps: ReturnType<typeof line.opened>) => {
      for (let turn = steps.next(null); !turn.done; turn = steps.next(turn.value.kind === 'keep' ? 1 : null))
        if (turn.value.kind === 'send') sent.push(Buffer.from(turn.value.bytes).toString('hex').toUpperCase())
    }
    run(line.opened('2026-03-01T23:59:50'))
    run(line.heard(tested, '2026-03-01T23:59:50'))
    run(line.heard(record({}), '2026-03-01T23:59:51'))
    for (let times = 0; times < 2; times++) {
      run(line.elapsed('2026-03-02T00:00:01'))
      run(line.heard(record({}), '2026-03-02T00:00:02'))
    }
    expect(sent).toEqual([TEST, dayRequest([26, 3, 1]), dayRequest([26, 3, 1]), DAY])
  })

  it('a record that could not be kept comes with the next question', () => {
    const disk = { full: false }
    const line = driven(driver.line(), now, () => !disk.full)
    line.line.heard(tested)
    disk.full = true
    line.line.heard(record({}))
    disk.full = false
    line.line.elapsed()
    line.line.heard(record({}))
    expect(reasonsOf(line.line).filter((reason) => reason.startsWith('reading'))).toHaveLength(1)
  })

  it('never sends anything but test and read', () => {
    const line = driven(driver.line(), now)
    for (let turn = 0; turn < 30; turn++) {
      line.line.heard(tested)
      line.line.heard(record({ total: 1 + (turn % 3) }))
      line.line.elapsed()
    }
    expect([...new Set(line.line.done.sent.map((bytes) => bytes[1]))].sort()).toEqual([0x01, 0x15])
  })

  it('400 readings come through', () => {
    const all: readonly Reading[] = Array.from({ length: 400 }, (_, index) => ({
      sampleNo: String(index + 1),
      item: '有机磷和氨基甲酸酯类',
      value: `${index}.${index % 10}`,
      unit: '%',
      flag: index < 50 ? '合格' : '超标',
      measuredAt: `2026-03-02T08:${String(index % 60).padStart(2, '0')}:00`,
      channel: String(1 + (index % 12)),
      control: false,
      recordKey: null,
      foodHint: null,
    }))
    const joined = joinLine(driver.line(), driver.instrument(all), { now })
    expect(joined.counts).toEqual({ sent: 400, refused: 0 })
    const heard = joined.performance.outcomes().filter(({ kind }) => kind === 'reading')
    expect(heard).toMatchObject(all.map(({ recordKey, ...rest }) => ({ reading: rest })))
  })
})
