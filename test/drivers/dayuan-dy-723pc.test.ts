/** DY-723PC: GB18030 records cut from a stream that may have no line ends, and fields that vouch for each other. */

import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver } from '#drivers/dayuan/dy-723pc/driver.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk } from '#drivers/kit/text.ts'

const now = '2026-03-02T09:00:00'

function line(
  no: string,
  fields: Partial<Record<'hole' | 'item' | 'abs' | 'value' | 'unit' | 'verdict' | 'time' | 'tail', string>> = {},
): string {
  const {
    hole = '3',
    item = '农药残留',
    abs = '0.512',
    value = '12.3',
    unit = '%',
    verdict = '合格',
    time = '2026-03-02 08:20:30',
    tail = ',0',
  } = fields
  return `R,${no},${hole},${item},${abs},${value},${unit},${verdict},${time}${tail}`
}

function outcomesOf(text: string): readonly Outcome[] {
  return replayLine(driver.line(), [encodeGbk(text)], now).outcomes()
}

function shown(text: string): readonly string[] {
  return outcomesOf(text).map((outcome) =>
    outcome.kind === 'reading'
      ? `${outcome.reading.sampleNo} ${outcome.reading.item} ${outcome.reading.value}`
      : `${outcome.kind} ${outcome.reason}`,
  )
}

describe('a record', () => {
  it('has number, hole, item, value, unit, verdict and time', () => {
    expect(outcomesOf(`${line('7')}\r\n`)).toEqual([
      {
        kind: 'reading',
        reading: {
          sampleNo: '7',
          channel: '3',
          item: '农药残留',
          value: '12.3',
          unit: '%',
          flag: '合格',
          measuredAt: '2026-03-02T08:20:30',
          control: false,
          recordKey: '7 2026-03-02 08:20:30 3 农药残留',
          foodHint: null,
        },
      },
    ])
  })

  it.each(['100.0', '-3.2', '----', '<0.5', ''])('value %j stays as sent', (value) => {
    expect(outcomesOf(`${line('7', { value })}\r\n`)).toMatchObject([{ reading: { value } }])
  })

  it('NaN is no value and is kept beside the word of the device', () => {
    expect(outcomesOf(`${line('7', { value: 'NaN' })}\r\n`)).toMatchObject([
      { reading: { value: '无效', flag: 'NaN 合格' } },
    ])
  })

  it('a record whose R was changed on the way does not vanish behind the one before it', () => {
    const hurt = line('2').replace('R,', 'S,')
    expect(shown(`${line('1')}${hurt}${line('3')}FINISH`)).toEqual([
      '1 农药残留 12.3',
      'damaged record-unmarked: another time behind the record, and no R',
      '3 农药残留 12.3',
    ])
  })

  it.each([
    ['2026/3/2 8:05', '2026-03-02T08:05:00'],
    ['2026-03-02', '2026-03-02'],
    ['0000-00-00 00:00:00', null],
    ['2026-02-30 08:00:00', null],
  ])('time %s', (time, measuredAt) => {
    expect(outcomesOf(`${line('7', { time })}\r\n`)).toMatchObject([{ reading: { measuredAt } }])
  })

  it.each([
    ['对照', '1', true],
    ['8', '空白', true],
    ['8', 'Blank', true],
    ['8', '1', false],
  ])('number %s in hole %s: control %s', (no, hole, control) => {
    expect(outcomesOf(`${line(no, { hole })}\r\n`)).toMatchObject([{ reading: { control } }])
  })
})

describe('where a record ends', () => {
  it.each([
    ['CR LF', '\r\n', '\r\nFINISH\r\n'],
    ['CR', '\r', '\rFINISH'],
    ['LF', '\n', '\nFINISH'],
    ['nothing', '', 'FINISH'],
    ['a comma', ',', ',FINISH'],
    ['FINISH each', 'FINISH', 'FINISH'],
  ])('records parted by %s', (_name, between, end) => {
    expect(shown([line('1'), line('2'), line('3')].join(between) + end)).toEqual([
      '1 农药残留 12.3',
      '2 农药残留 12.3',
      '3 农药残留 12.3',
    ])
  })

  it('nothing after the time, and no line end', () => {
    expect(shown(`${line('1', { tail: '' })}${line('2', { tail: '' })}FINISH`)).toEqual([
      '1 农药残留 12.3',
      '2 农药残留 12.3',
    ])
  })

  it.each(['R', '有机磷R', 'R类', 'AR', 'FR,'.replace(',', '')])('item %s holds the letter R', (item) => {
    expect(shown(`${line('1', { item })}${line('2', { item })}FINISH`)).toEqual([`1 ${item} 12.3`, `2 ${item} 12.3`])
  })

  it('FINISH alone says nothing', () => {
    expect(shown('FINISH\r\nFINISH')).toEqual([])
  })

  it('a last record without an end is damaged: a digit may be missing', () => {
    expect(shown(line('1'))).toEqual(['damaged record-cut: the line closed'])
    expect(shown(`${line('1')}\r\n${line('2').slice(0, -5)}`)).toEqual([
      '1 农药残留 12.3',
      'damaged record-cut: the line closed',
    ])
  })
})

