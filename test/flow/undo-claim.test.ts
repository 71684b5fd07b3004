/** A claim taken back: its result counts nowhere, the reading waits again, and what has left the room stays. */
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { FailureId, NoticeId, ReadingId, ResultId } from '#core/ids.ts'
import { claimReading, dismissReading } from '#flow/claim-reading.ts'
import { failureState } from '#flow/follow-failure.ts'
import { inFlight } from '#flow/in-flight.ts'
import { oweMissing } from '#flow/owe-platforms.ts'
import { undoClaim } from '#flow/undo-claim.ts'
import { claimsPage, settlementsPage } from '#storage/claims.ts'
import { openFailureOf } from '#storage/failures.ts'
import { destructionFacts, publicationFacts, uploadRate } from '#storage/kpi.ts'
import { candidatesForNotice } from '#storage/notice-candidates.ts'
import { insertNotice } from '#storage/notices.ts'
import { appendAttempt, entriesOfResult, moveEntry } from '#storage/outbox.ts'
import { countsOfDay, historyOf, resultById, resultsPage } from '#storage/results.ts'
import { randomFrom } from '#test/core/support/random.ts'
import { hear, ITEM, message, platformAt, type Room, room, session, taken } from './room.ts'

const nowhere = platformAt('http://127.0.0.1:9/records')
const period = { from: '2026-03-01T16:00:00.000Z', until: '2026-03-02T16:00:00.000Z' }
const why = '看错了样品袋'

/** A reading of a number nobody registered. */
function waits(at: Room, value: string): ReadingId {
  at.clock.pass(60_000)
  hear(at, session(...message('20260302-0999', value)))
  const [newest] = claimsPage(at.world.db, { after: null, limit: 1 }).rows
  if (newest === undefined) throw new Error('nothing waits')
  return newest.readingId
}

const claim = (at: Room, readingId: ReadingId, sampleNo: string) =>
  claimReading(at.world, { readingId, sampleNo, by: '王敏', why: '已核对' })
const undo = (at: Room, readingId: ReadingId) => undoClaim(at.world, { readingId, by: '李强', why })

