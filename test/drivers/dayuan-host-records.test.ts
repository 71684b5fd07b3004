/** 达元 03 FF family, bytes: the vectors of its documents, numbers, sentinels, dates, lists of items and broken frames. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver } from '#drivers/dayuan/dy-3000dy/driver.ts'
import { clockAt, dayBefore, daysAsked, packedClock } from '#drivers/kit/dayuan-03ff/clock.ts'
import { ASKED, hostFrame, testRequest } from '#drivers/kit/dayuan-03ff/frame.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { answer, clock, curve, hexOf, item, pages, two } from './host-bytes.ts'

const now = '2026-03-02T09:00:00'

function outcomesOf(...chunks: readonly Uint8Array[]): readonly Outcome[] {
  return replayLine(driver.line(), chunks, now).outcomes()
}

/** What came of the frames behind the list. */
function told(...frames: readonly Uint8Array[]): readonly Outcome[] {
  return outcomesOf(...pages, ...frames).slice(pages.length)
}

describe('vectors', () => {
  it('the communication test', () => {
    expect(hexOf(testRequest)).toBe('03FF2000000000000800D418' + '4445564943453F3F')
  })

  it.each([
    [0x43, 'B7'],
    [0x63, '97'],
    [0x73, '87'],
  ])('the range of 2018-07-17, command %i', (command, xor) => {
    const sent = hexOf(hostFrame(ASKED, command, 0, daysAsked('2018-07-17', '2018-07-17')))
    expect(sent).toBe(`03FF${hexOf(Uint8Array.of(command))}00000000000800${xor}000000F124FFFFF124`)
  })

  it('record 1, and record 0x1234 low byte first', () => {
    expect(hexOf(hostFrame(ASKED, 0x45, 1))).toBe('03FF45000100000000 00B800'.replace(' ', ''))
    expect(hexOf(hostFrame(ASKED, 0x45, 0x1234)).slice(8, 16)).toBe('34120000')
  })

  it('dates', () => {
    expect(clockAt(Uint8Array.from([0, 0, 0xf1, 0x24]), 0)).toBe('2018-07-17T00:00:00')
    expect(clockAt(Uint8Array.from(clock), 0)).toBe('2026-03-02T08:30:14')
    expect(packedClock('2026-03-02T08:30:15')).toEqual(Uint8Array.from(clock))
    expect([
      dayBefore('2026-03-01'),
      dayBefore('2024-03-01'),
      dayBefore('2026-01-01'),
      dayBefore('2026-05-01'),
    ]).toEqual(['2026-02-28', '2024-02-29', '2025-12-31', '2026-04-30'])
  })
})

describe('a number', () => {
  it.each([
    [[0x7b, 0x00], '12.3'],
    [[0x00, 0x00], '0.0'],
    [[0xf4, 0x01], '50.0'],
    [[0xfb, 0xff], '-0.5'],
    [[0x05, 0x80], '-0.5'],
  ])('of a photometer in tenths: %j is %s', (value, text) => {
    expect(told(curve({ place: 0, value }))).toMatchObject([{ reading: { item: 'A', value: text, flag: null } }])
  })

  it.each([
    [[0xd2, 0x04, 0, 0], '1.234'],
    [[0x05, 0, 0, 0], '0.005'],
    [[0x05, 0, 0, 0x80], '-0.005'],
    [[0xe8, 0x03, 0, 0x01], '16778.216'],
    [[0xfe, 0xff, 0xff, 0x7e], '2130706.430'],
  ])('in thousandths: %j is %s', (value, text) => {
    expect(told(curve({ value }))).toMatchObject([{ reading: { item: 'B', value: text, unit: 'mg/kg', flag: null } }])
  })

  it.each(['FF7F', 'FE7F'])('the sentinel %s of two bytes', (sent) => {
    const value = [...Buffer.from(sent, 'hex')]
    expect(told(curve({ place: 0, value, flag: 0xc0 }))).toMatchObject([{ reading: { value: '无效', flag: sent } }])
  })

  it.each(['FFFFFF7F', 'FEFFFF7F', 'FF7F0000', '2C420F00', 'FDFFFF7F', 'FE7F0000'])('the sentinel %s', (sent) => {
    const value = [...Buffer.from(sent, 'hex')]
    expect(told(curve({ value }))).toMatchObject([{ reading: { value: '无效', flag: sent } }])
  })

  it.each([
    [0xbf, null],
    [0xc0, '可疑'],
    [0xff, '可疑'],
  ])('the flag %i is %s', (flag, word) => {
    expect(told(curve({ flag }))).toMatchObject([{ reading: { flag: word } }])
  })
})

