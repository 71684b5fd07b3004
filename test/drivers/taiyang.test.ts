/** 泰扬 key models: the maker's worked examples, and a dialogue that never tells the device to go on before the disk has what it said. */
import { describe, expect, it } from 'vitest'
import { driverById, drivers } from '#drivers/index.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { at, BEGINS, bytes, ENDS, now, plain, READY, reading, record, sentBy, toldBy } from './taiyang-bytes.ts'

const PESTICIDE = '有机磷和氨基甲酸酯类'

function told(id: string, hex: string): readonly string[] {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(id)
  return toldBy(replayLine(driver.line(), [bytes(hex)], now))
}

describe('the five worked examples of the maker', () => {
  it.each([
    ['ttnj-8', '02 37 09 1D 03 01 0B 01 00', 1, '3F18928B 420B32FB', `1 34.799786 % ${PESTICIDE} 2011-03-29T09:55:02`],
    ['ttnj-16', '02 37 09 1D 03 01 0B 01 00', 1, '3F18928B 420B32FB', `1 34.799786 % ${PESTICIDE} 2011-03-29T09:55:02`],
    [
      'ttj-8h8',
      '17 0F 0B 1E 03 01 0B 01 00',
      1,
      '3F6A018B 3F009557',
      `1 0.50227875 Abs/% ${PESTICIDE} 2011-03-30T11:15:23`,
    ],
    [
      'ttj-10h8',
      '25 31 10 1E 03 01 0B 01 00',
      1,
      '3F6A018B 3F11F60F',
      `1 0.5701608 Abs/% ${PESTICIDE} 2011-03-30T16:49:37`,
    ],
    ['ttj-9h24', '13 35 10 02 07 02 0C 80 10', 8, '3FF7537E 447CBC7C', '8 1010.94507 - 甲醛 2012-07-02T16:53:19'],
    ['ttj-9h24', '15 2E 11 02 07 05 0C 40 20', 7, '3FF54D04 4660A81D', '7 14378.028 - 硼砂 2012-07-02T17:46:21'],
  ])('%s %s', (model, head, block, floats, line) => {
    expect(told(`taiyang/${model}`, record(head, { [block]: floats }))).toEqual([line])
  })

  it('an absorbance that stands for an inhibition is in no unit that a limit has', () => {
    for (const { id, items } of drivers.filter((driver) => driver.id.startsWith('taiyang/ttj-')))
      expect(items.find(({ code }) => code === '01')?.unit, id).toBe('Abs/%')
  })
})

describe('what the record leaves open', () => {
  it('keeps a channel that the mask does not name, and tells it', () => {
    expect(told('taiyang/ttnj-8', record('05 01 08 02 03 01 1A 51 00', { 1: '3F000000 41480000' }))).toEqual([
      `1 12.5 % ${PESTICIDE} 2026-03-02T08:01:05`,
      'ignored mask-differs: mask 51, blocks 1 hold values',
    ])
  })

  it('tells eight channels, each with its bytes', () => {
    const all = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [index + 1, `3F000000 4${index}480000`]))
    const driver = driverById('taiyang/ttnj-8')
    if (driver === undefined) throw new Error('gone')
    const outcomes = replayLine(driver.line(), [bytes(record('05 01 08 02 03 01 1A FF 00', all))], now).outcomes()
    expect(outcomes.map((one) => (one.kind === 'reading' ? one.reading.channel : one.reason))).toEqual([...'12345678'])
    expect(outcomes.map((one) => one.bytes?.from)).toEqual([9, 17, 25, 33, 41, 49, 57, 65])
  })

  it('has a key for each record and channel, whatever the value', () => {
    const keys = (hex: string) => {
      const driver = driverById('taiyang/ttnj-8')
      if (driver === undefined) throw new Error('gone')
      return replayLine(driver.line(), [bytes(hex)], now)
        .outcomes()
        .map((one) => (one.kind === 'reading' ? one.reading.recordKey : null))
    }
    const head = '05 01 08 02 03 01 1A 01 00'
    expect(keys(record(head, { 1: '3F000000 41480000' }))).toEqual(['2026-03-02T08:01:05 01 1'])
    expect(keys(record(head, { 1: '3F000000 41490000' }))).toEqual(['2026-03-02T08:01:05 01 1'])
    expect(keys(record('05 01 08 02 03 01 1A 02 00', { 2: '3F000000 41480000' }))).toEqual(['2026-03-02T08:01:05 01 2'])
  })

  it('is not fooled by a record that begins like a word', () => {
    const second27 = record('1B 02 08 02 03 01 1A 01 00', { 1: '3F000000 41480000' })
    const read = `1 12.5 % ${PESTICIDE} 2026-03-02T08:02:27`
    expect(told('taiyang/ttnj-16', second27)).toEqual([read])
    expect(told('taiyang/ttnj-16', `1B 02 ${second27} ${second27} ${ENDS}`)).toEqual([
      'ignored model: 02, TTNJ-16',
      read,
      read,
      'ignored transfer-ends: the device has no more records',
    ])
  })

  it.each([
    ['month 13', '05 01 08 02 0D 01 1A 01 00'],
    ['30 February', '05 01 08 1E 02 01 1A 01 00'],
    ['item 0', '05 01 08 02 03 00 1A 01 00'],
    ['second 60', '3C 01 08 02 03 01 1A 01 00'],
  ])('reads nothing with %s', (_why, head) => {
    const outcomes = told('taiyang/ttnj-16', record(head, { 1: '3F000000 41480000' }))
    expect(outcomes).toHaveLength(1)
    expect(outcomes[0]).toMatch(/^damaged /)
  })
})

