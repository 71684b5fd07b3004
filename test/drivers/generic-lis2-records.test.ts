/** What the records of a message say: specimens, values, units, times, controls, charsets. */

import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driver } from '#drivers/generic/lis2/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk } from '#drivers/kit/text.ts'
import {
  bytesOf,
  ENQ,
  EOT,
  frame,
  framesOf,
  header,
  order,
  patient,
  result,
  session,
  terminator,
} from './lis2-bytes.ts'

function outcomesOf(bytes: Uint8Array): readonly Outcome[] {
  return replayLine(driver.line(), [bytes]).outcomes()
}

function readingsOf(...texts: readonly (string | Uint8Array)[]): readonly Reading[] {
  return outcomesOf(session(texts)).flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))
}

function onlyOf(...texts: readonly (string | Uint8Array)[]): Reading {
  const [only, ...others] = readingsOf(...texts)
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} readings`)
  return only
}

describe('values stay as sent', () => {
  it.each(['<0.5', '12 mg', '----', '阳性', '1.2E+03', '-3.20', '50.00', '', '>100'])('%j', (value) => {
    expect(onlyOf(header, order('1'), result(value), terminator).value).toBe(value)
  })

  it('outer blanks are trimmed, inner ones stay', () => {
    expect(onlyOf(header, order('1'), result('  12  mg '), terminator).value).toBe('12  mg')
  })

  it('escapes are resolved after the fields are split', () => {
    expect(onlyOf(header, order('1'), result('a&F&b&S&c&R&d&E&e&X41&f'), terminator).value).toBe('a|b^c\\d&eAf')
    expect(onlyOf(header, order('1'), result('salt & water'), terminator).value).toBe('salt & water')
  })
})

describe('specimens and items', () => {
  it('O.3 with its components', () => {
    expect(onlyOf(header, 'O|1|T20 10134GA D28^^6|X\r', result('1'), terminator).sampleNo).toBe('T20 10134GA D28^^6')
  })

  it('O.4 where O.3 is empty', () => {
    expect(onlyOf(header, 'O|1||T20 10134GA D28^^6\r', result('1'), terminator).sampleNo).toBe('T20 10134GA D28^^6')
    expect(onlyOf(header, 'O|1|^^|S-9\r', result('1'), terminator).sampleNo).toBe('S-9')
  })

  it('null where both are empty, or no order came', () => {
    expect(onlyOf(header, 'O|1|||^^^NJ01\r', result('1'), terminator).sampleNo).toBeNull()
    expect(onlyOf(header, result('1'), terminator).sampleNo).toBeNull()
  })

  it('an order does not outlive its patient', () => {
    expect(onlyOf(header, patient, order('S-1'), 'P|2\r', result('1'), terminator).sampleNo).toBeNull()
  })

  it.each([
    ['^^^413', '413'],
    ['^^^413^^', '413'],
    ['413', '413'],
    ['413^^', '413'],
    ['A^B', 'A^B'],
    ['1^^^05^GLU', '05'],
  ])('test %s is item %s', (test, item) => {
    expect(onlyOf(header, order('1'), `R|1|${test}|5\r`, terminator).item).toBe(item)
  })

  it('two samples in one message', () => {
    const readings = readingsOf(
      header,
      patient,
      order('S-1'),
      result('1.0'),
      'P|2\r',
      order('S-2'),
      result('2.0'),
      terminator,
    )
    expect(readings.map(({ sampleNo, value }) => [sampleNo, value])).toEqual([
      ['S-1', '1.0'],
      ['S-2', '2.0'],
    ])
  })

  it('the same test twice on one sample: both', () => {
    expect(readingsOf(header, order('S-1'), result('1.0'), result('1.0'), terminator)).toHaveLength(2)
  })

  it('an unknown test code is a reading like any other', () => {
    expect(onlyOf(header, order('S-1'), result('1.0', 'XYZ-99'), terminator).item).toBe('XYZ-99')
  })

  it('comments and maker records between results change nothing', () => {
    const readings = readingsOf(
      header,
      order('S-1'),
      result('1.0'),
      'C|1|I|text|I\r',
      'M|1|RR^X|-21\r',
      result('2.0'),
      terminator,
    )
    expect(readings.map(({ value }) => value)).toEqual(['1.0', '2.0'])
  })
})

describe('the other fields', () => {
  it('unit, flag and time', () => {
    expect(onlyOf(header, order('S-1'), 'R|1|^^^A|5|mg/kg|<1|H||F||||20260302082955\r', terminator)).toMatchObject({
      unit: 'mg/kg',
      flag: 'H',
      measuredAt: '2026-03-02T08:29:55',
      channel: null,
      control: false,
      recordKey: null,
    })
  })

  it.each([
    ['|20260302', '2026-03-02'],
    ['20260302070000|', '2026-03-02T07:00:00'],
    ['20260302070000|20260302080000', '2026-03-02T08:00:00'],
    ['|202603020800', '2026-03-02T08:00:00'],
    ['|20260230080000', null],
    ['|20261302080000', null],
    ['|yesterday', null],
    ['|', null],
  ])('times %s', (times, measuredAt) => {
    expect(onlyOf(header, order('S-1'), `R|1|^^^A|5|||||F|||${times}\r`, terminator).measuredAt).toBe(measuredAt)
  })

  it('a control by action code or by the header', () => {
    expect(onlyOf(header, 'O|1|QC1||^^^A|||||||Q\r', result('1'), terminator).control).toBe(true)
    expect(onlyOf('H|\\^&||||||||||Q\r', order('1'), result('1'), terminator).control).toBe(true)
    expect(onlyOf(header, 'O|1|S1||^^^A|||||||N\r', result('1'), terminator).control).toBe(false)
  })
})

describe('charsets', () => {
  const message = [header, order('韭菜-1'), 'R|1|^^^氯霉素|阳性|μg/kg\r', terminator]

  it('UTF-8', () => {
    expect(onlyOf(...message)).toMatchObject({ sampleNo: '韭菜-1', item: '氯霉素', value: '阳性', unit: 'μg/kg' })
  })

  it('GB18030, without being told', () => {
    expect(onlyOf(...message.map((text) => encodeGbk(text)))).toMatchObject({
      sampleNo: '韭菜-1',
      item: '氯霉素',
      value: '阳性',
    })
  })

  it('a GBK character whose second byte is a delimiter does not split a field', () => {
    const text = bytesOf(
      header,
      'O|1|',
      Uint8Array.of(0x81, 0x7c, 0x81, 0x5e, 0xd6, 0xd0),
      '\r',
      result('1'),
      terminator,
    )
    expect(onlyOf(text).sampleNo).toBe('亅乛中')
  })

  it('a character cut by an ETB', () => {
    const text = bytesOf(...message)
    const cut = text.indexOf(0xe9) + 1
    const bytes = bytesOf(ENQ, frame(1, text.slice(0, cut), { last: false }), frame(2, text.slice(cut)), EOT)
    expect(outcomesOf(bytes)[0]).toMatchObject({ reading: { sampleNo: '韭菜-1' } })
  })

  it('bytes of no charset are shown and said', () => {
    const text = bytesOf(header, 'O|1|S-1\r', 'R|1|^^^A|', Uint8Array.of(0xff, 0xff), '5|%\r', terminator)
    const outcomes = outcomesOf(session([text]))
    expect(outcomes[0]).toMatchObject({ kind: 'reading', reading: { value: '\ufffd\ufffd5' } })
    expect(outcomes[1]).toMatchObject({ kind: 'ignored', reason: expect.stringMatching(/^text-unreadable/) })
  })
})

describe('messages that are none', () => {
  it('a message without a result is ignored', () => {
    expect(outcomesOf(session([header, 'Q|1|^S-1||ALL\r', terminator]))).toEqual([
      { kind: 'ignored', reason: 'no-result: records HQL' },
    ])
  })

  it('a message without a header is damaged', () => {
    expect(outcomesOf(session([order('1'), result('1'), terminator]))).toEqual([
      { kind: 'damaged', reason: 'header-missing: records ORL' },
    ])
  })

  it('a header inside a message breaks the first and begins the second', () => {
    const outcomes = outcomesOf(
      session([[header, order('1'), result('1'), header, order('2'), result('2'), terminator].join('')]),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(['damaged', 'reading'])
  })

  it('a result cut short is damaged, its neighbours are read', () => {
    const outcomes = outcomesOf(session([header, order('1'), 'R|1|^^^A\r', result('2'), terminator]))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['damaged', 'reading'])
  })

  it('two messages in one session', () => {
    const outcomes = outcomesOf(
      session([header, order('1'), result('1'), terminator, header, order('2'), result('2'), terminator]),
    )
    expect(outcomes).toHaveLength(2)
  })

  it('two messages in one session, numbers begun again', () => {
    const message = (value: string) => framesOf([header, order('1'), result(value), terminator])
    const outcomes = outcomesOf(bytesOf(ENQ, ...message('1'), ...message('2'), EOT))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['reading', 'reading'])
  })
})
