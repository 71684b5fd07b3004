/** DY-6100: a conversation of letters, records without a head or a check, a count that is held against what came. */
import { describe, expect, it } from 'vitest'
import { driver } from '#drivers/dayuan/dy-6100/driver.ts'
import { bytesOfHex, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import { type Performance, perform, replayLine } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'
/** Number, RLU, lower 10, upper 30, group 1, programme 2, 08:20:30 on a Monday, 2026-03-02, two unknown. */
const record = (number: number, rlu: number, time = '1E 14 08 01 02 03 1A') =>
  joinBytes([
    Uint8Array.of(number & 0xff, number >> 8, rlu & 0xff, rlu >> 8),
    bytesOfHex(`0A 00 1E 00 01 02 ${time} AA 55`),
  ])
const count = (number: number) => Uint8Array.of(0x6e, number & 0xff, number >> 8)
const serial = Uint8Array.of(0x67, 0x34, 0x12)

function told(performance: Performance): readonly string[] {
  return performance
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading' ? `${outcome.reading.sampleNo} ${outcome.reading.value}` : outcome.reason,
    )
}

const sentOf = ({ done }: Performance) => done.sent.map(latinOf).join('')

describe('a record', () => {
  it('is 19 bytes; the verdict is not sent and not made', () => {
    const [, , one] = replayLine(driver.line(), [joinBytes([count(1), serial, record(7, 95)])], now).outcomes()
    expect(one).toEqual({
      kind: 'reading',
      reading: {
        sampleNo: '7',
        item: 'ATP',
        value: '95',
        unit: 'RLU',
        flag: null,
        measuredAt: '2026-03-02T08:20:30',
        channel: null,
        control: false,
        recordKey: '7 1E14080102031A',
        foodHint: null,
      },
    })
  })

  it.each([110, 103, 0x6e6e, 0x6767])('number %i begins with the letter of an answer', (number) => {
    const stream = joinBytes([count(2), serial, record(number, 5), record(number + 1, 6)])
    expect(told(replayLine(driver.line(), [stream], now)).slice(2)).toEqual([`${number} 5`, `${number + 1} 6`])
  })

  it.each(['1E 14 18 01 02 03 1A', '1E 14 08 08 02 03 1A', '1E 14 08 01 00 03 1A', '1E 14 08 01 02 03 06'])(
    'time %s is damaged, and nothing behind it is taken for a record',
    (time) => {
      const stream = joinBytes([count(3), serial, record(1, 5, time), record(2, 6), record(3, 7)])
      const outcomes = replayLine(driver.line(), [stream], now).outcomes()
      expect(outcomes.filter(({ kind }) => kind === 'reading')).toEqual([])
      expect(outcomes.at(-1)).toEqual({ kind: 'damaged', reason: 'shortfall: 0 of 3 records came' })
    },
  )

  it('a lost or won byte anywhere in three records gives no false one', () => {
    const records = joinBytes([record(7, 12), record(8, 15), record(9, 9)])
    for (let at = 0; at < records.length; at++) {
      const without = joinBytes([records.slice(0, at), records.slice(at + 1)])
      const doubled = joinBytes([records.slice(0, at + 1), records.slice(at)])
      for (const hurt of [without, doubled]) {
        const whole = told(replayLine(driver.line(), [joinBytes([count(3), serial, hurt])], now)).filter((one) =>
          /^\d+ \d+$/.test(one),
        )
        // A byte moved within the number, the RLU or the unknown end of one record cannot be seen in that record alone.
        const behind = whole.slice(Math.floor(at / 19) + 1)
        expect(behind, `byte ${at}`).toEqual([])
      }
    }
  })
})

describe('the dialogue', () => {
  it('asks how many, who, and for the records, and says the end', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(count(2))
    talk.heard(serial)
    talk.heard(joinBytes([record(1, 5), record(2, 6)]))
    expect(sentOf(talk)).toBe('NGRE')
    expect(talk.done.steps).toContainEqual({ kind: 'identity', said: 'DY-6100 3412' })
    expect(told(talk)).toEqual(['count: 2 records', 'serial: 4660', '1 5', '2 6'])
  })

  it('asks for nothing where there is nothing', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(count(0))
    talk.heard(serial)
    expect(sentOf(talk)).toBe('NGE')
  })

  it('reads without a serial number', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(count(1))
    talk.elapsed()
    talk.heard(record(1, 5))
    expect(sentOf(talk)).toBe('NGRE')
  })

  it('tells a shortfall, says no end and asks again; the next round begins with a count', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(count(2))
    talk.heard(serial)
    talk.heard(record(1, 5))
    talk.elapsed()
    talk.elapsed()
    talk.heard(count(2))
    talk.heard(serial)
    talk.heard(joinBytes([record(1, 5), record(2, 6)]))
    expect(sentOf(talk)).toBe('NGRNGRE')
    expect(told(talk).filter((one) => !one.includes(':'))).toEqual(['1 5', '2 6'])
    expect(told(talk)).toContain('shortfall: 1 of 2 records came')
  })

  it('does not say the end of what the disk did not take, and never D', () => {
    const talk = perform(driver.line(), now, (bytes) => bytes.length < 19)
    talk.opened()
    talk.heard(count(1))
    talk.heard(serial)
    talk.heard(record(1, 5))
    expect(sentOf(talk)).toBe('NGR')
    expect(talk.done.wait).toBe(20_000)
  })
})