describe('a claim taken back', () => {
  it('leaves a result that is shown and counts nowhere, and a reading that waits again', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { id, sampleNo } = taken(at)
    const readingId = waits(at, '12.30')
    const resultId = claim(at, readingId, sampleNo)
    expect(countsOfDay(at.world.db, period).negative).toBe(1)
    undo(at, readingId)
    const { db } = at.world
    expect(resultById(db, resultId)).toMatchObject({
      withdrawn: { by: '李强', why },
      path: { judged: 'none', published: 'none', uploaded: 'none', disposed: 'none' },
    })
    expect(countsOfDay(db, period).negative).toBe(0)
    expect([uploadRate(db, period), publicationFacts(db, period), candidatesForNotice(db, period)]).toEqual([
      { due: 0, done: 0 },
      [],
      [],
    ])
    expect(historyOf(db, id, ITEM)).toEqual([])
    expect(resultsPage(db, { after: null, limit: 9, period }).rows.map((row) => row.id)).toEqual([resultId])
    expect(resultsPage(db, { after: null, limit: 9, period, verdict: 'negative' }).rows).toEqual([])
    expect(at.rows('SELECT state, reason FROM outbox')).toEqual([{ state: 'held', reason: 'withdrawn' }])
    expect(claimsPage(db, { after: null, limit: 9 }).rows.map((row) => row.readingId)).toEqual([readingId])
    expect(settlementsPage(db, { after: null, limit: 9 }).rows).toMatchObject([
      { resultId, by: '王敏', withdrawn: { by: '李强', why } },
    ])
    expect(at.rows("SELECT done_by AS by, subject FROM audit WHERE action = 'claim.undo'")).toEqual([
      { by: '李强', subject: sampleNo },
    ])
    expect(at.news.slice(-3).map(({ kind }) => kind)).toEqual(['result.recorded', 'outbox.moved', 'reading.unclaimed'])
  })

  it('is claimed again, for another sample, as that sample’s first test', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const [wrong, right] = [taken(at), taken(at)]
    const readingId = waits(at, '12.30')
    claim(at, readingId, wrong.sampleNo)
    undo(at, readingId)
    const again = claim(at, readingId, right.sampleNo)
    expect(resultById(at.world.db, again)).toMatchObject({ sampleNo: right.sampleNo, round: 'first', withdrawn: null })
    expect(countsOfDay(at.world.db, period).negative).toBe(1)
    expect(at.rows('SELECT state FROM outbox ORDER BY seq')).toEqual([{ state: 'held' }, { state: 'waiting' }])
    expect(() => claim(at, readingId, wrong.sampleNo)).toThrow(Fault)
  })

  it('is owed to no platform that comes later', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const readingId = waits(at, '12.30')
    claim(at, readingId, sampleNo)
    undo(at, readingId)
    expect(oweMissing(at.world, nowhere)).toBe(0)
  })

  it('of a reading that was said to be of no sample, waits again too', () => {
    const at = room({ needsBlank: false })
    const readingId = waits(at, '12.30')
    dismissReading(at.world, { readingId, by: '王敏', why: '试机' })
    undo(at, readingId)
    expect(claimsPage(at.world.db, { after: null, limit: 9 }).rows).toHaveLength(1)
    expect(() => undo(at, readingId)).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

describe('the case of a claim taken back', () => {
  it('ends as withdrawn when nothing else stands in it, and counts in no rate', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { id, sampleNo } = taken(at)
    const readingId = waits(at, '63.20')
    const { failureId } = resultById(at.world.db, claim(at, readingId, sampleNo))
    undo(at, readingId)
    const state = failureState(at.world, failureId as FailureId)
    expect(state).toMatchObject({ stage: 'withdrawn', firstWithdrawn: true, retests: [] })
    expect(at.rows('SELECT stage, deciding_result_id AS deciding FROM failures')).toEqual([
      { stage: 'withdrawn', deciding: null },
    ])
    expect(openFailureOf(at.world.db, id, ITEM)).toBeUndefined()
    expect(
      destructionFacts(at.world.db, { from: '2026-04-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z' }),
    ).toEqual([])
    // The right reading opens a case of its own.
    hear(at, session(...message(sampleNo, '70.10')))
    expect(at.rows('SELECT stage FROM failures ORDER BY seq')).toEqual([
      { stage: 'withdrawn' },
      { stage: 'retest-due' },
    ])
  })

  it('goes on without a retest that was of another sample', () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    hear(at, session(...message(sampleNo, '63.20')))
    const readingId = waits(at, '12.30')
    const { failureId } = resultById(at.world.db, claim(at, readingId, sampleNo))
    undo(at, readingId)
    hear(at, session(...message(sampleNo, '64.20')))
    expect(failureState(at.world, failureId as FailureId)).toMatchObject({ stage: 'retest-due' })
    hear(at, session(...message(sampleNo, '65.20')))
    expect(failureState(at.world, failureId as FailureId)).toMatchObject({ stage: 'notify-due' })
    expect(failureState(at.world, failureId as FailureId).retests).toHaveLength(2)
  })
})

