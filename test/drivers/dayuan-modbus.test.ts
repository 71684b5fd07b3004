/** Modbus RTU as the DY-2620 speaks it, and the kit's part that any polled unit can use. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver } from '#drivers/dayuan/dy-2620/driver.ts'
import { bytesOfHex, hexOf, joinBytes } from '#drivers/kit/bytes.ts'
import { FrameCollector } from '#drivers/kit/framing/frames.ts'
import { exceptionOf, modbusFrame, modbusRefusal, modbusShape } from '#drivers/kit/modbus/modbus-rtu.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'
const entry = '1A 03 02 08 14 00 00 FA 00 7D'
const reply = (hex: string) => modbusFrame(0x01, 0x65, bytesOfHex(hex))
const one = reply(`01 ${entry}`)
const noMore = modbusRefusal(0x01, 0x65, 2)

function valuesOf(bytes: Uint8Array): readonly string[] {
  return replayLine(driver.line(), [bytes], now)
    .outcomes()
    .map((outcome: Outcome) => (outcome.kind === 'reading' ? outcome.reading.value : outcome.reason))
}

describe('requests and replies', () => {
  it.each([
    [0x11, 0x03, '00 6B 00 03', '1103006B00037687'],
    [0x01, 0x65, '00 00 00 01', '0165000000018C02'],
  ])('address %i function %i data %s', (address, functionCode, data, frame) => {
    expect(hexOf(modbusFrame(address, functionCode, bytesOfHex(data)))).toBe(frame)
  })

  it('functions 01 to 04 are framed by their byte count, a refusal by five bytes', () => {
    const shape = modbusShape({
      address: 0x11,
      function: 0x03,
      lengths: (head) => [3 + (head[2] ?? 0) + 2],
      longest: 255,
    })
    const answer = modbusFrame(0x11, 0x03, bytesOfHex('06 02 2B 11 03 00 64'))
    const refusal = modbusRefusal(0x11, 0x03, 2)
    const collector = new FrameCollector(shape)
    const events = collector.push(joinBytes([Uint8Array.of(0x11, 0x11), answer, refusal]))
    expect(events.flatMap((event) => (event.kind === 'frame' ? [hexOf(event.bytes)] : []))).toEqual([
      hexOf(answer),
      hexOf(refusal),
    ])
    expect(hexOf(modbusRefusal(0x01, 0x03, 2))).toBe('018302C0F1')
    expect([exceptionOf(answer), exceptionOf(refusal)]).toEqual([null, 2])
  })
})

describe('replies of a DY-2620', () => {
  it.each([
    ['one record, n counts records', `01 ${entry}`, ['12.5']],
    ['one record, n counts bytes', `0A ${entry}`, ['12.5']],
    ['two records, n counts records', `02 ${entry} ${entry}`, ['12.5', '12.5']],
    ['two records, n counts bytes', `14 ${entry} ${entry}`, ['12.5', '12.5']],
    ['no more, in five bytes', '02', ['no-more: the answer has code 2']],
  ])('%s', (_name, hex, values) => {
    expect(valuesOf(reply(hex))).toEqual(values)
  })

  it('ten records whose n of 10 could be ten bytes', () => {
    expect(valuesOf(reply(`0A ${Array.from({ length: 10 }, () => entry).join(' ')}`))).toHaveLength(10)
  })

  it('each record names its bytes in the frame', () => {
    const outcomes = replayLine(driver.line(), [reply(`02 ${entry} ${entry}`)], now).outcomes()
    expect(outcomes.map(({ bytes }) => bytes)).toEqual([
      { from: 3, until: 13 },
      { from: 13, until: 23 },
    ])
  })

  it('a turned bit is never read', () => {
    for (let bit = 0; bit < one.length * 8; bit++) {
      const hurt = one.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      const told = replayLine(driver.line(), [hurt], now).outcomes()
      expect(told.every(({ kind }) => kind !== 'reading')).toBe(true)
    }
  })
})

describe('polling', () => {
  const request = (index: number) => hexOf(modbusFrame(0x01, 0x65, Uint8Array.of(0, index, 0, 1)))

  it('asks for the next record only when the one before is kept, until there are no more', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(one)
    talk.heard(reply(`01 ${entry.replace('7D', '7E')}`))
    talk.heard(noMore)
    expect(talk.done.sent.map(hexOf)).toEqual([request(0), request(1), request(2)])
    expect(talk.done.wait).toBe(20_000)
  })

  it('sends nothing more when the disk took nothing', () => {
    const talk = perform(driver.line(), now, () => false)
    talk.opened()
    talk.heard(one)
    expect(talk.done.sent.map(hexOf)).toEqual([request(0)])
    expect(talk.done.wait).toBe(20_000)
  })

  it('tries three times, then the unit is offline and is asked again later from the first', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(one)
    talk.elapsed()
    talk.elapsed()
    talk.elapsed()
    expect(talk.done.sent.map(hexOf)).toEqual([request(0), request(1), request(1), request(1)])
    expect(talk.done.wait).toBe(30_000)
    talk.elapsed()
    expect(hexOf(talk.done.sent.at(-1) ?? new Uint8Array())).toBe(request(0))
  })

  it('a spoiled reply is asked for again', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(one.slice(0, 9))
    talk.elapsed()
    talk.elapsed()
    talk.heard(one)
    expect(talk.done.sent.map(hexOf)).toEqual([request(0), request(0), request(1)])
    expect(talk.outcomes().map(({ kind }) => kind)).toEqual(['damaged', 'reading'])
  })

  it('a unit that tells the same record whatever is asked is left alone in the end', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    for (let count = 0; count < 2_100; count++) talk.heard(one)
    expect(talk.done.sent).toHaveLength(2_000)
  })
})