describe('a record', () => {
  it('has a control in channel 0, and each channel its own bytes', () => {
    const data = [1, 0, 0, 0, ...clock, 0, 0, 0, 0, 9, 0, 0, 0, 5, 0, 0, 0, 123, 0, 0, 0]
    expect(told(answer(0x45, 3, data))).toMatchObject([
      { bytes: { from: 20, until: 28 }, reading: { channel: '0', control: true, value: '0.9' } },
      { bytes: { from: 28, until: 36 }, reading: { channel: '5', control: false, value: '12.3' } },
    ])
  })

  it('is named by number, time, channel and item, never by its value', () => {
    const keys = [1, 2].map((value) => told(curve({ number: 9, channel: 4, value: [value] })))
    for (const key of keys) expect(key).toMatchObject([{ reading: { recordKey: '9 2026-03-02T08:30:14 channel 4 B' } }])
  })

  it('of an unreadable clock has no time; with its number it still has a name', () => {
    const time = [0, 0, 0, 0]
    expect(told(curve({ time }))).toMatchObject([
      { reading: { measuredAt: null, recordKey: '1 00000000 channel 1 B' } },
    ])
    expect(told(curve({ time, number: 0 }))).toMatchObject([{ reading: { measuredAt: null, recordKey: null } }])
  })

  it('of a length that is none', () => {
    expect(told(answer(0x45, 1, [1, 1, 0, 0, ...clock, 1, 0, 0]))).toMatchObject([{ kind: 'damaged' }])
  })

  it.each([
    [0x41, [], '阳性', null],
    [0x42, [], '阴性', null],
    [0x83, [], '无效', 'NA'],
    [0x41, [0, 0, 0, 0], '阳性', null],
    [0x80, [0xac, 0x0d, 0, 0], '3.500', null],
    [0xc0, [0xfd, 0xff, 0xff, 0x7f], '无效', 'FDFFFF7F'],
  ])('of a card, byte 8 %i and %j behind it', (result, rest, value, flag) => {
    const list = answer(0x62, 0, item('D'))
    const card = answer(0x65, 2, [1, 0, ...clock, ...two(513), result, ...rest])
    expect(outcomesOf(list, card).slice(1)).toMatchObject([{ reading: { item: 'D', sampleNo: '513', value, flag } }])
  })

  it.each([
    [0x41, [1, 0, 0, 0]],
    [0x40, []],
  ])('of a card that is neither word nor number is not read: %i and %j', (result, rest) => {
    const card = answer(0x65, 2, [1, 0, ...clock, 1, 0, result, ...rest])
    expect(outcomesOf(answer(0x62, 0, item('D')), card).slice(1)).toMatchObject([{ kind: 'damaged' }])
  })
})