describe('what is released stays', () => {
  const released = (at: Room, readingId: ReadingId) => {
    const before = at.everything()
    let detail: unknown = null
    try {
      undo(at, readingId)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      detail = [error.code, error.detail]
    }
    expect(at.everything()).toEqual(before)
    return detail
  }
  const claimed = (at: Room, value = '12.30') => {
    const { sampleNo } = taken(at)
    const readingId = waits(at, value)
    const resultId = claim(at, readingId, sampleNo)
    const [entry] = entriesOfResult(at.world.db, resultId)
    if (entry === undefined) throw new Error('nothing owed')
    return { sampleNo, readingId, resultId, entry }
  }
  const attempt = (at: Room, entryId: Parameters<typeof appendAttempt>[1]['entryId'], outcome: 'retry' | 'unknown') =>
    appendAttempt(at.world.db, {
      entryId,
      outcome,
      requestSha256: 'a'.repeat(64),
      answer: '',
      receipt: null,
      reason: '',
      ms: 1,
      at: at.world.now(),
    })

  it('when it was uploaded, may have been, or is being uploaded; a platform that was never reached does not count', async () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const one = claimed(at)
    attempt(at, one.entry.id, 'retry')
    await inFlight(at.world.db, [one.entry.id], async () => {
      expect(released(at, one.readingId)).toEqual(['claim.released', 'sending'])
    })
    undo(at, one.readingId)
    const two = claimed(at)
    attempt(at, two.entry.id, 'unknown')
    expect(released(at, two.readingId)).toEqual(['claim.released', 'maybe-uploaded'])
    const three = claimed(at)
    moveEntry(at.world.db, {
      id: three.entry.id,
      state: 'acknowledged',
      nextAt: null,
      tries: 1,
      receipt: 'R1',
      reason: null,
    })
    expect(released(at, three.readingId)).toEqual(['claim.released', 'uploaded'])
  })

  it('when a notice carries it', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { readingId, resultId } = claimed(at)
    onNotice(at, resultId)
    expect(released(at, readingId)).toEqual(['claim.released', 'published'])
  })

  it('when its case went on', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const { readingId, sampleNo } = claimed(at, '63.20')
    for (const value of ['63.30', '63.40']) hear(at, session(...message(sampleNo, value)))
    expect(released(at, readingId)).toEqual(['claim.released', 'case-moved'])
  })

  it('the database refuses it as well, and never sends or publishes what was withdrawn', () => {
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const one = claimed(at)
    onNotice(at, one.resultId)
    const withdrawn = `INSERT INTO claim_withdrawals SELECT id, result_id, 'x', 'x', settled_at, 480 FROM claim_settlements`
    expect(() => at.world.db.exec(`${withdrawn} WHERE id = 1`)).toThrow('a released result is not withdrawn')
    const two = claimed(at)
    undo(at, two.readingId)
    expect(() => at.world.db.exec("UPDATE outbox SET state = 'waiting', next_at = created_at WHERE seq = 2")).toThrow(
      'a withdrawn result is not sent',
    )
    expect(() => onNotice(at, two.resultId, 'n2')).toThrow('a withdrawn result is not published')
    expect(() => at.world.db.exec('DELETE FROM claim_withdrawals')).toThrow('append-only')
  })
})

function onNotice(at: Room, resultId: ResultId, id = 'n1'): void {
  insertNotice(at.world.db, {
    id: id as NoticeId,
    noticeNo: `GS-${id}`,
    day: '2026-03-02',
    content: {
      noticeNo: id,
      site: 's',
      day: '2026-03-02',
      totals: { tested: 1, passed: 1, open: 0 },
      rows: [],
      complaintPhone: '12315',
      demo: true,
    },
    sha256: 'a'.repeat(64),
    results: [{ resultId, handling: null }],
    by: '王敏',
    at: at.world.now(),
  })
}

it('any order of claims and undos leaves exactly the results that stand', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = randomFrom(seed)
    const at = room({ needsBlank: false, platforms: [nowhere] })
    const samples = [taken(at), taken(at), taken(at)]
    const readings = ['12.30', '63.20', '8.10', '55.50'].map((value) => waits(at, value))
    const standing = new Map<ReadingId, ResultId>()
    for (let act = 0; act < 40; act += 1) {
      const readingId = readings[Math.floor(random() * readings.length)] ?? readings[0]
      const sample = samples[Math.floor(random() * samples.length)] ?? samples[0]
      if (readingId === undefined || sample === undefined) throw new Error('nothing to play with')
      try {
        if (random() < 0.5) standing.set(readingId, claim(at, readingId, sample.sampleNo))
        else {
          undo(at, readingId)
          standing.delete(readingId)
        }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
      const ids = at.rows('SELECT id FROM standing_results ORDER BY id').map((row) => Number(row.id))
      expect(ids).toEqual([...standing.values()].sort((a, b) => a - b))
      const counts = Object.values(countsOfDay(at.world.db, period)).reduce((sum, count) => sum + count, 0)
      expect(counts).toBe(standing.size)
      expect(at.count('claims WHERE settled = 0')).toBe(readings.length - standing.size)
      expect(at.count("outbox WHERE state = 'waiting'")).toBe(standing.size)
      // A case is open exactly while a result of it stands.
      const open = at.rows("SELECT id FROM failures WHERE stage NOT IN ('withdrawn', 'cleared') ORDER BY seq")
      const named = at.rows('SELECT DISTINCT failure_id AS id FROM standing_results WHERE failure_id IS NOT NULL')
      for (const { id } of open) expect(named).toContainEqual({ id })
    }
    at.close()
  }
})