describe('the dialogue', () => {
  it('connects, waits for the model, reads all, asks for each next one, and leaves', () => {
    const line = at('taiyang/ttnj-16')
    expect(sentBy(line)).toEqual(['1BBF'])
    line.heard(bytes(READY))
    line.heard(bytes('1B02'))
    line.elapsed()
    expect(sentBy(line).slice(1)).toEqual(['1BB1'])
    line.heard(bytes(BEGINS))
    expect(sentBy(line).slice(2)).toEqual([])
    line.heard(bytes(plain(1)))
    line.heard(bytes(plain(2)))
    expect(sentBy(line).slice(2)).toEqual(['24', '24'])
    line.heard(bytes(ENDS))
    expect(sentBy(line).slice(4)).toEqual(['1BFF'])
    line.elapsed()
    expect(sentBy(line).slice(5)).toEqual(['1BBF'])
  })

  it('goes on without a model when the device says only that it is ready', () => {
    const line = at('taiyang/ttnj-16')
    line.heard(bytes(READY))
    expect(sentBy(line)).toEqual(['1BBF'])
    line.elapsed()
    expect(sentBy(line)).toEqual(['1BBF', '1BB1'])
  })

  it('keeps each record before it asks for the next', () => {
    const line = reading('taiyang/ttnj-16', '02')
    line.heard(bytes(plain(1)))
    const steps = line.done.steps.map((step) => (step.kind === 'send' ? `send ${step.bytes[0]}` : step.kind))
    expect(steps.slice(steps.lastIndexOf('keep'))).toEqual(['keep', 'settle', 'send 36', 'wait'])
  })

  it('does not ask for the next when the disk did not take this one, nor leave as if all were well', () => {
    const line = reading('taiyang/ttnj-16', '02', (frame) => frame.length < 73)
    line.heard(bytes(plain(1)))
    expect(line.done.wait).toBe(12_000)
    line.heard(bytes(ENDS))
    expect(sentBy(line)).toEqual(['1BBF', '1BB1'])
    line.elapsed()
    expect(sentBy(line)).toEqual(['1BBF', '1BB1', '1BBF'])
  })

  it('does not leave when the disk did not take the end', () => {
    const line = reading('taiyang/ttnj-16', '02', (frame) => frame[1] !== 0xfe)
    line.heard(bytes(plain(1)))
    line.heard(bytes(ENDS))
    expect(sentBy(line)).toEqual(['1BBF', '1BB1', '24'])
  })

  it('does not go on over a spoiled record: it waits until the device has left, and begins again', () => {
    const line = reading('taiyang/ttnj-16', '02')
    line.heard(bytes(plain(1)).subarray(0, 70))
    line.elapsed()
    expect(toldBy(line).at(-1)).toBe('damaged frame-cut: 70 of 73 bytes')
    expect(sentBy(line)).toEqual(['1BBF', '1BB1'])
    expect(line.done.wait).toBe(12_000)
    line.elapsed()
    expect(sentBy(line)).toEqual(['1BBF', '1BB1', '1BBF'])
  })

  it('never answers silence with another `24`: the lost record would be passed over', () => {
    const line = reading('taiyang/ttnj-16', '02')
    line.heard(bytes(plain(1)))
    line.elapsed()
    expect(sentBy(line)).toEqual(['1BBF', '1BB1', '24', '1BBF'])
  })

  it('knows a record of an earlier round: not kept again, and the device goes on', () => {
    const line = reading('taiyang/ttnj-16', '02')
    line.heard(bytes(plain(1)))
    line.elapsed()
    line.heard(bytes(READY))
    line.elapsed()
    line.heard(bytes(BEGINS))
    line.heard(bytes(plain(1)))
    line.heard(bytes(plain(2)))
    expect(sentBy(line).slice(3)).toEqual(['1BBF', '1BB1', '24', '24'])
    expect(line.done.kept.filter(({ length }) => length === 73)).toHaveLength(2)
  })

  it('does not answer a record that nobody asked for', () => {
    const line = at('taiyang/ttnj-16')
    line.heard(bytes(plain(1)))
    expect(sentBy(line)).toEqual(['1BBF'])
    expect(toldBy(line)).toEqual([`1 12.5 % ${PESTICIDE} 2026-03-02T08:01:05`])
  })

  it('tells another model and never asks for its records', () => {
    const line = at('taiyang/ttnj-16')
    line.heard(bytes(READY, '1B 11'))
    line.elapsed()
    expect(toldBy(line)).toEqual([
      'ignored connected: the device answers',
      'damaged model-differs: the device says 11, TTJ-10H8',
    ])
    line.heard(bytes(BEGINS, plain(1)))
    expect(sentBy(line)).toEqual(['1BBF'])
    expect(line.done.steps).toContainEqual({ kind: 'identity', said: 'model 11' })
  })

  it('calls again every three seconds while nobody answers, and rests after a cancel at the device', () => {
    const line = at('taiyang/ttnj-16')
    line.elapsed()
    line.elapsed()
    expect(sentBy(line)).toEqual(['1BBF', '1BBF', '1BBF'])
    const cancelled = reading('taiyang/ttnj-16', '02')
    cancelled.heard(bytes('B1 FF'))
    expect(sentBy(cancelled)).toEqual(['1BBF', '1BB1'])
    expect(cancelled.done.wait).toBe(5_000)
  })
})
