/** Frame, reading, result, case and debt: together or not at all, and each measurement exactly once. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import { driverById } from '#drivers/index.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import { recover } from '#flow/recover.ts'
import { framesOf, header, order, patient, terminator } from '#test/drivers/lis2-bytes.ts'
import { hear, ITEM, measured, message, platformAt, room, session, taken } from './room.ts'

const nowhere = platformAt('http://127.0.0.1:9/records')

describe('one transaction', () => {
  it('a measurement becomes frames, a reading, a result and a debt, each naming the one before', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    const result = measured(at, sampleNo, '12.30')
    expect(result).toMatchObject({
      sampleNo,
      value: '12.30',
      unit: '%',
      verdict: 'negative',
      round: 'first',
      failureId: null,
    })
    expect(
      at
        .rows('SELECT kind FROM outcomes ORDER BY id')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['part', 'part', 'part', 'part', 'reading'])
    expect(at.rows('SELECT state, result_id AS result FROM outbox')).toEqual([{ state: 'waiting', result: result.id }])
    const payload = JSON.parse(String(at.rows('SELECT payload FROM outbox')[0]?.payload))
    expect(payload).toMatchObject({ sampleNo, conclusion: 'negative', value: '12.30' })
    const frames = at.rows("SELECT sha256 FROM frames f JOIN outcomes o ON o.frame_id = f.id WHERE o.kind = 'reading'")
    expect(payload.rawSha256).toBe(frames[0]?.sha256)
    expect(at.news.map(({ kind }) => kind)).toEqual(['sample.changed', 'result.recorded'])
  })

  it('a disk that fills up in the middle leaves the raw frames and nothing half; the next start makes it whole', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    const { db } = at.world
    const driver = driverById('generic/lis2')
    if (driver === undefined) throw new Error('no driver')
    // Full when the unit is settled: after its frames are kept, long before its last row is written.
    const keeper = keeperFor(at.world, 'p1', driver)
    const before = at.everything()
    let refused: unknown = null
    const line = driver.line()
    const steps = line.heard(session(...fullPlate(sampleNo)), '2026-03-02T08:30:00')
    for (let turn = steps.next(null); !turn.done; ) {
      const step = turn.value
      if (step.kind === 'settle') {
        fillUp(db)
        try {
          keeper.settle(step)
        } catch (error) {
          refused = error
        }
      }
      turn = steps.next(step.kind === 'keep' ? keeper.keep(step.bytes) : null)
    }
    expect(refused).toBeInstanceOf(Fault)
    expect(refused).toMatchObject({ code: 'disk.full' })
    // How frames are found is written with the frames.
    const { frames, counters: _, frame_blocks: ___, ...others } = at.everything()
    const { frames: framesBefore = 0, counters: __, frame_blocks: ____, ...othersBefore } = before
    expect(frames).toBe(framesBefore + WELLS + 4)
    expect(others).toEqual(othersBefore)
    expect(at.news.map(({ kind }) => kind)).toEqual(['sample.changed'])

    db.pragma('max_page_count = 1000000')
    expect(recover(at.world)).toBe(WELLS + 4)
    expect(at.rows('SELECT verdict, value FROM results WHERE item = ?', ITEM)).toEqual([
      { verdict: 'positive', value: '63.20' },
    ])
    expect([at.count('failures'), at.count('results'), at.count('outbox'), at.count('frames')]).toEqual([
      1,
      WELLS,
      WELLS,
      framesBefore + WELLS + 4,
    ])
  })
})

const WELLS = 60

/** One message of sixty results, the first a positive: more than the free room of any page takes. */
function fullPlate(sampleNo: string): readonly Uint8Array[] {
  const results = Array.from({ length: WELLS }, (_, well) =>
    well === 0 ? `R|1|^^^${ITEM}|63.20|%\r` : `R|${well + 1}|^^^P${well}|12.30|%\r`,
  )
  return framesOf([header, patient, order(sampleNo), ...results, terminator])
}