describe('the list of items', () => {
  const [first, last] = pages
  const record = curve({ place: 2 })
  const unread = [{ kind: 'damaged', reason: 'item-list-missing: the item has code 02' }]

  it('names by its place', () => {
    expect(outcomesOf(first, last, record)[2]).toMatchObject({ reading: { item: 'C' } })
    expect(outcomesOf(first, last, curve({ place: 3 }))[2]).toMatchObject({ reason: 'item-unknown: code 03' })
  })

  it.each([
    ['no list', []],
    ['no end', [first]],
    ['no first page', [last]],
    ['a page missing', [first, answer(0x42, 0x200, item('C'))]],
    ['something broken in it', [first, Uint8Array.of(0x55), last]],
    ['a page of another length', [first, answer(0x42, 0x100, [1, 2, 3])]],
  ])('with %s is not believed', (_, frames) => {
    expect(outcomesOf(...frames, record).slice(-1)).toEqual(unread)
  })

  it.each([
    ['its end is an empty page', [first, answer(0x42, 0x100, [...item('C'), ...item('D')]), answer(0x42, 0x200)]],
    ['a page comes twice', [first, first, last]],
    [
      'the second page comes twice',
      [
        first,
        answer(0x42, 0x100, [...item('C'), ...item('D')]),
        answer(0x42, 0x100, [...item('C'), ...item('D')]),
        answer(0x42, 0x200),
      ],
    ],
    ['it is told again', [first, last, first, last]],
    [
      'pages count from 1',
      [answer(0x42, 0), answer(0x42, 0x100, [...item('A'), ...item('B')]), answer(0x42, 0x200, item('C'))],
    ],
    ['pages have no numbers', [first, answer(0x42, 0, item('C'))]],
    ['a session begins anew', [first, answer(0x20, 0, [1]), first, last]],
  ])('is believed when %s', (_, frames) => {
    expect(outcomesOf(...frames, record).slice(-1)).toMatchObject([{ reading: { item: 'C' } }])
  })
})

describe('a broken frame', () => {
  const good = curve({ number: 2 })

  it.each([...good.keys()])('with byte %i changed says nothing, and the next is read', (at) => {
    const hurt = good.map((byte, index) => (index === at ? byte ^ 0x10 : byte))
    const readings = told(hurt, good).filter(({ kind }) => kind === 'reading')
    expect(readings).toHaveLength(1)
  })

  it.each([...good.keys()])('with byte %i lost says nothing, and the next is read', (lost) => {
    const readings = told(
      good.filter((_, index) => index !== lost),
      good,
    ).filter(({ kind }) => kind === 'reading')
    expect(readings).toHaveLength(1)
  })

  it('cut so that its XOR agrees with the next frame for its rest is known by the head inside', () => {
    // 8 bytes of data are missing; the next frame's first 8 are taken for them, and byte 11 is made to agree.
    const cut = good.slice(0, good.length - 8)
    const taken = [...cut.slice(12), ...good.slice(0, 8)]
    cut[11] = taken.reduce((xor, byte) => xor ^ byte, 0)
    expect(told(cut, good).map(({ kind }) => kind)).toEqual(['damaged', 'reading'])
  })

  it('03 FE inside a value cuts nothing', () => {
    expect(told(curve({ value: [0x03, 0xfe, 0x42, 0] }))).toMatchObject([{ reading: { value: '4390.403' } }])
    expect(told(curve({ value: [0, 0x03, 0xfe, 0] }))).toMatchObject([{ reading: { value: '16646.912' } }])
  })

  it('the older answer is known and not read', () => {
    expect(outcomesOf(Uint8Array.from(Buffer.from('810400000181', 'hex')))).toEqual([
      { kind: 'ignored', reason: 'older-answer: the analyzer has nothing' },
    ])
  })
})

describe('who it says it is', () => {
  const identities = (data: readonly number[]) =>
    replayLine(driver.line(), [answer(0x20, 0, data)], now).done.steps.flatMap((step) =>
      step.kind === 'identity' ? [step.said] : [],
    )

  it('name, model and serial number, without the time behind them', () => {
    const said = ['DY', 'DY-7200', '72000126'].flatMap((text) => [text.length, ...Buffer.from(text)])
    expect(identities([...said, ...clock])).toEqual(['DY DY-7200 72000126'])
  })

  it.each([[[]], [[200, 65]], [[1, 7, 1, 65, 1, 66]], [[...Buffer.from('DEVICE??')]]])('nothing in %j', (data) => {
    expect(identities(data)).toEqual([])
  })
})
