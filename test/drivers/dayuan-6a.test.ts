/** DY-6200, DY-6201, DY-6400: records behind 6A without a check, an echo, an end mark, and two sisters that mean other things. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver as dy6200 } from '#drivers/dayuan/dy-6200/driver.ts'
import { driver as dy6201 } from '#drivers/dayuan/dy-6201/driver.ts'
import { driver as dy6400 } from '#drivers/dayuan/dy-6400/driver.ts'
import { bytesOfHex, hexOf } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'
const echo = '6A 5B A4 69'
const end = '6A 99 99 99 99 99 99 99 99'
const record = (id: string, value: string, item = '01', verdict = '01', time = '26 03 02 08 15 30') =>
  `6A ${id} ${value} ${item} ${verdict} ${time}`

function outcomesOf(driver: Driver, ...hex: readonly string[]): readonly Outcome[] {
  return replayLine(driver.line(), [bytesOfHex(hex.join(' '))], now).outcomes()
}

function shown(driver: Driver, ...hex: readonly string[]): readonly string[] {
  return outcomesOf(driver, ...hex).map((outcome) =>
    outcome.kind === 'reading'
      ? `${outcome.reading.sampleNo} ${outcome.reading.item} ${outcome.reading.value} ${outcome.reading.flag}`
      : `${outcome.kind} ${outcome.reason}`,
  )
}

describe('a record of a DY-6200', () => {
  it('stands between the echo and the end mark', () => {
    expect(outcomesOf(dy6200, echo, record('01 00', 'CE 04'), end)).toEqual([
      { kind: 'ignored', reason: 'echo: the request came back' },
      {
        kind: 'reading',
        reading: {
          sampleNo: '1',
          item: '酚酞',
          value: '12.30',
          unit: 'mg/kg',
          flag: '合格',
          measuredAt: '2026-03-02T08:15:30',
          channel: null,
          control: false,
          recordKey: '1 260302081530 01',
          foodHint: null,
        },
      },
      { kind: 'ignored', reason: 'end-mark: the transfer is over' },
    ])
  })

  it.each([
    ['00 00', '0.00 合格'],
    ['01 00', '0.01 合格'],
    ['64 00', '1.00 合格'],
    ['FF FF', '655.35 合格'],
    ['FF 7F', '无效 FF7F'],
    ['FE 7F', '无效 FE7F'],
    ['6A 6A', '272.42 合格'],
  ])('value %s is %s', (value, told) => {
    expect(shown(dy6200, record('05 00', value))).toEqual([`5 酚酞 ${told}`])
  })

  it.each([
    ['01', '合格'],
    ['02', '不合格'],
    ['03', '可疑'],
    ['04', '超范围'],
  ])('verdict %s is %s', (verdict, word) => {
    expect(shown(dy6200, record('05 00', '64 00', '01', verdict))).toEqual([`5 酚酞 1.00 ${word}`])
  })

  it.each(['00', '05', '6A', 'FF'])('verdict %s is damaged', (verdict) => {
    expect(shown(dy6200, record('05 00', '64 00', '01', verdict))[0]).toBe(`damaged verdict-unknown: ${verdict}`)
  })

  it('the same bytes mean another test on its sister, and the two name each other', () => {
    const bytes = record('05 00', '64 00')
    expect([shown(dy6200, bytes), shown(dy6201, bytes)]).toEqual([['5 酚酞 1.00 合格'], ['5 重金属汞 1.00 合格']])
    expect([dy6200.sisters, dy6201.sisters]).toEqual([['dayuan/dy-6201'], ['dayuan/dy-6200']])
    expect(dy6200.items.map(({ name }) => name)).not.toEqual(dy6201.items.map(({ name }) => name))
  })

  it('an item that is not in the table is damaged, not guessed', () => {
    expect(shown(dy6200, record('05 00', '64 00', '08'))).toEqual(['damaged item-unknown: code 08'])
  })

  it.each([
    ['26 13 02 08 15 30', null],
    ['26 02 29 08 15 30', null],
    ['24 02 29 23 59 59', '2024-02-29T23:59:59'],
    ['00 00 00 00 00 00', null],
    ['FF FF FF FF FF FF', null],
  ])('time %s is %s', (time, measuredAt) => {
    expect(outcomesOf(dy6200, record('05 00', '64 00', '01', '01', time))).toMatchObject([{ reading: { measuredAt } }])
  })

  it('a record number of 6A, and a broken record, hide none of the next', () => {
    expect(
      shown(dy6200, record('6A 6A', '64 00'), '6A 01 00 CE 04 01 01 26 03', record('07 00', '64 00'), end),
    ).toEqual([
      '27242 酚酞 1.00 合格',
      'damaged frame-cut: 9 of 13 bytes',
      '7 酚酞 1.00 合格',
      'ignored end-mark: the transfer is over',
    ])
  })
})

describe('a head byte where no record begins', () => {
  it.each(['6A', '6A 05', '6A 05 00', '6A 05 00 64 00'])('%s in front of a record does not hide it', (before) => {
    const found = shown(
      dy6200,
      `${before} ${record('07 00', '65 00', '02')}`,
      `${before} ${record('08 00', '66 00', '03')}`,
      end,
    )
    expect(found.filter((one) => /^\d/.test(one))).toEqual(['7 亚硝酸盐 1.01 合格', '8 硝酸盐 1.02 合格'])
  })
})

describe('the dialogue of a DY-6200', () => {
  const greeting = bytesOfHex(`6A 5A A5 69 ${end}`)

  it('greets, reads, rests and reads again; a record is kept once', () => {
    const talk = perform(dy6200.line(), now)
    talk.opened()
    talk.heard(greeting)
    for (let poll = 0; poll < 3; poll++) {
      talk.heard(bytesOfHex(`${echo} ${record('01 00', 'CE 04')} ${poll > 0 ? record('02 00', '64 00') : ''} ${end}`))
      talk.elapsed()
    }
    expect(talk.done.sent.map(hexOf)).toEqual(['6A5AA569', '6A5BA469', '6A5BA469', '6A5BA469', '6A5BA469'])
    expect(talk.outcomes().filter(({ kind }) => kind === 'reading')).toHaveLength(2)
  })

  it('greets again when nothing answers', () => {
    const talk = perform(dy6200.line(), now)
    talk.opened()
    talk.elapsed()
    talk.heard(greeting)
    talk.elapsed()
    talk.elapsed()
    expect(talk.done.sent.map(hexOf)).toEqual(['6A5AA569', '6A5AA569', '6A5BA469', '6A5AA569'])
  })

  it('keeps a frame before it sends on its account', () => {
    const talk = perform(dy6200.line(), now)
    talk.opened()
    talk.heard(greeting)
    const kinds = talk.done.steps.map(({ kind }) => kind).filter((kind) => kind === 'keep' || kind === 'send')
    expect(kinds).toEqual(['send', 'keep', 'keep', 'send'])
  })

  it('goes no further on a greeting that the disk did not take', () => {
    const talk = perform(dy6200.line(), now, () => false)
    talk.opened()
    talk.heard(greeting)
    expect(talk.done.sent.map(hexOf)).toEqual(['6A5AA569'])
  })
})

describe('a record of a DY-6400', () => {
  it('has a date, tenths of a percent and a number of two digits, and asks a person about repeats', () => {
    expect(outcomesOf(dy6400, '6A 07 65 01 26 03 02 07 00')).toMatchObject([
      { reading: { sampleNo: '7', item: '水分', value: '76.5', unit: '%', measuredAt: '2026-03-02', recordKey: null } },
    ])
    expect(dy6400.repeats).toBe('ask')
  })

  it.each([
    ['6A 10 01 01 26 03 02 07 00', 'value-impossible'],
    ['6A 0A 65 01 26 03 02 07 00', 'value-broken'],
    ['6A 07 65 01 26 02 30 07 00', 'date-broken'],
    ['6A 07 65 01 26 03 02 7A 00', 'id-broken'],
  ])('%s is damaged: %s', (hex, code) => {
    expect(shown(dy6400, hex)[0]).toMatch(new RegExp(`^damaged ${code}`))
  })

  it('reads without a greeting', () => {
    const talk = perform(dy6400.line(), now)
    talk.opened()
    expect(talk.done.sent.map(hexOf)).toEqual(['6A5BA469'])
  })
})
