/** Small pure pieces of the pages: addresses, local time, raw bytes, control characters, faults, ledgers and the legal path. */
import { describe, expect, it } from 'vitest'
import { fullHours } from '#charts/full-hours.ts'
import { failureStages } from '#core/failure/stage.ts'
import { hrefOfWork } from '#features/day/open-work.ts'
import { stationState, stations } from '#features/failure/legal-path.ts'
import { ledgerOf, twoDecimals } from '#features/failure/quantities.ts'
import { lifeText } from '#features/sample/life-words.ts'
import { pieces } from '#ui/control-text.ts'
import { faultOf } from '#ui/fault.ts'
import { fieldText, momentFromField, sizeText } from '#ui/local-words.ts'
import { rawLines } from '#ui/raw-lines.ts'
import { link, parseRoute } from '#ui/route.ts'

describe('addresses', () => {
  it('are read back as they were written', () => {
    const href = link('port', ['农残仪 1/2'], { missing: 'upload', state: null })
    expect(parseRoute(href)).toMatchObject({ desk: 'port', rest: ['农残仪 1/2'], query: { missing: 'upload' } })
  })

  it('without a desk is today', () => {
    expect(parseRoute('').desk).toBe('day')
    expect(parseRoute('#/').desk).toBe('day')
  })

  it('a broken one is today rather than a white page', () => {
    expect(parseRoute('#/port/%E5%').rest).toEqual(['%E5%'])
  })

  it('open work leads to where it is done', () => {
    const since = { utc: '2026-11-22T00:00:00.000Z', offset: 480 }
    const work = { title: '', next: '', dueAt: null, since }
    expect(hrefOfWork({ ...work, queue: 'claim', target: 'claim:12' })).toBe('#/sample/claim/12')
    expect(hrefOfWork({ ...work, queue: 'disposal', target: 'failure:F1' })).toBe('#/failure/F1')
    expect(hrefOfWork({ ...work, queue: 'upload', target: 'entry:E1' })).toBe('#/outbox/E1')
    expect(hrefOfWork({ ...work, queue: 'publish', target: 'notice:draft' })).toBe('#/notice')
  })
})

describe('a form field of local time', () => {
  it('is the wall clock at the site, whatever the computer thinks', () => {
    expect(momentFromField('2026-11-22T06:30', 480)).toEqual({ utc: '2026-11-21T22:30:00.000Z', offset: 480 })
    expect(fieldText(Date.parse('2026-11-21T22:30:40.000Z'), 480)).toBe('2026-11-22T06:30')
  })

  it('is nothing while incomplete', () => {
    expect(momentFromField('2026-11-22', 480)).toBeNull()
    expect(momentFromField('2026-13-40T06:30', 480)).toBeNull()
  })
})

it('sizes carry one decimal', () => {
  expect(sizeText(61_234_000_000)).toBe('61.2 GB')
  expect(sizeText(1)).toBe('1 KB')
})

it('raw bytes are sixteen to a line, the last one short', () => {
  const lines = rawLines(`${'02'.repeat(16)}41c2`)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toEqual({ at: 16, hex: '41 C2', text: 'A·' })
})

it('control characters get their names', () => {
  expect(pieces('\u2402A|\u240d').map(({ text, control }) => [text, control])).toEqual([
    ['STX', true],
    ['A|', false],
    ['CR', true],
  ])
})

describe('faults', () => {
  it('keep the three sentences of a coded one', () => {
    const data = { code: 'port.busy', what: '占用', why: '另一个程序', next: '关闭它', detail: 'COM3' }
    expect(faultOf(Object.assign(new Error('FAULT'), { data }))).toEqual(data)
  })

  it('never show a bare error', () => {
    expect(faultOf(new TypeError('Failed to fetch'))).toMatchObject({
      code: 'station.silent',
      detail: 'Failed to fetch',
    })
    expect(faultOf(undefined).what).not.toBe('')
  })
})

describe('the quantity ledger', () => {
  it('reaches 0.00 in decimals that floats miss', () => {
    expect(ledgerOf({ stockKg: '0.3', destroyedKg: '0.1', returnedKg: '', soldKg: '0.2', keptKg: '' })).toMatchObject({
      remainder: '0.00',
      balanced: true,
    })
  })

  it('is open while anything is unaccounted for, overdrawn, unreadable or empty', () => {
    const even = { stockKg: '12.5', destroyedKg: '12', returnedKg: '0', soldKg: '0', keptKg: '0.5' }
    expect(ledgerOf(even).balanced).toBe(true)
    expect(ledgerOf({ ...even, keptKg: '' })).toMatchObject({ remainder: '0.50', balanced: false })
    expect(ledgerOf({ ...even, soldKg: '1' })).toMatchObject({ remainder: '-1.00', balanced: false })
    expect(ledgerOf({ ...even, soldKg: '一' })).toMatchObject({ remainder: null, balanced: false })
    expect(ledgerOf({ stockKg: '', destroyedKg: '', returnedKg: '', soldKg: '', keptKg: '' }).balanced).toBe(false)
  })

  it('keeps further decimals in sight', () => {
    expect(twoDecimals('0.001')).toBe('0.001')
    expect(twoDecimals('7')).toBe('7.00')
  })
})

describe('the legal path', () => {
  const states = (stage: (typeof failureStages)[number], happened: readonly string[]) =>
    stations.map((station) => stationState(station, stage, happened))

  it('has at most one station where the case stands now, and none once it ended', () => {
    for (const stage of failureStages) {
      const current = states(stage, ['opened']).filter((state) => state === 'current')
      expect(current.length, stage).toBe(['cleared', 'released', 'closed', 'withdrawn'].includes(stage) ? 0 : 1)
    }
  })

  it.each([
    ['retest-due', 'retest'],
    ['notify-due', 'notify'],
    ['objection-open', 'answer'],
    ['referral-due', 'confirm'],
    ['referred', 'confirm'],
    ['disposal-due', 'plan'],
    ['disposal-planned', 'dispose'],
    ['disposed', 'close'],
  ] as const)('%s stands at %s', (stage, key) => {
    expect(stations[states(stage, ['opened']).indexOf('current')]?.key).toBe(key)
  })

  it('passes the laboratory by where nobody objected', () => {
    expect(states('disposal-due', ['opened', 'retested', 'serve-notice', 'accept'])).toEqual([
      'done',
      'done',
      'done',
      'done',
      'skipped',
      'current',
      'ahead',
      'ahead',
    ])
  })
})

it('the chart shows the working morning and whatever lies outside it', () => {
  expect(fullHours([]).map(({ hour }) => hour)).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
  const late = { hour: 15, negative: 1, positive: 0, other: 0 }
  const idle = { hour: 23, negative: 0, positive: 0, other: 0 }
  expect(fullHours([late, idle]).at(-1)).toEqual(late)
})

it('a life event is told from its data', () => {
  expect(
    lifeText({ kind: 'result.first', text: '{"verdict":"positive","value":"63.20","unit":"%","item":"甲"}' }),
  ).toBe('阳性 · 63.20\u00a0% · 甲')
  expect(lifeText({ kind: 'sample.place', text: '农残仪 1 3' })).toBe('农残仪 1 · 3 号通道')
  expect(lifeText({ kind: 'sample.place', text: 'p1 4 beside 2 3' })).toBe('p1 · 4 号通道,与 2、3 号平行')
  expect(lifeText({ kind: 'claim', text: 'not data' })).toBe('not data')
})
