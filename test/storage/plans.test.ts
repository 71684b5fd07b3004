/**
 * Every list with every filter is read from its newest end by an index: at seven million rows as at seven (C88: open lists by key, count
 * by sums; C89: 14,000 rows were slow).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { failureStages } from '#core/failure/stage.ts'
import type { ReadingId, SampleId } from '#core/ids.ts'
import { verdicts } from '#core/judge/verdict.ts'
import { dayBounds, monthBounds } from '#core/time.ts'
import { auditOf, auditPage } from '#storage/audit.ts'
import { batchesOfPort, lastTested } from '#storage/batches.ts'
import { awaitedReadings, claimsPage, openClaimCount } from '#storage/claims.ts'
import { failuresPage, openFailureCounts } from '#storage/failures.ts'
import { countsOfPort, framesOfPort, isFrameKept } from '#storage/frames.ts'
import { noticesOfDay } from '#storage/notices.ts'
import type { Db } from '#storage/open.ts'
import { countsOfPlatform, entriesPage, oldestUnsent } from '#storage/outbox.ts'
import { claimedChannels, wasBlankHeard } from '#storage/plate-runs.ts'
import { type Plate, plateOfReading } from '#storage/plates.ts'
import { newestReadings } from '#storage/port-readings.ts'
import { resultsPage } from '#storage/results.ts'
import { samplesPage } from '#storage/samples.ts'
import { blanksUnmeasured } from '#storage/taken-today.ts'
import { at, judged, opened } from './opened.ts'
import { slowSteps } from './plans.ts'

const page = { after: null, limit: 50 }
const next = { after: '12', limit: 50 }
const day = dayBounds('2026-03-01')
const month = monthBounds('2026-03')
const filters = [
  {},
  { verdict: 'suspect' },
  { verdict: 'negative' },
  { port: 'p1' },
  { item: 'x' },
  { food: 'x' },
  { stall: 'x' },
  { search: '韭' },
  { search: '韭菜 王记' },
  { search: '0302-00' },
  { stall: 'x', item: 'x', search: 'jc', verdict: 'positive' },
] as const

const run: Plate = {
  ...{ id: 'p', port: 'p1', shape: { kind: 'numbers', count: 12 }, madeBy: 'x', madeAt: at() },
  ...{ loadedAt: at(), afterFrame: 1, endedAt: null },
}

const lists: Readonly<Record<string, (db: Db) => unknown>> = {
  'results: all years': (db) => filters.map((filter) => resultsPage(db, { ...filter, ...page })),
  'results: a later page': (db) => filters.map((filter) => resultsPage(db, { ...filter, ...next })),
  'results: a day': (db) => filters.map((filter) => resultsPage(db, { ...filter, ...page, period: day })),
  'results: a month': (db) =>
    filters.map((filter) => resultsPage(db, { ...filter, ...next, period: month, counted: true })),
  'results: every verdict': (db) => verdicts.map((verdict) => resultsPage(db, { verdict, ...page })),
  samples: (db) => ['', '韭', 'a-12 jc', '0302'].map((search) => samplesPage(db, { search, ...page })),
  claims: (db) => claimsPage(db, page),
  'claims, counted': (db) => openClaimCount(db),
  'claims that wait for a blank': (db) => awaitedReadings(db, 'p1', 'blank-awaited'),
  'the plate of a reading': (db) => plateOfReading(db, { readingId: 1 as ReadingId, sampleId: 's' as SampleId }),
  'when a device was last used, and for what': (db) => [lastTested(db, 'p1', day.from), batchesOfPort(db, 'p1', day)],
  'blanks of a day to be measured': (db) => blanksUnmeasured(db, '2026-03-01'),
  'the blank of a run': (db) => wasBlankHeard(db, run, 'x'),
  'claims of a run': (db) => claimedChannels(db, run),
  failures: (db) => [undefined, true, false].map((open) => failuresPage(db, { open, ...page })),
  'failures by stage': (db) => failureStages.map((stage) => failuresPage(db, { stage, ...page })),
  'failures, counted': (db) => openFailureCounts(db),
  outbox: (db) => entriesPage(db, page),
  'outbox by state': (db) => entriesPage(db, { state: 'acknowledged', ...page }),
  'outbox by platform': (db) => entriesPage(db, { platform: 'county', ...page }),
  'outbox by both': (db) => entriesPage(db, { platform: 'county', state: 'parked', ...next }),
  'outbox, counted': (db) => countsOfPlatform(db, 'county'),
  'the oldest debt': (db) => oldestUnsent(db),
  'notices of a day': (db) => noticesOfDay(db, '2026-03-01'),
  'frames of a port': (db) => [framesOfPort(db, 'p1', 50), countsOfPort(db, 'p1'), isFrameKept(db, 'p1', 'x')],
  audit: (db) => auditPage(db, page),
  'audit of a thing': (db) => auditOf(db, 'x'),
  'audit by subject': (db) => auditPage(db, { subject: 'x', ...page }),
  'audit by person': (db) => auditPage(db, { person: 'x', ...page }),
  'audit by action': (db) => auditPage(db, { action: 'x', ...page }),
  'audit by all three': (db) => auditPage(db, { subject: 'x', person: 'x', action: 'x', ...next }),
  'readings of a port': (db) => newestReadings(db, 'p1', 50),
}

describe('no list reads a table from end to end, or sorts one', () => {
  it.each(Object.entries(lists))('%s', (_, ask) => {
    const { db } = opened()
    expect(slowSteps(db, () => ask(db))).toEqual([])
  })

  it('no page is counted off from its beginning', () => {
    const folder = new URL('../../src-main/storage/', import.meta.url)
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
    expect(sources.filter((name) => /\bOFFSET\b/.test(readFileSync(new URL(name, folder), 'utf8')))).toEqual([])
  })

  it('and a list that does is found', () => {
    const { db } = opened()
    judged(db, 'negative', { at: at() })
    expect(slowSteps(db, () => db.prepare('SELECT * FROM results r ORDER BY r.value').all())).toHaveLength(2)
    expect(slowSteps(db, () => db.prepare('SELECT count(*) FROM samples').get())).toHaveLength(1)
    const walk = "SELECT * FROM outbox WHERE seq < 9 AND reason = 'x' ORDER BY seq DESC LIMIT 9"
    expect(slowSteps(db, () => db.prepare(walk).all())).toHaveLength(1)
  })
})
