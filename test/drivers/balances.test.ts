/** Balances, meters and scanners that print lines: the formats' own examples, what is never a result, and what a lost byte does. */
import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driverById, drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { joinLine, perform, replayLine } from '#drivers/kit/perform.ts'

const now = '2026-03-02T09:00:00'

function driverOf(id: string): Driver {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(`${id} is gone`)
  return driver
}

function shown(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.map((outcome) =>
    outcome.kind === 'reading'
      ? [outcome.reading.item, outcome.reading.value, outcome.reading.unit, outcome.reading.flag]
          .filter((part) => part !== null)
          .join(' ')
      : `${outcome.kind} ${outcome.reason}`,
  )
}

function heard(id: string, text: string): readonly string[] {
  return shown(replayLine(driverOf(id).line(), [new Uint8Array(Buffer.from(text, 'latin1'))], now).outcomes())
}

const first = 'ignored first-line: its front may be missing'

describe('lines of the formats themselves', () => {
  it.each([
    ['a-and-d/standard', 'ST,+00012.345  g\r\n', ['重量 +00012.345 g']],
    ['a-and-d/standard', 'QT,OK,+00012345 PC\r\n', ['件数 +00012345 PC OK']],
    ['mettler/ms-ts', '     N       0.3746 g   \r\n', ['重量 0.3746 g N']],
    ['t-scale/nhb', 'ST,GS    20.7g  \r\n', ['重量 20.7 g GS']],
    ['t-scale/qhw', 'ST,GS,   245.6 g\r\n', ['重量 245.6 g GS']],
    ['ohaus/defender-3000', '   0.360 kg    G\r\n', ['重量 0.360 kg G']],
    ['sartorius/sbi', 'N     +   123.56 g  \r\n', ['重量 +123.56 g N']],
    ['sartorius/sbi', '+   123.56 g  \r\n', ['重量 +123.56 g']],
  ])('%s: %j', (id, text, wanted) => {
    expect(heard(id, text)).toEqual(wanted)
  })

  it.each([
    ['a-and-d/standard', 'US,+00012.345  g\r\n'],
    ['a-and-d/standard', 'OL,+99999999  g\r\n'],
    ['t-scale/nhb', 'US,GS   120.7g  \r\n'],
    ['t-scale/qhw', 'US,GS,   245.6 g\r\n'],
    ['ohaus/defender-3000', '   0.360 kg   ?G\r\n'],
    ['sartorius/sbi', '+   123.56    \r\n'],
    ['sartorius/sbi', 'Stat     ERR 101    \r\n'],
  ])('%s: %j is no result', (id, text) => {
    expect(heard(id, text)).toEqual([expect.stringMatching(/^ignored (unstable|overload|no-weight): /)])
  })

  it('T-Scale sends two styles: the line of one model is none of the other', () => {
    expect(heard('t-scale/nhb', '\r\nST,GS    20.7g  \r\nST,GS,   245.6 g\r\n')[1]).toMatch(/^damaged line-broken/)
    expect(heard('t-scale/qhw', '\r\nST,GS,   245.6 g\r\nST,GS    20.7g  \r\n')[1]).toMatch(/^damaged line-broken/)
  })
})

const wholeLines: readonly (readonly [string, string])[] = [
  ['a-and-d/standard', 'ST,-0012.345  g\r\n'],
  ['mettler/ms-ts', '     N     -10.3746 g   \r\n'],
  ['t-scale/nhb', 'ST,GS  -120.7g  \r\n'],
  ['t-scale/nhb', 'ST,GS  -1.205kg \r\n'],
  ['t-scale/qhw', 'ST,GS, -1245.6 g\r\n'],
  ['ohaus/defender-3000', '- 10.360 kg    G\r\n'],
  ['a-and-d/standard', 'ST,-0012.345 kg\r\n'],
  ['sartorius/sbi', 'N     -  1123.56 g  \r\n'],
  ['mettler/mt-sics', 'S S   -1100.00 g\r\n'],
]

