/** The live line as rows: where frames lie, equal messages told apart, characters over row ends, and what is only near by chance. */
import { describe, expect, it } from 'vitest'
import { type KeptFrame, type LivePiece, liveRows } from '#features/port/live-lines.ts'

const noon = Date.parse('2026-11-22T04:00:00.000Z')
const hexOf = (text: string) => Buffer.from(text, 'utf8').toString('hex')
const heard = (text: string, at = noon): LivePiece => ({ at, dir: 'in', hex: hexOf(text) })
const frame = (id: number, text: string, at = noon): KeptFrame => ({
  id,
  heardAt: { utc: new Date(at).toISOString() },
  hex: hexOf(text),
  outcomes: [{ event: 'reading', reason: null }],
})

describe('frames on the live line', () => {
  it('are marked from their first row to their last, noise around them is not', () => {
    const rows = liveRows([heard('xx12.34 g\r\nyy')], [frame(7, '12.34 g\r\n')])
    expect(rows.map(({ text, mark, begins, ends }) => [text, mark?.id ?? null, begins, ends])).toEqual([
      ['xx', null, false, false],
      ['12.34 g␍␊', 7, true, true],
      ['yy', null, false, false],
    ])
  })

  it('may be spread over pieces, with our own bytes in between', () => {
    const pieces: LivePiece[] = [heard('12.3'), { at: noon, dir: 'out', hex: '06' }, heard('4 g\r\n')]
    const rows = liveRows(pieces, [frame(7, '12.34 g\r\n')])
    expect(rows.map(({ dir, mark, begins, ends }) => [dir, mark?.id ?? null, begins, ends])).toEqual([
      ['in', 7, true, false],
      ['out', null, false, false],
      ['in', 7, false, true],
    ])
  })

  it('with equal bytes each find their own place, and neighbours differ in shade', () => {
    const rows = liveRows([heard('A\nA\n')], [frame(2, 'A\n'), frame(1, 'A\n')])
    expect(rows.map(({ mark }) => [mark?.id, mark?.shade])).toEqual([
      [1, 0],
      [2, 1],
    ])
  })

  it('heard at another time are not found in bytes that only look the same', () => {
    expect(liveRows([heard('A\n')], [frame(1, 'A\n', noon - 60_000)])[0]?.mark).toBeNull()
  })

  it('are not found across the middle of a byte', () => {
    const rows = liveRows([{ at: noon, dir: 'in', hex: '1234' }], [{ ...frame(1, ''), hex: '23' }])
    expect(rows.map(({ hex, mark }) => [hex, mark])).toEqual([['12 34', null]])
  })
})

describe('rows', () => {
  it('hold sixteen bytes at most and end with a line of the instrument', () => {
    expect(liveRows([heard('0123456789abcdefXY\nZ')], []).map(({ text }) => text)).toEqual([
      '0123456789abcdef',
      'XY␊',
      'Z',
    ])
  })

  it('carry a character over their end instead of breaking it, in UTF-8 and in GB18030', () => {
    const utf8 = liveRows([heard(`${'a'.repeat(15)}韭菜`)], [])
    expect(utf8.map(({ text }) => text).join('')).toBe(`${'a'.repeat(15)}韭菜`)
    const gb: LivePiece = { at: noon, dir: 'in', hex: `${'61'.repeat(15)}bec2b2cb` }
    expect(
      liveRows([gb], [])
        .map(({ text }) => text)
        .join(''),
    ).toBe(`${'a'.repeat(15)}韭菜`)
  })

  it('do not let the last byte of one frame swallow the first of the next', () => {
    const binary = { ...frame(1, ''), hex: '7e01aa' }
    const rows = liveRows([{ at: noon, dir: 'in', hex: '7e01aa7e01aa' }], [{ ...binary, id: 2 }, binary])
    expect(rows.map(({ text }) => text.slice(0, 2))).toEqual(['~␁', '~␁'])
  })

  it('are the newest when there are too many', () => {
    expect(liveRows([heard('1\n2\n3\n')], [], 2).map(({ text }) => text)).toEqual(['2␊', '3␊'])
  })
})
