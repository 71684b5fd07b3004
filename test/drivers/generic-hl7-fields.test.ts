/** What an HL7 message says: sample, item, value, time, control, charset, each from its field. */
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driver } from '#drivers/generic/hl7/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk } from '#drivers/kit/text.ts'
import { block, bytesOf, msh, obr, obx } from './hl7-bytes.ts'

const now = '2026-03-02T09:00:00'

function outcomesOf(...segments: readonly (string | Uint8Array)[]): readonly Outcome[] {
  return replayLine(driver.line(), [block(...segments)], now).outcomes()
}

function readingsOf(...segments: readonly (string | Uint8Array)[]): readonly Reading[] {
  return outcomesOf(...segments).flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))
}

function onlyOf(...segments: readonly (string | Uint8Array)[]): Reading {
  const [only, ...others] = readingsOf(...segments)
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} readings`)
  return only
}

/** OBX with these fields from 2 on. */
const said = (fields: string) => onlyOf(msh('1'), obr('S-1'), `OBX|1|${fields}`)

describe('the sample', () => {
  it.each([
    ['OBR|1|P-1|F-1^lab', 'F-1'],
    ['OBR|1|P-1|', 'P-1'],
    ['OBR|1|20260302-0003|12', '20260302-0003'],
    ['OBR|1|7|20260302-0003', '20260302-0003'],
    ['OBR|1|7|12', '12'],
    ['OBR|1', 'PAT-9'],
  ])('%s', (order, sampleNo) => {
    expect(onlyOf(msh('1'), 'PID|1||PAT-9^^^x~PAT-8', order, obx('1')).sampleNo).toBe(sampleNo)
  })

  it('is null when nobody says it, and an order does not outlive its patient', () => {
    expect(onlyOf(msh('1'), 'PID|1', obx('1')).sampleNo).toBeNull()
    const two = readingsOf(msh('1'), obr('S-1'), obx('1'), 'PID|2', obx('2'))
    expect(two.map(({ sampleNo }) => sampleNo)).toEqual(['S-1', null])
  })

  it('each result stands under its own order, each with a key of its own', () => {
    const two = readingsOf(msh('1'), obr('S-1'), obx('1'), obr('S-2'), obx('1'), obx('1'))
    expect(two.map(({ sampleNo }) => sampleNo)).toEqual(['S-1', 'S-2', 'S-2'])
    expect(new Set(two.map(({ recordKey }) => recordKey)).size).toBe(3)
  })
})

describe('the item', () => {
  it.each([
    ['NJ01', 'NJ01'],
    ['CAP^Chloramphenicol^L', 'CAP'],
    ['1^氯霉素', '氯霉素'],
    ['^Chloramphenicol', 'Chloramphenicol'],
  ])('%s', (identifier, item) => {
    expect(said(`NM|${identifier}||1|%|||||F`).item).toBe(item)
  })

  it('that nobody names is damaged', () => {
    expect(outcomesOf(msh('1'), obr('1'), 'OBX|1|NM|||1|%')).toMatchObject([
      { kind: 'damaged', reason: expect.stringMatching(/^item-missing/) },
    ])
  })
})

describe('value, unit and flag', () => {
  it.each([
    ['NM|A||12.30|%||N|||F', '12.30', '%', 'N'],
    ['ST|A||<0.5|mg/kg|||||F', '<0.5', 'mg/kg', null],
    ['NM|A||5|10^9/L|||||F', '5', '10^9/L', null],
    ['NM|A||5|mg/kg^milligram^UCUM|||||F', '5', 'mg/kg', null],
    ['NM|A||***.**|%||H|||F', '无效', '%', '***.** H'],
    ['NM|A||**.*|%|||||F', '无效', '%', '**.*'],
    ['NM|A|||%||N|||F', '无效', '%', 'N'],
    ['ST|A|||||阳性|||F', '', null, '阳性'],
    ['NM|A||----|%|||||F', '----', '%', null],
    ['SN|A||>^100|%|||||F', '>100', '%', null],
    ['SN|A||1^:^128||||||F', '1:128', null, null],
    ['CWE|A||260385009^Negative^SCT||||||F', 'Negative', null, null],
    ['NM|A||4.2|%|||||X', '无效', '%', 'X 4.2'],
    ['ST|A||a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\X41\\\\.br\\g||||||F', 'a|b^c&d~e\\fA\ng', null, null],
    ['ST|A||salt \\ water||||||F', 'salt \\ water', null, null],
  ])('%s', (fields, value, unit, flag) => {
    expect(said(fields)).toMatchObject({ value, unit, flag })
  })

  it.each([
    ['ED|A||^a^b^Base64^AAEC', /^curve: A of type ED$/],
    ['RP|A||x', /^curve/],
    ['NM|A||1|%|||||D', /^no-result: A, the device takes it back$/],
    ['NM|A||1|%|||||W', /^no-result/],
    ['NM|A|||%|||||I', /^no-result/],
  ])('%s is no result', (fields, reason) => {
    expect(outcomesOf(msh('1'), obr('1'), `OBX|1|${fields}`)).toMatchObject([
      { kind: 'ignored', reason: expect.stringMatching(reason) },
    ])
  })
})

describe('the time', () => {
  it.each([
    ['20260302082955', '20260302080000', '2026-03-02T08:29:55'],
    ['20260302082955.123+0800', '', '2026-03-02T08:29:55'],
    ['', '20260302080000', '2026-03-02T08:00:00'],
    ['', '20260302', '2026-03-02'],
    ['20260230080000', '', null],
    ['', '', null],
  ])('OBX-14 %j, OBR-7 %j', (observed, ordered, measuredAt) => {
    const reading = onlyOf(msh('1'), `OBR|1||S||||${ordered}`, `OBX|1|NM|A||1|%|||||F|||${observed}`)
    expect(reading.measuredAt).toBe(measuredAt)
  })

  it('is never the time of the message', () => {
    expect(onlyOf(msh('1', '20260302083000'), 'OBR|1||S', 'OBX|1|NM|A||1|%|||||F').measuredAt).toBeNull()
  })
})

describe('controls', () => {
  it.each([
    [msh('1', undefined, { mode: 'Q' }), 'PID|1', true],
    [msh('1'), 'PID|1||QC', true],
    [msh('1'), 'PID|1||7||质控', true],
    [msh('1'), 'PID|1||QC-7', false],
    [msh('1'), 'PID|1', false],
  ])('%s %s', (header, patient, control) => {
    expect(onlyOf(header, patient, obr('1'), obx('1')).control).toBe(control)
  })
})

describe('charsets', () => {
  const result = (item: string) => `OBX|1|ST|A^${item}||阳性||||||F`
  const said18 = (charset: string) => msh('1', undefined, { rest: `||||||${charset}` })

  it.each(['UNICODE', 'UTF-8', 'ASCII', ''])('UTF-8 under MSH-18 %j', (charset) => {
    expect(onlyOf(said18(charset), obr('韭菜'), result('氯霉素'))).toMatchObject({ sampleNo: '韭菜', item: '氯霉素' })
  })

  it.each(['GBK', 'GB2312', 'GB18030', 'ASCII', '', 'UNICODE'])('GBK under MSH-18 %j', (charset) => {
    const reading = onlyOf(encodeGbk(said18(charset)), encodeGbk(obr('韭菜')), encodeGbk(result('氯霉素')))
    expect(reading).toMatchObject({ sampleNo: '韭菜', item: '氯霉素', value: '阳性' })
  })

  it('MSH-18 GBK holds where the bytes would be valid UTF-8 too', () => {
    // C2 B5 is µ in UTF-8 and 碌 in GBK.
    const reading = onlyOf(said18('GBK'), obr('1'), bytesOf('OBX|1|ST|A||', Uint8Array.of(0xc2, 0xb5), '||||||F'))
    expect(reading.value).toBe('碌')
  })

  it('a GBK character whose second byte is a delimiter does not split a field', () => {
    const text = bytesOf('OBR|1||', Uint8Array.of(0x81, 0x7c, 0x81, 0x5e, 0xd6, 0xd0))
    expect(onlyOf(msh('1'), text, obx('1')).sampleNo).toBe('亅乛中')
  })

  it('bytes of no charset are shown and said', () => {
    const outcomes = outcomesOf(msh('1'), obr('1'), bytesOf('OBX|1|ST|A||', Uint8Array.of(0xff, 0xff), '5||||||F'))
    expect(outcomes).toMatchObject([
      { kind: 'reading', reading: { value: '\ufffd\ufffd5' } },
      { kind: 'ignored', reason: expect.stringMatching(/^text-unreadable/) },
    ])
  })
})

describe('headers that are none', () => {
  it.each(['MSH', 'MSH|', 'MSH|^~\\&|a|b|c|d|e||', 'MSH|^~\\&|a|b|c|d|e|||1|P|2.3.1'])('%s', (header) => {
    expect(outcomesOf(header, obr('1'), obx('1'))).toMatchObject([
      { kind: 'damaged', reason: expect.stringMatching(/^header-broken/) },
    ])
  })

  it('a message without a result is ignored', () => {
    expect(outcomesOf(msh('1'), 'PID|1', obr('1'))).toMatchObject([
      { kind: 'ignored', reason: 'no-result: segments PID OBR' },
    ])
  })
})
