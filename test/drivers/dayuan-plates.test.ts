/** The plate readers: comma lines without a mark at their front, fixed widths from P to X, a binary plate framed by its own fields. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver as dy3000ld } from '#drivers/dayuan/dy-3000ld/driver.ts'
import { driver as dy4300 } from '#drivers/dayuan/dy-4300/driver.ts'
import { driver as dy5000 } from '#drivers/dayuan/dy-5000/driver.ts'
import { driver as dy5000ld } from '#drivers/dayuan/dy-5000ld/driver.ts'
import { driver as dy5800 } from '#drivers/dayuan/dy-5800/driver.ts'
import { driver as dyrs2 } from '#drivers/dayuan/dyrs2/driver.ts'
import { bytesOfAscii, bytesOfHex, hexOf, joinBytes, latinOf } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk } from '#drivers/kit/text.ts'

const now = '2026-03-02T09:00:00'
const finish = 'TRANSFER FINISH\r\n'

function shownBy(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'reading'
      ? `${outcome.reading.sampleNo} ${outcome.reading.channel} ${outcome.reading.value}`
      : `${outcome.kind} ${outcome.reason}`,
  )
}

function shown(driver: Driver, bytes: Uint8Array): readonly string[] {
  return shownBy(replayLine(driver.line(), [bytes], now).outcomes())
}

describe('comma lines', () => {
  const line = '18,氯霉素,A1,1.234,0.08,阴性,ug/kg,2026-03-02,08:20:30\r\n'
  const lines = (text: string) => shown(dy5000ld, encodeGbk(`${finish}${text}`)).slice(1)

  it('three models have the line, each its own parity', () => {
    expect([dy5000ld, dy4300, dy3000ld].map(({ link, guard }) => `${link.baudRate} ${link.parity} ${guard}`)).toEqual([
      '19200 odd none',
      '19200 odd none',
      '19200 even none',
    ])
  })

  it('the first line counts after a silence', () => {
    const talk = perform(dy5000ld.line(), now)
    talk.opened()
    expect([talk.done.sent, talk.done.wait]).toEqual([[], 300])
    talk.elapsed()
    expect(talk.done.sent.map(latinOf)).toEqual(['a'])
    talk.heard(encodeGbk(line + finish))
    expect(shownBy(talk.outcomes())[0]).toBe('18 A1 0.08')
  })

  it('and not without one: 18 cut to 8 would name another sample', () => {
    expect(shown(dy5000ld, encodeGbk(line.slice(1) + line))).toEqual([
      'ignored first-line: its front may be missing',
      '18 A1 0.08',
    ])
  })

  it('nothing is asked while somebody is speaking', () => {
    const talk = perform(dy5000ld.line(), now)
    talk.opened()
    talk.heard(encodeGbk(line))
    expect(talk.done.sent).toEqual([])
  })

  it('a plate told again is kept once', () => {
    const talk = perform(dy5000ld.line(), now)
    talk.opened()
    for (let poll = 0; poll < 4; poll++) {
      talk.elapsed()
      talk.heard(encodeGbk(line + finish))
    }
    expect(talk.done.sent.map(latinOf)).toEqual(['a', 'a', 'a', 'a'])
    expect(talk.outcomes().filter(({ kind }) => kind === 'reading')).toHaveLength(1)
  })

  it.each([
    ['18,氯霉素,A1,1.234,0.08,阴性,ug/kg,2026-03-02,08:20:30,,\r\n', '18 A1 0.08'],
    ['18,氯霉素,A1,1.234,,阳性,,2026-03-02,08:20\r\n', '18 A1 阳性'],
    ['18,氯霉素,A1,1.234,NaN,,ug/kg,2026-03-02,08:20:30\r\n', '18 A1 无效'],
    ['18,氯霉素,A1,1.234,,,ug/kg,2026-03-02,08:20:30\r\n', 'damaged value-missing: neither a value nor a result'],
    ['18,氯霉素,A1,1.234,0.O8,阴性,ug/kg,2026-03-02,08:20:30\r\n', 'damaged value-unreadable: 0.O8'],
    ['18,氯霉素,A1,阴性,1.234,0.08,ug/kg,2026-03-02,08:20:30\r\n', 'damaged fields-shifted'],
    [',氯霉素,A1,1.234,0.08,阴性,ug/kg,2026-03-02,08:20:30\r\n', 'damaged fields-empty'],
    ['18,氯霉素,A1,1.234,0.08,阴性,ug/kg,2026-03-02,08:2\r\n', 'damaged time-broken'],
    ['READY\r\n', 'ignored not-a-record'],
  ])('%j is %s', (text, told) => {
    expect(lines(text)[0]).toContain(told)
  })

  it.each(['\r\n', '\r', '\n'])('ends in %j', (end) => {
    expect(lines((line + line).replaceAll('\r\n', end))).toEqual(['18 A1 0.08', '18 A1 0.08'])
  })
})

describe('from P to X', () => {
  const widths = [3, 7, 20, 10, 5, 5, 6, 4, 10, 10]
  const unit = (...fields: readonly string[]) =>
    joinBytes([
      bytesOfAscii('P'),
      ...widths.map((width, index) => {
        const field = new Uint8Array(width).fill(0x20)
        field.set(encodeGbk(fields[index] ?? '').subarray(0, width))
        return field
      }),
      bytesOfAscii('X'),
    ])
  const usual = ['A1', '1', '氯霉素', 'ug/kg', '0.08', '1.2', '260302', '0820', '王敏', '7']
  const changed = (at: number, field: string) => unit(...usual.map((one, index) => (index === at ? field : one)))

  it('is 82 bytes with the sample at 71 to 80, as the widths say', () => {
    const bytes = unit(...usual)
    expect([bytes.length, latinOf(bytes.subarray(71, 81)).trim()]).toEqual([82, '7'])
    expect(replayLine(dy5800.line(), [bytes], now).outcomes()).toMatchObject([
      { reading: { sampleNo: '7', channel: 'A1', item: '氯霉素', unit: 'ug/kg', measuredAt: '2026-03-02T08:20:00' } },
    ])
  })

  it('X in a name ends nothing, P in a name begins nothing', () => {
    expect(shown(dy5800, joinBytes([changed(2, 'PXPX'), changed(8, 'XPX')]))).toEqual(['7 A1 0.08', '7 A1 0.08'])
  })

  it.each([
    ['NaN', '7 A1 无效'],
    ['12.85', '7 A1 12.85'],
    ['<0.5', '7 A1 <0.5'],
    ['', 'damaged value-unreadable: ""'],
    ['1e5', 'damaged fields-shifted'],
  ])('value %j is %s', (value, told) => {
    expect(shown(dy5800, changed(4, value))[0]).toContain(told)
  })

  it('a Chinese sample is a food and no number', () => {
    expect(replayLine(dy5800.line(), [changed(9, '鸡蛋')], now).outcomes()).toMatchObject([
      { reading: { sampleNo: null, foodHint: '鸡蛋' } },
    ])
  })

  it('a byte lost is damaged and hides none of the next', () => {
    const bytes = unit(...usual)
    for (let at = 1; at < 60; at++) {
      const hurt = joinBytes([bytes.slice(0, at), bytes.slice(at + 1)])
      const told = shown(dy5800, joinBytes([hurt, changed(9, '8')]))
      expect(told.at(-1), `byte ${at}`).toBe('8 A1 0.08')
      expect(told.length, `byte ${at}`).toBeGreaterThan(1)
      expect(told[0], `byte ${at}`).not.toContain('0.08')
    }
  })
})

describe('a binary plate', () => {
  const sevens = (number: number, length: number) =>
    Array.from({ length }, (_, at) => Math.floor(number / 128 ** (length - 1 - at)) % 128)
  function plate(thousandths: readonly number[], date = '26 03 02 08 20 30'): Uint8Array {
    const padded = (text: string, width: number) => {
      const field = new Uint8Array(width)
      field.set(encodeGbk(text))
      return field
    }
    return joinBytes([
      bytesOfAscii('s'),
      ...thousandths.map((_, hole) => Uint8Array.from([hole, ...sevens(1, 2), ...sevens(234, 2)])),
      ...thousandths.map((count) =>
        Uint8Array.from([...sevens(Math.floor(count / 1000), 4), ...sevens(count % 1000, 2)]),
      ),
      padded('ug/kg', 10),
      bytesOfHex(date),
      padded('氯霉素', 20),
      bytesOfAscii('e'),
    ])
  }

  it('names holes by column: 0 is A1, 7 is H1, 8 is A2', () => {
    const told = shown(dy5000, plate(Array.from({ length: 9 }, (_, hole) => hole * 1001)))
    expect(told[0]).toBe('null A1 0.000')
    expect(told[7]).toBe('null H1 7.007')
    expect(told[8]).toBe('null A2 8.008')
  })

  it('a full plate whose values and absorbances hold the byte 65', () => {
    const full = plate(Array.from({ length: 96 }, () => 101_101))
    expect([full.length, full.filter((byte) => byte === 0x65).length > 96]).toEqual([1094, true])
    const told = shown(dy5000, full)
    expect([told.length, told[95]]).toEqual([96, 'null H12 101.101'])
  })

  it('two plates behind each other, byte by byte', () => {
    const both = joinBytes([plate([80, 100]), plate([1850, 999])])
    const bytes = [...both].map((byte) => Uint8Array.of(byte))
    expect(shownBy(replayLine(dy5000.line(), bytes, now).outcomes())).toEqual([
      'null A1 0.080',
      'null B1 0.100',
      'null A1 1.850',
      'null B1 0.999',
    ])
  })

  it.each([
    ['a byte of eight bits in a value', 11, 0xff],
    ['thousandths over 999', 10, 0x7f],
    ['a hole twice', 6, 0x00],
    ['no e', 59, 0x66],
  ])('%s: nothing of the plate is read', (_name, at, byte) => {
    const hurt = plate([80, 100])
    hurt[at === 10 ? 15 : at === 11 ? 13 : at] = byte
    expect(shown(dy5000, hurt).every((told) => !told.startsWith('null'))).toBe(true)
  })

  it('the other order of the number bytes shows as damage, not as another number', () => {
    const turned = plate([1234, 5678])
    turned.set([2, 0, 0, 0, 106, 1], 11)
    expect(shown(dy5000, turned).every((told) => !told.startsWith('null'))).toBe(true)
  })
})

describe('frames of a DYRS2', () => {
  const frame = (digits: string) => joinBytes([bytesOfHex('01 44'), bytesOfAscii(digits), bytesOfHex('04')])

  it('asks for the version once and never for records: the check of that request is not known', () => {
    const talk = perform(dyrs2.line(), now)
    talk.opened()
    talk.heard(joinBytes([frame('0007765126030200000000'), bytesOfHex('01 45')]))
    expect(talk.done.sent.map(hexOf)).toEqual(['0156414104'])
    expect(talk.done.wait).toBeNull()
    expect(shownBy(talk.outcomes())).toEqual(['7 null 76.5', 'ignored end-mark: the transfer is over'])
  })

  it.each([
    ['1', '猪'],
    ['2', '牛'],
    ['3', '羊'],
    ['4', '鸡'],
    ['5', null],
  ])('kind %s is %s', (kind, foodHint) => {
    const outcomes = replayLine(dyrs2.line(), [frame(`0007765${kind}26030200000000`)], now).outcomes()
    expect(outcomes).toMatchObject([{ reading: { foodHint, measuredAt: '2026-03-02', recordKey: null } }])
  })
})
