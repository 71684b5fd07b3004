/** 达元 03 FF family: its lines joined with their own virtual analyzers, on good and on bad days. */
import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { driver as dy3000dy } from '#drivers/dayuan/dy-3000dy/driver.ts'
import { driver as dy6600 } from '#drivers/dayuan/dy-6600/driver.ts'
import { driver as dy7200 } from '#drivers/dayuan/dy-7200/driver.ts'
import { driver as tl300 } from '#drivers/dayuan/tl-300/driver.ts'
import { joinLine, type Wire } from '#drivers/kit/perform.ts'
import { answer, curve, pages, range } from './host-bytes.ts'

const now = '2026-03-02T09:00:00'
const tested = answer(0x20, 0, [1])

describe('both ends joined', () => {
  const items = ['有机磷', '甲醛', '黄曲霉毒素B1']
  const one = (index: number): Reading => ({
    sampleNo: index % 5 === 4 ? String(index + 1) : null,
    item: items[index % 3] ?? '',
    value: index % 5 === 4 ? '阴性' : `${index}.${index % 10}00`,
    unit: index % 5 === 4 ? null : 'mg/kg',
    flag: null,
    measuredAt: `2026-03-0${1 + (index % 2)}T08:${String(index % 60).padStart(2, '0')}:00`,
    channel: index % 5 === 4 ? null : String(1 + (index % 8)),
    control: false,
    recordKey: null,
    foodHint: null,
  })
  const all = Array.from({ length: 400 }, (_, index) => one(index))
  const heard = (joined: ReturnType<typeof joinLine>) =>
    joined.performance
      .outcomes()
      .flatMap((outcome) =>
        outcome.kind === 'reading' ? [{ ...outcome.reading, recordKey: null, foodHint: null }] : [],
      )
  const text = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry)).sort()
  const byKey = (readings: readonly Reading[]) =>
    text(
      readings.map(({ item: name, value, unit, measuredAt, channel, sampleNo }) => [
        name,
        value,
        unit,
        measuredAt,
        channel,
        sampleNo,
      ]),
    )

  it.each([dy3000dy, tl300, dy6600])('400 readings of yesterday and today: $id', (driver) => {
    const joined = joinLine(driver.line(), driver.instrument(all), { now })
    expect(joined.counts).toEqual({ sent: 400, refused: 0 })
    expect(byKey(heard(joined))).toEqual(byKey(all))
    expect(joined.performance.outcomes().filter(({ kind }) => kind === 'damaged')).toEqual([])
  })

  it('400 readings as text', () => {
    const joined = joinLine(dy7200.line(), dy7200.instrument(all), { now })
    expect(joined.counts).toEqual({ sent: 400, refused: 0 })
    const want = all.map((entry) => ({ ...entry, channel: null, sampleNo: null }))
    expect(byKey(heard(joined))).toEqual(byKey(want))
  })

  it('every eleventh answer hurt, every thirteenth request lost: each is asked for again', () => {
    let count = 0
    const hurt: Wire = (bytes) => (++count % 11 === 0 ? bytes.map((byte, at) => (at === 14 ? byte ^ 8 : byte)) : bytes)
    let asked = 0
    const lose: Wire = (bytes) => (++asked % 13 === 0 ? null : bytes)
    const joined = joinLine(dy3000dy.line(), dy3000dy.instrument(all.slice(0, 100)), {
      now,
      toStation: hurt,
      toInstrument: lose,
    })
    expect(joined.counts).toEqual({ sent: 100, refused: 0 })
    expect(byKey(heard(joined))).toEqual(byKey(all.slice(0, 100)))
  })

  it('sentinels and the control channel come through', () => {
    const odd: readonly Reading[] = [
      { ...one(0), value: '无效', flag: 'FEFFFF7F' },
      { ...one(1), control: true, channel: '0' },
      { ...one(2), value: '18000.123' },
    ]
    expect(heard(joinLine(dy3000dy.line(), dy3000dy.instrument(odd), { now }))).toEqual(odd)
  })

  it('a recording is played at the first question, or when nobody asks', () => {
    const bytes = Uint8Array.from([tested, ...pages, range(0x43, 1, 2), curve({})].flatMap((frame) => [...frame]))
    const joined = joinLine(dy3000dy.line(), dy3000dy.playback(bytes), { now })
    expect(joined.counts).toEqual({ sent: 1, refused: 0 })
    expect(heard(joined)).toMatchObject([{ item: 'B', value: '0.000' }])
    const alone = [...dy3000dy.playback(bytes).elapsed()]
    expect(alone).toEqual([
      { kind: 'send', bytes },
      { kind: 'wait', ms: null },
      { kind: 'done', sent: 1, refused: 0 },
    ])
  })
})
