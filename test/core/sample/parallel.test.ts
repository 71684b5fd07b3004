/** One sample in several channels: what is asked, what a channel shows, and which test is a parallel of the first. */
import { describe, expect, test } from 'vitest'
import { asksParallel, isBesideFirst, resultIn } from '#core/sample/parallel.ts'
import { momentOf } from '#core/time.ts'

test.each([
  [0, 0, false],
  [1, 0, true],
  [1, 2, false],
  [2, 2, true],
  [1, 1, true],
])('%i on the plate, %i retests missing: asked %s', (onPlate, missing, asked) => {
  expect(asksParallel(onPlate, missing)).toBe(asked)
})

test('a device without channels reads them in order, item by item; one that names them is believed', () => {
  const said = (channel: string | null, item: string, value: string) => ({ channel, item, value })
  const loose = [said(null, 'x', '1'), said(null, 'y', '2'), said(null, 'x', '3')]
  expect(resultIn('3', ['3', '4'], loose)?.value).toBe('2')
  expect(resultIn('4', ['3', '4'], loose)?.value).toBe('3')
  const mixed = [said('4', 'x', '1'), said('9', 'x', '2')]
  expect(resultIn('4', ['3', '4'], mixed)?.value).toBe('1')
  expect(resultIn('3', ['3', '4'], mixed)?.value).toBe('2')
  expect(resultIn('3', ['3'], [said('8', 'x', '5')])?.value).toBe('5')
  expect(resultIn('3', ['3', '4'], [])).toBeUndefined()
})

describe('a test beside the first one', () => {
  const at = (minute: number) => momentOf(Date.UTC(2026, 2, 2) + minute * 60_000)
  const stay = (channel: string, from: number, until: number | null = null) => ({
    channel,
    from: at(from),
    until: until === null ? null : at(until),
  })
  const both = [stay('3', 0), stay('4', 1)]
  const read = [{ channel: '3', heardAt: at(10) }]
  const openedAt = at(10)
  const own = [{ channel: null, heardAt: at(10) }]

  test.each([
    ['stood in the other channel', '4', { stays: both, read }, true],
    ['is not the channel of the first again', '3', { stays: both, read }, false],
    ['nor a third reading', '4', { stays: both, read: [...read, { channel: '4', heardAt: at(11) }] }, false],
    ['nor one that was placed since', '4', { stays: [...both, stay('4', 20)], read }, false],
    ['nor of a sample that stood alone', '4', { stays: [stay('4', 0)], read: [] }, false],
    ['nor of one that was moved there', '4', { stays: [stay('3', 0, 1), stay('4', 1)], read: [] }, false],
    ['nor where it never stood', '5', { stays: both, read }, false],
    ['is told late, from a channel it has left', '4', { stays: [stay('3', 0, 15), stay('4', 1, 15)], read }, true],
    ['is counted where no channel is named', null, { stays: both, read: own }, true],
    ['until all were read', null, { stays: both, read: [...own, ...own] }, false],
    ['or it was placed again', null, { stays: [...both, stay('1', 20)], read: own }, false],
  ] as const)('%s', (_, channel, facts, beside) => {
    expect(isBesideFirst(channel, { ...facts, openedAt })).toBe(beside)
  })
})
