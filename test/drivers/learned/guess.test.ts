/** What the wizard proposes for formats that no driver of ours knows: reports of several lines, pairs on one line, control bytes, odd dates. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import { guessCharset } from '#drivers/kit/learned/guess-charset.ts'
import { guessEnds } from '#drivers/kit/learned/guess-ends.ts'
import { learnedTalk } from '#drivers/kit/learned/learned-driver.ts'
import { type Proposal, propose } from '#drivers/kit/learned/propose.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { encodeGbk, encodeUtf8 } from '#drivers/kit/text.ts'

const LINK = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

function proposed(bytes: Uint8Array, split: string | null = null): Proposal {
  const made = propose({ bytes, link: LINK, linkSure: 1 }, split)
  if (made === null) throw new Error('nothing proposed')
  return made
}

function rolesOf({ draft }: Proposal): readonly string[] {
  return draft.fields.map(({ role }) => role)
}

/** What a driver of this proposal reads, as `sample item value unit flag time`. */
function read({ draft }: Proposal, bytes: Uint8Array): readonly string[] {
  return replayLine(new TalkLine(learnedTalk(draft)), [bytes])
    .outcomes()
    .map(shown)
}

function shown(outcome: Outcome): string {
  if (outcome.kind !== 'reading') return `${outcome.kind} ${outcome.reason.split(':')[0]}`
  const { sampleNo, item, value, unit, flag, measuredAt } = outcome.reading
  return [sampleNo, item, value, unit, flag, measuredAt].map((word) => word ?? '-').join(' ')
}

/** The printed slip of one test, as hand-held readers print it. */
function slip(n: number, extra: readonly string[] = []): string {
  const value = (11.5 + n * 13).toFixed(1)
  return [
    '**快速检测报告**',
    `样品编号：20260302-000${n}`,
    '检测项目：有机磷',
    ...extra,
    `抑制率：${value} %`,
    `结果：${n < 3 ? '合格' : '不合格'}`,
    `检测时间：2026年3月2日 08:3${n}`,
    '----------------',
    '',
  ].join('\r\n')
}

describe('a report of several lines', () => {
  const bytes = encodeGbk([1, 2, 3, 4].map((n) => slip(n)).join(''))
  const made = proposed(bytes)

  it('is seen as a block between its title and its rule, its labels as fields', () => {
    expect(made.draft.framing).toMatchObject({
      kind: 'block',
      begins: '**快速检测报告**',
      ends: '----------------',
      lines: 7,
    })
    expect(made.draft).toMatchObject({ charset: 'gb18030', split: { kind: 'labels' } })
    expect(made.columns.map(({ label }) => label)).toEqual(['样品编号', '检测项目', '抑制率', null, '结果', '检测时间'])
    expect(rolesOf(made)).toEqual(['sampleNo', 'item', 'value', 'unit', 'verdict', 'time'])
  })

  it('is read without a tick', () => {
    expect(read(made, bytes)).toEqual([
      '20260302-0001 有机磷 24.5 % 合格 2026-03-02T08:31:00',
      '20260302-0002 有机磷 37.5 % 合格 2026-03-02T08:32:00',
      '20260302-0003 有机磷 50.5 % 不合格 2026-03-02T08:33:00',
      '20260302-0004 有机磷 63.5 % 不合格 2026-03-02T08:34:00',
    ])
  })

  it('a cut one, one with a line too many and one inside another are damaged, and the next is whole', () => {
    const cut = encodeGbk(slip(1).split('\r\n').slice(0, 4).join('\r\n'))
    const long = encodeGbk(slip(2, ['批号：7']))
    const told = read(made, joinBytes([cut, encodeGbk('\r\n'), encodeGbk(slip(3)), long, encodeGbk(slip(4))]))
    expect(told).toEqual([
      'damaged block-cut',
      '20260302-0003 有机磷 50.5 % 不合格 2026-03-02T08:33:00',
      'damaged block-lines',
      '20260302-0004 有机磷 63.5 % 不合格 2026-03-02T08:34:00',
    ])
  })

  it('of differing length is found by its labels', () => {
    const mixed = encodeGbk([slip(1), slip(2, ['批号：7']), slip(3)].join(''))
    const found = proposed(mixed)
    expect(found.draft.framing).toMatchObject({ kind: 'block', lines: null })
    expect(read(found, mixed)).toHaveLength(3)
    expect(read(found, mixed)[1]).toBe('20260302-0002 有机磷 37.5 % 合格 2026-03-02T08:32:00')
  })

  it('recorded once is proposed, and not called sure', () => {
    const once = proposed(encodeGbk(slip(1)))
    expect(once.draft.framing.kind).toBe('block')
    expect(once.sure.framing).toBeLessThan(0.5)
  })
})