describe('what is no record', () => {
  it('a record with a field too few is damaged, its neighbours are read', () => {
    const short = line('2').replace('0.512,', '')
    expect(shown(`${line('1')}\r\n${short}\r\n${line('3')}\r\n`)).toEqual([
      '1 农药残留 12.3',
      'damaged record-short: 8 of 9 fields',
      '3 农药残留 12.3',
    ])
    expect(shown(`${line('1')}${short}${line('3')}FINISH`)).toEqual([
      '1 农药残留 12.3',
      'damaged record-short: 8 of 9 fields',
      '3 农药残留 12.3',
    ])
  })

  it('a record without a time takes none of the next one', () => {
    const hurt = line('2', { time: '20x6-03-02 08:20' })
    expect(shown(`${line('1')}${hurt},${line('3')}FINISH`)).toEqual([
      '1 农药残留 12.3',
      expect.stringMatching(/^damaged record-broken/),
      '3 农药残留 12.3',
    ])
    expect(shown(`${hurt}\r\n`)).toEqual(['damaged time-missing: no field holds a time'])
  })

  it('shifted fields are damaged, not read', () => {
    expect(shown(`R,${line('1').replace('0.512,', '')}\r\n`)).toEqual([
      'damaged fields-shifted: 农药残留 stands where the absorbance belongs',
    ])
  })

  it('half a character before a record does not swallow its R', () => {
    const bytes = Uint8Array.from([0xc5, ...encodeGbk(`${line('1')}\r\n`)])
    expect(replayLine(driver.line(), [bytes], now).outcomes().at(-1)).toMatchObject({ reading: { sampleNo: '1' } })
  })

  it('other lines are ignored, control bytes in a field damage it', () => {
    expect(shown('DY-723PC READY\r\n')).toEqual(['ignored not-a-record: 1 fields, none of them R'])
    expect(shown(`${line('1', { item: '农\u0001药' })}\r\n`)).toEqual([
      'damaged record-garbled: control characters in a field',
    ])
  })

  it('a stream without any end is cut at the limit and only counted after it', () => {
    expect(shown(`${'x'.repeat(100_000)}\r\n${line('1')}\r\n`)).toEqual([
      'damaged record-too-long: no end within 1024 bytes',
      'ignored noise: 98977 bytes outside any frame, the first 4096 kept',
      '1 农药残留 12.3',
    ])
  })
})

describe('the dialogue', () => {
  it('asks for today, and again after a while with the day of that moment', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    expect(talk.done.wait).toBe(15_000)
    talk.elapsed()
    expect(talk.done.sent.map((bytes) => Buffer.from(bytes).toString())).toEqual([
      'D2026-03-02D2026-03-02',
      'D2026-03-02D2026-03-02',
    ])
  })

  it('keeps a record once, however often the day is read', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    for (let poll = 1; poll <= 4; poll++) {
      for (let no = 1; no <= poll; no++) talk.heard(encodeGbk(`${line(String(no))}\r\n`))
      talk.heard(encodeGbk('FINISH\r\n'))
      talk.elapsed()
    }
    expect(talk.done.kept).toHaveLength(4)
    expect(talk.outcomes()).toHaveLength(4)
  })

  it('gives half a record up after a silence and asks again', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    talk.heard(encodeGbk('R,1,3,农药'))
    expect(talk.done.wait).toBe(3_000)
    talk.elapsed()
    expect(talk.outcomes()).toEqual([{ kind: 'damaged', reason: 'record-cut: silence' }])
    expect(talk.done.wait).toBe(15_000)
  })
})
