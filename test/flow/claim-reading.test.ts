/** A reading nobody asked for waits for a person; the person's word makes a result, once, and is on record. */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReadingId } from '#core/ids.ts'
import { claimReading } from '#flow/claim-reading.ts'
import { placeOnChannel } from '#flow/place-sample.ts'
import { hear, message, platformAt, room, session, taken } from './room.ts'

const nowhere = platformAt('http://127.0.0.1:9/records')
const reading = (id: number) => id as ReadingId

describe('a reading without a sample', () => {
  it.each([
    ['20260302-0999', 'unknown-sample'],
    ['', 'no-sample-number'],
    ['0000', 'no-sample-number'],
  ])('numbered %j waits with the reason %s', (sampleNo, reason) => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    hear(at, session(...message(sampleNo, '12.30')))
    expect(at.rows('SELECT reading_id AS id, reason, settled FROM claims')).toEqual([{ id: 1, reason, settled: 0 }])
    expect([at.count('results'), at.count('outbox')]).toEqual([0, 0])
    expect(at.news).toEqual([{ kind: 'reading.unclaimed', readingId: 1 }])
  })

  it('claimed for a sample is judged, owed and audited; the reading stays as it was', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    hear(at, session(...message('20260302-0999', '63.20')))
    const before = at.rows('SELECT * FROM readings')
    const resultId = claimReading(at.world, { readingId: reading(1), sampleNo, by: '王敏', why: '编号输错' })
    expect(at.rows('SELECT id, verdict, reading_id AS reading FROM results')).toEqual([
      { id: resultId, verdict: 'positive', reading: 1 },
    ])
    expect(at.rows('SELECT * FROM readings')).toEqual(before)
    expect(at.rows('SELECT settled FROM claims')).toEqual([{ settled: 1 }])
    expect(at.rows('SELECT result_id AS result, settled_by AS by, why FROM claim_settlements')).toEqual([
      { result: resultId, by: '王敏', why: '编号输错' },
    ])
    expect([at.count('outbox'), at.count('failures'), at.count("audit WHERE action = 'claim'")]).toEqual([1, 1, 1])
    expect(at.news.map(({ kind }) => kind)).toEqual([
      'sample.changed',
      'reading.unclaimed',
      'result.recorded',
      'failure.moved',
    ])
  })

  it('a second claim, an unknown sample or an unknown reading is refused and leaves nothing behind', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at)
    hear(at, session(...message('20260302-0999', '12.30')))
    const refuses = (readingId: number, no: string, code: string) => {
      const [before, told] = [at.everything(), at.news.length]
      expect(() =>
        claimReading(at.world, { readingId: reading(readingId), sampleNo: no, by: '王敏', why: '补认' }),
      ).toThrow(expect.objectContaining({ code }))
      expect([at.everything(), at.news.length]).toEqual([before, told])
    }
    refuses(1, '20260302-7777', 'not-found')
    refuses(9, sampleNo, 'not-found')
    claimReading(at.world, { readingId: reading(1), sampleNo, by: '王敏', why: '补认' })
    refuses(1, sampleNo, 'input.invalid')
    expect(at.count('results')).toBe(1)
  })

  it('claimed for a training sample is a control: no debt, no case', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { sampleNo } = taken(at, { kind: 'training' })
    hear(at, session(...message('', '63.20')))
    claimReading(at.world, { readingId: reading(1), sampleNo, by: '王敏', why: '练习' })
    expect([at.count('results'), at.count('outbox'), at.count('failures')]).toEqual([1, 0, 0])
  })
})

describe('an analyzer that sends channels', () => {
  const plate = readFileSync(new URL('../../drivers/dayuan/dy-723pc/samples/pass-day.bin', import.meta.url))

  it('a sample placed on its channel before gets the reading, the others wait', () => {
    const at = room({ needsBlank: false })
    const readings = hear(at, plate, 'dayuan/dy-723pc', 'probe').flatMap((one) =>
      one.kind === 'reading' ? [one.reading] : [],
    )
    const channel = readings[0]?.channel ?? ''
    expect(channel).not.toBe('')
    const placed = taken(at)
    placeOnChannel(at.world, { sampleId: placed.id, port: 'p3', channel, by: '王敏' })
    const before = at.count('claims')
    // Its records are of twenty past eight; they come a few minutes later.
    at.clock.pass(23 * 60_000)
    hear(at, plate, 'dayuan/dy-723pc', 'p3')
    const here = readings.filter((one) => one.channel === channel).length
    expect(at.rows('SELECT DISTINCT s.sample_no AS no FROM results r JOIN samples s ON s.seq = r.sample')).toEqual([
      { no: placed.sampleNo },
    ])
    expect(at.count('results')).toBe(here)
    expect(at.count('claims') - before).toBe(readings.length - here)
  })
})