describe('lines', () => {
  it('of pairs are fields by their labels, whatever their order', () => {
    const line = (n: number, swap: boolean) => {
      const pairs = [`ID=00${n}`, 'Item=pH', `Value=${(4 + n * 0.31).toFixed(2)}`, 'Unit=pH']
      return `${(swap ? pairs.toReversed() : pairs).join(';')}\r\n`
    }
    const bytes = encodeUtf8([1, 2, 3, 4, 5].map((n) => line(n, false)).join(''))
    const made = proposed(bytes)
    expect(made.draft.split).toMatchObject({ kind: 'labels', mark: '=', between: ';' })
    expect(rolesOf(made)).toEqual(['sampleNo', 'item', 'value', 'unit'])
    const lines = read(made, joinBytes([encodeUtf8(line(1, false)), encodeUtf8(line(6, true))]))
    expect(lines).toEqual(['ignored first-line', '006 pH 5.86 pH - -'])
  })

  it('between STX and ETX are lines, and noise in them is damaged', () => {
    const bytes = encodeUtf8([1, 2, 3, 4].map((n) => `\u0002${n},2026030${n},${n}2.5,%\u0003\r\n`).join(''))
    const made = proposed(bytes)
    expect(made.draft.framing).toMatchObject({ kind: 'lines', alsoEnds: [3] })
    expect(made.rows[1]?.text).toBe('2,20260302,22.5,%')
    expect(read(made, joinBytes([bytes, encodeUtf8('\u00025,2026\u00010305,52.5,%\u0003\r\n')])).at(-1)).toBe(
      'damaged line-garbled',
    )
  })

  it('without any line end but ETX are cut there', () => {
    const bytes = encodeUtf8([1, 2, 3].map((n) => `${n},${n}2.5,%\u0003`).join(''))
    expect(guessEnds(bytes).framing).toMatchObject({ kind: 'lines', alsoEnds: [3] })
  })

  it('under headings take their meaning from them', () => {
    const rows = [1, 2, 3].map((n) => `${n * 7},苹果,吊白块,0.0${n},mg/kg,张三,2026/3/${n} 9:05`)
    const bytes = encodeUtf8(`序号,样品名称,检测项目,检测值,单位,检测人,检测时间\r\n${rows.join('\r\n')}\r\n`)
    const made = proposed(bytes)
    expect(rolesOf(made)).toEqual(['sampleNo', 'ignore', 'item', 'value', 'unit', 'ignore', 'time'])
    expect(made.draft.words.skip).toContain('序号,样品名称,检测项目,检测值,单位,检测人,检测时间')
    expect(read(made, bytes)).toEqual([
      'ignored first-line',
      '7 吊白块 0.01 mg/kg - 2026-03-01T09:05:00',
      '14 吊白块 0.02 mg/kg - 2026-03-02T09:05:00',
      '21 吊白块 0.03 mg/kg - 2026-03-03T09:05:00',
    ])
  })

  it('of strips have their verdict for a value', () => {
    const bytes = encodeGbk([1, 2, 3, 4].map((n) => `2026${n},克伦特罗,${n === 3 ? '阳性' : '阴性'}\r\n`).join(''))
    const made = proposed(bytes)
    expect(rolesOf(made)).toEqual(['sampleNo', 'item', 'value'])
    expect(read(made, bytes)[2]).toBe('20263 克伦特罗 阳性 - - -')
  })

  it('can be cut another way when a person asks', () => {
    const bytes = encodeUtf8('A;1,5\r\nB;2,5\r\nC;3,5\r\n')
    const made = proposed(bytes)
    const keys = made.splits.map(({ key }) => key)
    expect(keys).toEqual(expect.arrayContaining(['delimiter ;', 'delimiter ,']))
    const other = keys.find(
      (key) => key.startsWith('delimiter') && key !== made.splits.find(({ chosen }) => chosen)?.key,
    )
    expect(proposed(bytes, other).splits.find(({ chosen }) => chosen)?.key).toBe(other)
  })
})

describe('nothing is proposed', () => {
  it.each([
    ['no bytes', new Uint8Array()],
    ['half a line', encodeUtf8('12.5')],
    ['only line ends', encodeUtf8('\r\n\r\n\r\n')],
  ])('for %s', (_, bytes) => {
    expect(propose({ bytes, link: LINK, linkSure: 1 })).toBeNull()
  })

  it('that cannot be tried: any bytes at all end in a proposal or in none', () => {
    let seed = 7
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      return seed >>> 16
    }
    for (let round = 0; round < 300; round++) {
      const alphabet = round % 3 === 0 ? 256 : 40
      const bytes = Uint8Array.from({ length: next() % 400 }, () =>
        alphabet === 256 ? next() % 256 : 0x20 + (next() % 40),
      )
      for (let at = 20; at < bytes.length; at += 11 + (next() % 30)) bytes[at] = round % 2 === 0 ? 0x0a : 0x0d
      const made = propose({ bytes, link: LINK, linkSure: 1 })
      if (made !== null) read(made, bytes)
    }
  })
})

describe('charsets', () => {
  it.each([
    ['UTF-8', encodeUtf8('阴性 12.3 ℃'), 'utf-8'],
    ['GB18030', encodeGbk('样品 菠菜 阴性'), 'gb18030'],
    ['rare characters among usual ones', encodeGbk('经营户 王喆 瀞 合格'), 'gb18030'],
    ['the degree sign of DOS before C', Uint8Array.of(0x32, 0x34, 0xf8, 0x43), 'cp437'],
    ['the degree sign of Latin-1 before a blank', Uint8Array.of(0x32, 0x34, 0xb0, 0x20, 0x43), 'latin1'],
    ['ASCII alone', encodeUtf8('12.3 mg/kg'), null],
  ])('%s', (_, bytes, charset) => {
    expect(guessCharset([bytes]).charset).toBe(charset)
  })
})

describe('the first record', () => {
  it('without a front counts only after a silence', () => {
    const bytes = encodeUtf8('1,12.5,%\r\n2,13.5,%\r\n3,63.5,%\r\n')
    const { draft } = proposed(bytes)
    const line = perform(
      new TalkLine(learnedTalk({ ...draft, fixed: { ...draft.fixed, item: '农残' } })),
      '2026-03-02T09:00:00',
    )
    line.opened()
    line.elapsed()
    line.heard(bytes)
    expect(line.outcomes().filter(({ kind }) => kind === 'reading')).toHaveLength(3)
  })
})