describe.each(wholeLines)('%s, a byte of %j lost', (id, line) => {
  const [whole = ''] = heard(id, line)

  it('is read whole', () => {
    expect(whole).toMatch(/^重量 -0*1/)
  })

  it('at its front: the stream was joined in the middle of a line, which is no other weight', () => {
    for (let from = 1; from < line.length - 2; from++) {
      const [said = ''] = heard(id, line.slice(from))
      // Sartorius: without its name it is the same weight in the shorter form, whole.
      if (said !== '重量 -1123.56 g') expect(said, line.slice(from)).toMatch(/^(ignored|damaged) /)
    }
  })

  it('within it, after a good one: never another weight', () => {
    for (let at = 0; at < line.length - 2; at++) {
      const [, said = ''] = heard(id, `${line}${line.slice(0, at)}${line.slice(at + 1)}`)
      // Value and unit; a lost letter of the name in front changes neither.
      if (/^重量/.test(said))
        expect(said.split(' ').slice(1, 3), `without byte ${at}`).toEqual(whole.split(' ').slice(1, 3))
    }
  })

  it('at its end: a line without its end is damaged', () => {
    for (let until = 1; until < line.length - 2; until++)
      expect(heard(id, line + line.slice(0, until))).toEqual([whole, expect.stringMatching(/^damaged line-cut/)])
  })
})

describe('a first line that cannot show that it is whole', () => {
  const lines = [
    ['generic/ph-line', '10.54pH 24.7\xf8C ATC\r\n', ['pH 10.54 pH', '温度 24.7 °C']],
    ['generic/line', '  12.5 g\r\n', ['重量 12.5 g']],
    ['generic/scanner', '6901234567892\r', ['条码 6901234567892']],
  ] as const

  it.each(lines)('%s: counts after a silence, and not without', (id, text, wanted) => {
    expect(heard(id, text)).toEqual([first])
    const line = perform(driverOf(id).line(), now)
    line.opened()
    expect(line.done.wait).toBe(300)
    line.elapsed()
    line.heard(new Uint8Array(Buffer.from(text, 'latin1')))
    expect(shown(line.outcomes())).toEqual(wanted)
  })

  it('a pH line of its full width counts at once, one that may have lost a digit does not', () => {
    expect(heard('generic/ph-line', '4.54pH 24.7\xf8C ATC\r\n')).toEqual(['pH 4.54 pH', '温度 24.7 °C'])
    expect(heard('generic/ph-line', '0.54pH 24.7\xf8C ATC\r\n')).toEqual([first])
  })

  it.each(lines)('%s: the second counts', (id, text, wanted) => {
    expect(heard(id, text + text)).toEqual([first, ...wanted])
  })
})

describe('generic/line', () => {
  it.each([
    ['抑制率: 12.3 %', ['抑制率 12.3 %']],
    ['Net   -  12.5 g', ['Net -12.5 g']],
    ['pH 7.02 pH', ['pH 7.02 pH']],
    ['甲醛 0.35 mg/kg', ['甲醛 0.35 mg/kg']],
    ['12.3', ['ignored not-understood: 12.3']],
    ['2026-03-02 11:16:05', ['ignored not-understood: 2026-03-02 11:16:05']],
    ['Sample 12', ['ignored not-understood: Sample 12']],
    ['12.3 kgf', ['ignored not-understood: 12.3 kgf']],
    ['1.2.3 g', ['ignored not-understood: 1.2.3 g']],
    ['S D     129.07 g', ['ignored unstable: S D     129.07 g']],
  ])('%j', (text, wanted) => {
    const line = driverOf('generic/line').line()
    const bytes = new Uint8Array(Buffer.from(`x\r\n${text}\r\n`))
    expect(shown(replayLine(line, [bytes], now).outcomes()).slice(1)).toEqual(wanted)
  })
})

const mine = drivers.filter(({ category }) => category !== 'analyzer')

describe.each(mine.map((driver) => ({ id: driver.id, driver })))('$id and its own device', ({ id, driver }) => {
  const readings: readonly Reading[] = Array.from({ length: 400 }, (_, index) => ({
    sampleNo: null,
    item: '重量',
    value: id === 'generic/scanner' ? `SP-${1000 + index}` : `${index % 14}.${String(index % 90).padStart(2, '0')}`,
    unit: id.includes('ph-') ? 'pH' : 'g',
    flag: null,
    measuredAt: now,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }))

  it('all four hundred come, in order', () => {
    const { performance, counts } = joinLine(driver.line(), driver.instrument(readings), { now })
    expect(counts).toEqual({ sent: 400, refused: 0 })
    const values = performance
      .outcomes()
      .flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading.value.replace(/^\+0*(?=\d)/, '')] : []))
    expect(values).toEqual(readings.map(({ value }) => value))
    expect(performance.outcomes().filter(({ kind }) => kind === 'damaged')).toEqual([])
  })

  it('what the device cannot print is refused, not bent', () => {
    const odd = { ...readings[0], value: 'no' } as Reading
    expect(joinLine(driver.line(), driver.instrument([odd]), { now }).counts).toEqual({ sent: 0, refused: 1 })
  })
})
