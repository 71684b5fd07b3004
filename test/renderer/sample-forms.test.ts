/** The registration line and the sheet as pure pieces: what keys offer, what a clock time means, what stays for the next sample, words for every code. */
import { describe, expect, it } from 'vitest'
import { checkCodes } from '#core/sample/check.ts'
import { detailNames, detailsOf } from '#core/sample/details.ts'
import { lifeText, photoOf } from '#features/sample/life-words.ts'
import {
  againOf,
  besideOf,
  brokenOf,
  changeWords,
  controlShown,
  plateTitle,
  takeOffWords,
  unreadOf,
} from '#features/sample/plate-words.ts'
import {
  asksForMore,
  beginsKnown,
  emptyForm,
  isKeysOnly,
  isKnownFood,
  isReady,
  knownStall,
  nextForm,
  offered,
  registrationOf,
  scannedOver,
  takenMoment,
} from '#features/sample/register-form.ts'
import { blankLines } from '#features/sample/sample-words.ts'
import { choiceWords, fieldGroups, fieldWords, findingWords } from '#features/sample/sheet-words.ts'
import { planItem } from '#ui/plan-words.ts'
import { stallText } from '#ui/stall-words.ts'

const foods = [
  { name: '韭菜', category: '蔬菜', aliases: ['扁菜'], initials: ['jc', 'bc'] },
  { name: '芥菜', category: '蔬菜', aliases: [], initials: ['jc'] },
]
const names = (typed: string, habits: string[] = []) => offered(foods, typed, habits).map(({ name }) => name)

describe('numbered keys', () => {
  it('are the habits while nothing is typed, then what the keystrokes mean, and nothing for a whole name', () => {
    expect(names('', ['甲', '乙', '丙', '丁', '戊', '己'])).toEqual(['甲', '乙', '丙', '丁', '戊'])
    expect(names('jc', ['芥菜'])).toEqual(['芥菜', '韭菜'])
    expect(names('韭菜')).toEqual([])
    expect([isKnownFood(foods, '扁菜'), isKnownFood(foods, 'jc')]).toEqual([true, false])
  })
})

describe('a time on the clock', () => {
  const now = Date.UTC(2026, 2, 2, 0, 30)
  it('is of today at the site, in either kind of colon', () => {
    expect(takenMoment('06:30', now)).toEqual({ utc: '2026-03-01T22:30:00.000Z', offset: 480 })
    expect(takenMoment('6:05', now)?.utc).toBe('2026-03-01T22:05:00.000Z')
    expect(takenMoment('06:30', now)?.utc).toBe('2026-03-01T22:30:00.000Z')
  })
  it.each(['', '25:00', '06:60', '0630', 'x'])('%j is none', (text) => expect(takenMoment(text, now)).toBeNull())
})

it('a stall is known by its code without shift or in wide letters, unless two are meant', () => {
  const known = ['A-1', 'A-12', 'B-1', 'b-1'].map((code) => ({ code }))
  const wide = (code: string) => code.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  const meant = ['A-1', 'a-1', wide('A-12'), 'B-1', 'b-1'].map((typed) => knownStall(known, typed))
  expect(meant).toEqual(['A-1', 'A-1', 'A-12', 'B-1', 'b-1'])
  expect([wide('B-1'), 'a-2', ''].map((typed) => knownStall(known, typed))).toEqual([null, null, null])
})

it('half a code of a known stall is no new stall yet', () => {
  const known = [{ code: 'A-12' }]
  expect(['a', 'A-1', 'a-12 ', 'A-13', 'B'].map((typed) => beginsKnown(known, typed))).toEqual([
    ...[true, true, true],
    ...[false, false],
  ])
})

it('keystrokes that name no food are none, but a control may be called so', () => {
  const only = (food: string, kind: 'ordinary' | 'blind' = 'ordinary') =>
    isKeysOnly(foods, { ...emptyForm, food, kind })
  expect([only('xyz'), only('20261122-0001'), only('韭菜'), only(' '), only('M-1', 'blind')]).toEqual([
    ...[true, true],
    ...[false, false, false],
  ])
})

