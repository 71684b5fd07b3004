/** The wizard's decisions as data: roles, fixed words, another way to cut, what is still missing, and the first step's line. */
import { describe, expect, it } from 'vitest'
import type { Draft } from '#contract/learn.ts'
import { draft as draftShape } from '#contract/learn.ts'
import { propose } from '#drivers/kit/learned/propose.ts'
import {
  cellsOf,
  finished,
  keptOver,
  missingOf,
  onlyItem,
  onlyUnit,
  withFixed,
  withItem,
  withOnly,
  withRole,
  wordsOf,
} from '#features/learn/draft-edits.ts'
import { splitWords, sureWords } from '#features/learn/learn-words.ts'
import { emptyWire, linkOf, missingOf as missingOfWire, transportOf, usualLinks } from '#features/learn/wire.ts'

const proposal = propose({
  bytes: new TextEncoder().encode('0001,12.3,ok\r\n0002,63.2,bad\r\n0003,8.10,ok\r\n'),
  link: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  linkSure: 1,
})
if (proposal === null) throw new Error('three lines give a proposal')
/** As proposed, with nothing decided yet. */
const undecided: Draft = draftShape.parse(proposal.draft)
const bare = withFixed(
  undecided.fields.reduce((draft, _field, index) => withRole(draft, index, 'ignore'), undecided),
  { item: null, unit: null, method: null },
)

describe('a draft', () => {
  it('needs a value, and an item from a field, from a value or fixed', () => {
    expect(missingOf(bare)).toMatch('数值')
    const valued = withRole(bare, 1, 'value')
    expect(missingOf(valued)).toMatch('项目')
    expect(missingOf(withRole(valued, 0, 'item'))).toBeNull()
    expect(missingOf(withFixed(valued, { item: '重量' }))).toBeNull()
    expect(missingOf(withItem(valued, 1, '重量'))).toBeNull()
    expect(missingOf(withItem(withRole(valued, 2, 'value'), 1, '重量'))).toMatch('项目')
  })

  it('with one value shows what the proposal called it, and a person’s word stands over that', () => {
    const named = withItem(withRole(bare, 1, 'value'), 1, '净重')
    expect(onlyItem(named)).toBe('净重')
    const said = withOnly(named, { item: '重量' })
    expect([onlyItem(said), said.fields[1]?.item, said.fixed.item]).toEqual(['重量', null, '重量'])
    expect(onlyUnit(withOnly(said, { unit: 'kg' }))).toBe('kg')
  })

  it('with two values leaves each its own item', () => {
    const two = withItem(withRole(withRole(bare, 1, 'value'), 2, 'value'), 1, '净重')
    expect(withOnly(two, { item: '重量' }).fields[1]?.item).toBe('净重')
    expect(onlyItem(withOnly(two, { item: '重量' }))).toBe('重量')
  })

  it('forgets the item of a field that is no value any more', () => {
    const named = withItem(withRole(bare, 1, 'value'), 1, '重量')
    expect(withRole(named, 1, 'sampleNo').fields[1]).toMatchObject({ role: 'sampleNo', item: null })
  })

  it('goes out without blanks from typing, with a title of its own, and as the contract wants it', () => {
    const typed = withFixed({ ...bare, vendor: ' 某某 ', model: 'XY-200 ' }, { item: ' 重量 ', unit: '  ' })
    const sent = finished(typed)
    expect(sent).toMatchObject({ vendor: '某某', model: 'XY-200', title: '某某 XY-200' })
    expect(sent.fixed).toEqual({ item: '重量', unit: null, method: null })
    expect(draftShape.safeParse(sent).success).toBe(true)
  })

  it('cut another way keeps what was said of the machine and nothing of the old fields', () => {
    const old = withRole(withFixed({ ...bare, vendor: '某某', model: 'XY' }, { item: '重量' }), 1, 'value')
    const fresh: Draft = { ...bare, split: { kind: 'blanks' }, fields: bare.fields.slice(0, 1) }
    expect(keptOver(old, fresh)).toMatchObject({ vendor: '某某', fixed: { item: '重量' }, fields: fresh.fields })
    expect(keptOver(null, fresh)).toBe(fresh)
  })
})

it('a record shows each field at its mark, and a gap where it has none', () => {
  const row = {
    text: '12,0.31',
    isRecord: true,
    marks: [
      { from: 3, until: 7, field: 2 },
      { from: 0, until: 2, field: 0 },
    ],
  }
  expect(cellsOf(row, 3)).toEqual(['12', null, '0.31'])
})

it('words in a line are split at any comma a person types', () => {
  expect(wordsOf('空白, QC,质控、 空白,')).toEqual(['空白', 'QC', '质控'])
})

it('ways to cut are told in words', () => {
  expect([', × 7', 'blanks × 2', 'TAB × 3', '编号 · 结果'].map(splitWords)).toEqual([
    '逗号 · 7 格',
    '空格 · 2 格',
    '制表符 · 3 格',
    '编号 · 结果',
  ])
})

it('a weak guess asks for a look', () => {
  expect([0.9, 0.6, 0.3].map((confidence) => sureWords(confidence).weak)).toEqual([false, false, true])
})

describe('the first step', () => {
  it('asks for what is missing and lets the program find the speed', () => {
    expect(missingOfWire(emptyWire)).not.toBeNull()
    const wire = { ...emptyWire, path: ' COM3 ' }
    expect(missingOfWire(wire)).toBeNull()
    expect(transportOf(wire)).toEqual({ kind: 'serial', path: 'COM3' })
    expect(linkOf(wire)).toBeNull()
    expect(linkOf({ ...wire, link: '1' })).toEqual(usualLinks[1])
  })

  it('has no speed on a network', () => {
    const wire = { ...emptyWire, kind: 'tcp-client', host: '10.0.0.5', port: '9100', link: '1' } as const
    expect(transportOf(wire)).toEqual({ kind: 'tcp-client', host: '10.0.0.5', port: 9100 })
    expect(linkOf(wire)).toBeNull()
  })
})