/** Leaves SQLite no page to grow by; the free room inside the pages that are there takes a few rows, not a unit. */
function fillUp(db: { pragma(text: string, options?: object): unknown }): void {
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`)
}

describe('the same message again', () => {
  it('twice on a healthy line is two measurements', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const bytes = session(...message(sampleNo, '12.30'))
    hear(at, [bytes, bytes])
    expect([at.count('readings'), at.count('results')]).toEqual([2, 2])
  })

  it('after a line that was cut before its end it is the same one, told as ignored', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const whole = session(...message(sampleNo, '12.30'))
    // Everything but EOT arrived and was acknowledged; the analyzer never knew.
    expect(hear(at, whole.slice(0, -1)).map(({ kind }) => kind)).toEqual(['reading'])
    expect(hear(at, whole)).toEqual([{ kind: 'ignored', reason: expect.stringMatching(/^resent: /) }])
    expect([at.count('readings'), at.count('results'), at.count('frames')]).toEqual([1, 1, 10])
    // Mended: an equal message after it is a new measurement again.
    expect(hear(at, whole).map(({ kind }) => kind)).toEqual(['reading'])
  })

  it('a balance sends nothing again: the same weight after a cut line is another weighing', () => {
    const at = room({ needsBlank: false })
    const driver = driverById('t-scale/nhb')
    if (driver === undefined) throw new Error('no driver')
    const words: string[] = []
    const keeper = keeperFor(at.world, 'p1', driver, (told) => words.push(...told.map(({ outcome }) => outcome.kind)))
    const weigh = () => {
      const steps = driver.line().heard(encodeUtf8('ST,GS   100.0g  \r\n'), '2026-03-02T08:30:00')
      for (let turn = steps.next(null); !turn.done; ) {
        const step = turn.value
        // The cable is pulled as the line ends: for an analyzer this would be a message to be sent again.
        if (step.kind === 'settle') keeper.settle({ ...step, interrupted: true })
        turn = steps.next(step.kind === 'keep' ? keeper.keep(step.bytes) : null)
      }
    }
    weigh()
    weigh()
    expect(words).toEqual(['reading', 'reading'])
    expect(at.count('readings')).toBe(2)
  })

  it('a different message after a cut one is counted', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    hear(at, session(...message(sampleNo, '12.30')).slice(0, -1))
    hear(at, session(...message(sampleNo, '12.31')))
    expect(at.rows('SELECT value FROM results ORDER BY id').map(({ value }) => value)).toEqual(['12.30', '12.31'])
  })

  it('a cut on one port says nothing about another', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const whole = session(...message(sampleNo, '12.30'))
    hear(at, whole.slice(0, -1), 'generic/lis2', 'p1')
    hear(at, whole, 'generic/lis2', 'p2')
    expect(at.count('readings')).toBe(2)
  })

  it('half a message is damaged, and whole when it comes again', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const [first, second, third, ...rest] = message(sampleNo, '12.30')
    if (first === undefined || second === undefined || third === undefined) throw new Error('short')
    const outcomes = hear(at, session(first, second, third).slice(0, -1))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['damaged'])
    hear(at, session(first, second, third, ...rest))
    expect([at.count('readings'), at.count('results')]).toEqual([1, 1])
  })
})

describe('a dialogue that reads the same records at every poll', () => {
  it('keeps each record once, also after a restart of the line', () => {
    const at = room({ needsBlank: false })
    const day = readFileSync(new URL('../../drivers/dayuan/lz-4000t/samples/pass-day.bin', import.meta.url))
    const first = hear(at, day, 'dayuan/lz-4000t')
    const readings = first.filter(({ kind }) => kind === 'reading').length
    expect(readings).toBeGreaterThan(0)
    const again = hear(at, day, 'dayuan/lz-4000t')
    expect(again.filter(({ kind }) => kind === 'reading')).toEqual([])
    expect(again.filter((one) => one.kind === 'ignored' && one.reason.startsWith('repeated: record'))).toHaveLength(
      readings,
    )
    expect(at.count('readings')).toBe(readings)
    expect(at.count('claims')).toBe(readings)
  })
})

describe('what no sample claims, and what is none', () => {
  it('a control on the line is kept as a reading and nothing more', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    // H.12, the processing id, is Q: a quality control.
    const control = session(...message(sampleNo, '3.00', ITEM, header.replace('|P|LIS2', '|Q|LIS2')))
    expect(hear(at, control)).toMatchObject([{ kind: 'reading', reading: { control: true } }])
    expect([at.count('readings'), at.count('results'), at.count('claims'), at.count('outbox')]).toEqual([1, 0, 0, 0])
  })

  it.each(['blank', 'positive-control', 'training'] as const)(
    'a %s sample has a result and no debt and no case',
    (kind) => {
      const at = room({ needsBlank: false, platforms: [nowhere] })
      const { sampleNo } = taken(at, { kind })
      const result = measured(at, sampleNo, '88.00')
      expect(result).toMatchObject({ control: true, failureId: null })
      expect([at.count('outbox'), at.count('failures')]).toEqual([0, 0])
    },
  )

  it('an undecided result is owed and held with its reason', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    expect(measured(at, sampleNo, '12.30', '无此项目')).toMatchObject({ verdict: 'undecided' })
    expect(at.rows('SELECT state, reason, next_at AS next FROM outbox')).toEqual([
      { state: 'held', reason: 'undecided', next: null },
    ])
  })

  it('both samples of one message are judged, and the same test twice on one sample is kept twice', () => {
    const at = room({ needsBlank: false })
    const one = taken(at)
    const two = taken(at)
    hear(at, session(...message(one.sampleNo, '10.00')))
    hear(at, session(...message(two.sampleNo, '11.00')))
    hear(at, session(...message(one.sampleNo, '12.00')))
    expect(at.rows('SELECT value, item FROM results ORDER BY id')).toEqual(
      ['10.00', '11.00', '12.00'].map((value) => ({ value, item: ITEM })),
    )
  })
})