it('for the next sample stays what is done all morning, and nothing of the last stall', () => {
  const form = {
    ...emptyForm,
    stall: 'A-1',
    food: '韭菜',
    stock: '3',
    origin: '山东',
    nature: 'supervision' as const,
    more: true,
    details: detailsOf({ items: ['甲'], supplier: '张三', certificateNo: '1' }),
  }
  expect(nextForm(form)).toEqual({
    ...emptyForm,
    nature: 'supervision',
    more: true,
    details: detailsOf({ items: ['甲'] }),
  })
  expect([asksForMore('supervision'), asksForMore('emergency'), asksForMore('market')]).toEqual([true, true, false])
})

it('a sign scanned over another stall begins anew; over the same one, or over none, nothing typed is lost', () => {
  const form = { ...emptyForm, stall: 'A-1', food: '韭菜', stock: '12.5', origin: '山东' }
  expect(scannedOver(form, 'A-1', 'A-2')).toEqual({ ...emptyForm, stall: 'A-2' })
  expect(scannedOver(form, ' A-1', 'A-1')).toEqual(form)
  expect(scannedOver({ ...form, stall: '' }, '', 'A-2')).toEqual({ ...form, stall: 'A-2' })
})

it('a control needs no stall, and a blank no food; everything else needs both', () => {
  const ready = (part: Partial<typeof emptyForm>) => isReady({ ...emptyForm, ...part })
  expect([ready({ food: '韭菜' }), ready({ stall: 'A-1' }), ready({ stall: 'A-1', food: '韭菜' })]).toEqual([
    false,
    false,
    true,
  ])
  expect([ready({ kind: 'blank' }), ready({ kind: 'blind' }), ready({ kind: 'blind', food: '韭菜' })]).toEqual([
    true,
    false,
    true,
  ])
  const said = { by: '王敏', isNew: false, at: null }
  expect(registrationOf({ ...emptyForm, kind: 'blank' }, said)).toMatchObject({ stallCode: null, food: '空白对照' })
})

describe('the sheet in words', () => {
  it('has every field once, and words for every code', () => {
    expect(fieldGroups.flatMap(({ names: all }) => all).toSorted()).toEqual(detailNames.toSorted())
    for (const name of detailNames) expect(fieldWords[name]).not.toBe('')
    for (const code of checkCodes) expect(findingWords(code)).toMatch(/\p{Script=Han}/u)
    expect(choiceWords('menglianlian')).toBe('蒙冷链')
  })
  it('says what was changed, from and to', () => {
    const changes = [
      { name: 'origin', before: null, after: '内蒙古' },
      { name: 'condition', before: 'normal', after: 'spoiled' },
      { name: 'items', before: '甲', after: null },
    ]
    expect(lifeText({ kind: 'sample.details', text: JSON.stringify(changes) })).toBe(
      '产地:(空) → 内蒙古;样品状态:完好 → 有腐败变质;检测项目:甲 → (空)',
    )
    const photo = JSON.stringify({ id: 'p1', subject: 'certificate', name: 'a.jpg' })
    expect(lifeText({ kind: 'sample.photo', text: photo })).toBe('合格证 · a.jpg')
    expect([photoOf(photo), photoOf('x')]).toEqual(['p1', null])
    expect(lifeText({ kind: 'sample.sign', text: JSON.stringify({ signer: 'stall-holder', name: '王五' }) })).toBe(
      '被检测单位(摊位) · 王五',
    )
  })
})

it('a plate says what it waits for', () => {
  const well = { channel: '1', sampleId: 's', sampleNo: '1', kind: 'ordinary', food: '韭菜', stallCode: null } as const
  const plate = {
    id: 'p',
    shape: { kind: 'numbers', count: 2 } as const,
    channels: ['1', '2'],
    columns: 2,
    state: 'running' as const,
    madeBy: '王敏',
    madeAt: { utc: '', offset: 480 },
    loadedAt: null,
    wells: [
      { ...well, verdict: null, value: null, unit: null, reason: null },
      { ...well, channel: '2', verdict: 'negative' as const, value: '3', unit: '%', reason: null },
    ],
    claims: [],
    awaiting: [],
    lacksBlank: false,
  }
  expect([unreadOf(plate), plateTitle(plate)]).toEqual([1, '正在出数,样品位置不能再改'])
  const [first, second] = plate.wells
  if (first === undefined || second === undefined) throw new Error('two wells')
  expect([besideOf(plate, first), besideOf(plate, second)]).toEqual([['2'], ['1']])
  const alone = { ...plate, wells: [first, { ...second, sampleId: 't' }] }
  expect(besideOf(alone, first)).toEqual([])
  const read = (kind: 'blank' | 'positive-control' | 'ordinary', verdict: 'negative' | 'positive' | 'invalid') => ({
    ...well,
    ...{ kind, verdict, value: '1', unit: '%', reason: '' },
  })
  const blank = read('blank', 'positive')
  const control = read('positive-control', 'positive')
  const samples = [read('ordinary', 'invalid'), read('ordinary', 'invalid')]
  expect([blank, control, ...samples].map(controlShown)).toEqual(['failed', 'passed', null, null])
  expect(brokenOf({ ...plate, wells: [blank, control, ...samples] })).toEqual({ controls: [blank], samples })
  expect(brokenOf({ ...plate, wells: [read('blank', 'negative'), control, ...samples] })).toBeNull()
})

