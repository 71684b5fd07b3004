/** What a learned driver never lets through: a moving weight, a shifted cell, a grown field, an unreadable value; and the dates it reads. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import type { Draft } from '#drivers/kit/learned/format.ts'
import { learnedTalk } from '#drivers/kit/learned/learned-driver.ts'
import { isNumber, partSpan } from '#drivers/kit/learned/parts.ts'
import { propose } from '#drivers/kit/learned/propose.ts'
import { isWhole, readRecord } from '#drivers/kit/learned/read-record.ts'
import { looksLike, readTime } from '#drivers/kit/learned/written-date.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { text } from './recordings.ts'

const LINK = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

function draftOf(lines: readonly string[], more: Partial<Draft> = {}): Draft {
  const made = propose({ bytes: text(...lines), link: LINK, linkSure: 1 })
  if (made === null) throw new Error('nothing proposed')
  return { ...made.draft, ...more }
}

function told(draft: Draft, line: string): string {
  return readRecord(draft, encodeUtf8(`${line}\r`))
    .outcomes.map(shown)
    .join(' | ')
}

function shown(outcome: Outcome): string {
  if (outcome.kind !== 'reading') return `${outcome.kind} ${outcome.reason}`
  const { value, unit, flag, control } = outcome.reading
  return [value, unit ?? '-', flag ?? '-', ...(control ? ['control'] : [])].join(' ')
}

describe('a balance', () => {
  const draft = draftOf([
    'ST,GS,   245.6 g',
    'ST,GS,   245.8 g',
    'ST,NT,    45.6 g',
    'ST,GS,  1245.6 g',
    'ST,GS,   245.6 g',
  ])

  it.each([
    ['ST,GS,   245.9 g', '245.9 g GS'],
    // Never seen while it was learned.
    ['US,GS,   245.9 g', 'ignored unstable: US'],
    ['XX,GS,   245.9 g', 'damaged header-unknown: XX,GS,   245.9 g'],
    ['PRINT,OK', 'ignored not-a-record: begins like none'],
    ['ST,GS,  245.9 g', 'damaged width-differs: 15 bytes, not 16'],
    ['ST,GS    245.9 g', 'damaged fields-missing: 2 of 3 fields'],
    ['ST,GS,   245.9 g,', 'damaged fields-too-many: 4 of 3'],
    ['ST,GS,   24x.9 g', 'damaged width-differs'],
  ])('%s: %s', (line, outcome) => {
    if (outcome === 'damaged width-differs') expect(told(draft, line)).toMatch(/^damaged/)
    else expect(told(draft, line)).toBe(outcome)
  })

  it('whose status is unknown gives no weight', () => {
    const odd = { ...draft, front: { headers: [], widths: [] } }
    expect(told(odd, 'XX,GS,   245.9 g')).toBe('damaged status-unknown: XX')
    const wordless = { ...odd, words: { ...draft.words, stable: [], unstable: [] } }
    expect(told(wordless, 'ST,GS,   245.9 g')).toBe('damaged status-unknown: ST')
  })

  it('that only says what it weighed is held to the words that were seen', () => {
    const legends = draftOf([
      '   0.360 kg    G',
      '  10.360 kg    G',
      '   0.125 kg    G',
      '   1.360 kg    G',
      '   2.360 kg    G',
    ])
    expect(told(legends, '   0.360 kg    G')).toBe('0.360 kg G')
    expect(legends.words.stable).toContain('G')
    expect(told(legends, '   0.360 kg   ?G')).toMatch(/^damaged/)
    expect(told(legends, '   0.360 kg  ? G')).toMatch(/^damaged/)
    expect(told(legends, '   0.360 kg    Q')).toBe('damaged status-unknown: Q')
    expect(isWhole(legends, encodeUtf8('  0.360 kg    G\r'))).toBe(false)
  })
})

describe('an analyzer', () => {
  const lines = [1, 2, 3, 4, 5].map((n) => `R,${n},A${n},农残,1${n}.5,%,阴性,2026-03-02 08:1${n}:30`)
  const draft = draftOf(lines)

  it.each([
    ['R,7,A1,农残,7.5,%,阳性,2026-03-02 09:00:00', '7.5 % 阳性'],
    ['R,7,A1,农残,<0.5,%,阴性,2026-03-02 09:00:00', '<0.5 % 阴性'],
    ['R,7,A1,农残,----,%,,2026-03-02 09:00:00', '无效 % ----'],
    ['R,7,A1,农残,NaN,%,阴性,2026-03-02 09:00:00', '无效 % NaN'],
    ['R,空白,A1,农残,0.5,%,阴性,2026-03-02 09:00:00', '0.5 % 阴性 control'],
    ['R,QC,A1,农残,0.5,%,阴性,2026-03-02 09:00:00', '0.5 % 阴性 control'],
    ['R,QC7,A1,农残,0.5,%,阴性,2026-03-02 09:00:00', '0.5 % 阴性'],
    ['R,7,A1,农残,,%,阴性,2026-03-02 09:00:00', 'damaged value-missing: its field is empty'],
    ['R,7,A1,农残,abc,%,阴性,2026-03-02 09:00:00', 'damaged value-unreadable: abc'],
    ['R,7,A1,农残,0.5,17,阴性,2026-03-02 09:00:00', 'damaged unit-unreadable: 17'],
    ['R,7,A1,,0.5,%,阴性,2026-03-02 09:00:00', 'damaged item-missing: the record does not say it'],
    ['R,7,A1,农残,0.5,%,阴性', 'damaged fields-missing: 7 of 8 fields'],
    [`${lines[0]}${lines[1]}`, 'damaged fields-too-many: 15 of 8'],
    ['X,7,A1,农残,7.5,%,阳性,2026-03-02 09:00:00', 'damaged header-unknown: X,7,A1,农残,7.5,%,阳性,2'],
  ])('%s: %s', (line, outcome) => {
    expect(told(draft, line)).toBe(outcome)
  })

  it('is not held to its first word where a person says that it is the item', () => {
    expect(draft.front.headers).toEqual(['R'])
    const items = {
      ...draft,
      fields: draft.fields.map((field) => (field.cell === 0 ? { ...field, role: 'item' as const } : field)),
    }
    expect(told(items, 'X,7,A1,农残,7.5,%,阳性,2026-03-02 09:00:00')).toBe('7.5 % 阳性')
  })

  it('is held to the place of the value that a person ticked, not of the one proposed', () => {
    const two = draftOf(['1     0.11    12.5', '2     1.12     2.5', '3     0.13    32.5', '4    10.14   142.5'], {
      fixed: { item: '酸价', unit: null, method: null },
    })
    const swapped = {
      ...two,
      fields: two.fields.map((field) => ({
        ...field,
        role: field.cell === 1 ? ('value' as const) : ('ignore' as const),
      })),
    }
    expect(told(swapped, '5     3.11    12.5')).toBe('3.11 - -')
    expect(told(swapped, '5    3.11    12.5')).toMatch(/^damaged/)
  })

  it('names its records by number, time, place and item, never by their value', () => {
    const [outcome] = readRecord(draft, encodeUtf8('R,7,A1,农残,7.5,%,阳性,2026-03-02 09:00:00\r')).outcomes
    expect(outcome).toMatchObject({
      reading: { recordKey: '7 2026-03-02T09:00:00 A1 农残', sampleNo: '7', channel: 'A1' },
    })
    const [undated] = readRecord(draft, encodeUtf8('R,7,A1,农残,7.5,%,阳性,0000-00-00 00:00:00\r')).outcomes
    expect(undated).toMatchObject({ reading: { recordKey: null, measuredAt: null } })
  })

  it('cut at its front, or spoiled by noise, is read from the next line on', () => {
    const bytes = encodeUtf8(
      `1,农残,11.5,%,阴性,2026-03-02 08:11:30\r\n${lines.join('\r\n')}\r\nR,6\u0000,A1,农残,1.5,%,阴性,x\r\n`,
    )
    const kinds = replayLine(new TalkLine(learnedTalk(draft)), [bytes])
      .outcomes()
      .map(({ kind }) => kind)
    expect(kinds).toEqual(['ignored', 'reading', 'reading', 'reading', 'reading', 'reading', 'damaged'])
  })
})

describe('fixed widths', () => {
  const rows = ['12.5 0.101', ' 2.5 0.011', '32.5 0.121', '42.5 0.131', '52.5 0.141'].map(
    (tail, n) => `A${n + 1}  ${tail} S00${n}  `,
  )
  const draft = draftOf(rows, { fixed: { item: '吸光度', unit: null, method: null } })

  it('are cut where all lines have blanks, and a field that grows into the next one is not read', () => {
    expect(draft.split.kind).toBe('blanks')
    const made = propose({ bytes: text(...rows), link: LINK, linkSure: 1 }, 'columns')
    if (made === null) throw new Error('nothing proposed')
    expect(made.draft.split.kind).toBe('columns')
    const columns = { ...made.draft, fixed: draft.fixed }
    expect(told(columns, 'A7  12.5 0.101 S009  ')).not.toMatch(/damaged/)
    expect(told(columns, 'A7  112.50.101 S009  ')).toMatch(/^damaged columns-touch/)
  })
})

describe('numbers in a text', () => {
  it.each([
    ['GS    20.7g', 'GS', '20.7', 'g'],
    ['4.54pH', '', '4.54', 'pH'],
    ['-   12.3 kg', '', '-   12.3', 'kg'],
    ['CO2  20.7%', 'CO2', '20.7', '%'],
    ['< 0.05mg/kg', '', '< 0.05', 'mg/kg'],
    ['.5', '', '.5', ''],
  ])('%s', (said, lead, number, tail) => {
    const part = (which: 'lead' | 'number' | 'tail') => {
      const span = partSpan(said, which)
      return span === null ? null : said.slice(span.from, span.until)
    }
    expect([part('lead'), part('number'), part('tail')]).toEqual([lead, number, tail])
  })

  it.each(['12.5', '-3', '+00012.345', '<0.05', '≤2', '1e-5', '.5'])('%s is one', (said) => {
    expect(isNumber(said)).toBe(true)
  })

  it.each(['', '-', '1.2.3', '12 5', '1,5', '12g', 'NaN', '1e', '--1', '9'.repeat(60)])('%j is none', (said) => {
    expect(isNumber(said)).toBe(false)
  })
})

describe('times', () => {
  it.each([
    ['2026-03-02 08:20:30', 'ymd', '2026-03-02T08:20:30'],
    ['2026/3/2 8:20', 'ymd', '2026-03-02T08:20:00'],
    ['2026.3.2', 'ymd', '2026-03-02'],
    ['20260302082030', 'mdy', '2026-03-02T08:20:30'],
    ['20260302 0820', 'ymd', '2026-03-02T08:20:00'],
    ['260302 0820', 'ymd', '2026-03-02T08:20:00'],
    ['02/03/26 08:20', 'dmy', '2026-03-02T08:20:00'],
    ['03/02/26 08:20:30', 'mdy', '2026-03-02T08:20:30'],
    ['02.03.2026', 'dmy', '2026-03-02'],
    ['2026年3月2日 8时20分30秒', 'ymd', '2026-03-02T08:20:30'],
    ['2026-03-02 08:20 PM', 'ymd', '2026-03-02T20:20:00'],
    ['2026-03-02 12:05 AM', 'ymd', '2026-03-02T00:05:00'],
    ['2026-03-02 下午3:05', 'ymd', '2026-03-02T15:05:00'],
    ['2026-03-02T08:20:30', 'dmy', '2026-03-02T08:20:30'],
    ['2026-13-02 08:20', 'ymd', null],
    ['2026-02-30', 'ymd', null],
    ['0000-00-00 00:00:00', 'ymd', null],
    ['08:20:30', 'ymd', null],
    ['2026-03-02 25:00', 'ymd', null],
    ['2026-03-02 08', 'ymd', null],
    ['12.345', 'ymd', null],
    ['S20260302', 'ymd', null],
    ['', 'ymd', null],
  ] as const)('%s (%s) is %s', (said, order, time) => {
    expect(readTime(said, order)).toBe(time)
  })

  it('are told from numbers and versions', () => {
    expect(['12.3', '1.2.3', '0.512', '20260302', '08:20', '2026-03-02', '2026-03-02 08:20'].map(looksLike)).toEqual([
      null,
      null,
      null,
      'date',
      'clock',
      'date',
      'both',
    ])
  })
})