it('a plate without a blank says so, before and after; what a button gives up stands in it', () => {
  const seen = { channel: '1', sampleId: 's', food: '韭菜', stallCode: null, value: '3', unit: '%' }
  const read = (channel: string, reason: string) =>
    ({ ...seen, channel, sampleNo: channel, kind: 'ordinary', verdict: 'invalid', reason }) as const
  const plate = {
    ...{ id: 'p', shape: { kind: 'numbers', count: 4 } as const, channels: ['1', '2', '3', '4'], columns: 4 },
    ...{ state: 'running' as const, madeBy: '王敏', madeAt: { utc: '', offset: 480 }, loadedAt: null },
    ...{ claims: [], awaiting: [], lacksBlank: false },
  }
  const lacking = 'control-blocked: plate-blank-missing (negative, within-limit: 3 < 50)'
  const wells = [read('3', lacking), read('1', lacking), read('2', 'control-blocked: kit-expired (negative, x)')]
  const broken = brokenOf({ ...plate, wells })
  expect(broken?.controls).toEqual([])
  expect(againOf({ ...plate, wells }, broken?.samples ?? [])).toEqual([
    { kind: 'control', control: 'blank', name: '空白对照' },
    { kind: 'sample', sampleNo: '1' },
    { kind: 'sample', sampleNo: '3' },
  ])
  const unread = ['1', '2', '3'].map((channel) => ({ ...read(channel, ''), verdict: null }))
  const waiting = { ...plate, wells: unread, awaiting: ['1', '2'] }
  expect(takeOffWords(waiting)).toBe('取下这一板,不再等 1 个通道,没有空白,2 个判无效')
  expect(changeWords(waiting, { ...plate, wells: [] })).toBe('不再等 1 个通道,没有空白,2 个判无效,换上下一板')
  const next = { ...plate, wells: unread, lacksBlank: true }
  expect(changeWords(null, next)).toBe('没有空白也换上下一板,结果会判无效')
})

it('a stall that nobody named is said once', () => {
  expect([stallText('A-4', 'A-4'), stallText('A-4', '王记'), stallText(null, null)]).toEqual(['A-4', 'A-4 王记', ''])
})

it('a line of the plan names its reason; an emergency and a follow-up are loud', () => {
  const line = { category: '韭菜', items: ['甲'], wanted: 2, done: 0, waiting: 0, missing: 2 }
  expect(planItem({ ...line, kind: 'emergency', stall: null, reason: '市局通知' })).toMatchObject({
    loud: true,
    detail: '应急 · 绿色通道 · 市局通知 · 甲',
  })
  expect(planItem({ ...line, kind: 'follow-up', stall: 'A-1', reason: null }).detail).toBe(
    '不合格后复查 · 摊位 A-1 · 甲',
  )
  expect(planItem({ ...line, kind: 'class', stall: null, reason: null }).loud).toBe(false)
})

it('a line for each analyzer without a blank; numbers that wait are given out in order, an unread blank asks for none', () => {
  const port = { items: [], byPlate: false, unread: false }
  const ports = [
    { ...port, port: 'A', unread: true },
    { ...port, port: 'B', items: ['硼砂'] },
    { ...port, port: 'C', byPlate: true },
    { ...port, port: 'D' },
  ]
  expect(blankLines({ ports, blanks: [{ sampleNo: '1' }] })).toMatchObject([
    { port: 'A', asks: false, words: expect.stringContaining('判不了') },
    { port: 'B', asks: false, words: '今天还没有合格的空白对照(硼砂):先在仪器上测空白 1,再测样品。' },
    { port: 'C', asks: true, byPlate: true },
    { port: 'D', asks: true, words: '今天还没有合格的空白对照,除检测卡、测油探头外,现在测会判无效。' },
  ])
})
