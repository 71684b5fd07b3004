/** Real databases in folders of their own, and the few rows most storage tests begin with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { FailureId, FrameId, ReadingId, ResultId, SampleId } from '#core/ids.ts'
import type { Verdict } from '#core/judge/verdict.ts'
import type { Reading } from '#core/reading/reading.ts'
import { type Moment, momentOf } from '#core/time.ts'
import { keepFrame } from '#storage/frames.ts'
import { type Db, openStorage, type Storage } from '#storage/open.ts'
import { insertOutcome } from '#storage/outcomes.ts'
import { insertReading } from '#storage/readings.ts'
import { insertResult, type NewResult } from '#storage/results.ts'
import { insertSample, type NewSample, nextSampleNo, upsertStall } from '#storage/samples.ts'

const cleanups: (() => void)[] = []

afterEach(() => {
  for (const clean of cleanups.splice(0).reverse()) clean()
})

/** 2026-03-01 08:00 in Shanghai, and so many minutes later. */
export function at(minutes = 0): Moment {
  return momentOf(Date.UTC(2026, 2, 1, 0, minutes))
}

/** The period of that day at the site. */
export const day = { from: '2026-02-28T16:00:00.000Z', until: '2026-03-01T16:00:00.000Z' }

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'storage-'))
  cleanups.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export function newFile(): string {
  return join(folder(), 'station.db')
}

/** Closed and removed after the test. */
export function opened(file: string = newFile()): Storage {
  const storage = openStorage(file, { now: () => at() })
  cleanups.push(() => storage.close())
  return storage
}

export function heard(db: Db, said: Partial<Reading> = {}, port = 'p1', when = at(), driver = 'acme/x1') {
  const { id: frameId } = keepFrame(db, { port, driver, bytes: Buffer.from('R|1|12.30\r'), at: when })
  const readingId = insertReading(db, { frameId, port, driver, reading: { ...words, ...said }, at: when })
  insertOutcome(db, { frameId, kind: 'reading', reason: null, readingId })
  return { frameId, readingId } satisfies { frameId: FrameId; readingId: ReadingId }
}

const words: Reading = {
  sampleNo: null,
  item: '抑制率',
  value: '12.30',
  unit: '%',
  flag: null,
  measuredAt: '2026-03-01T08:00:01',
  channel: '3',
  control: false,
  recordKey: null,
  foodHint: null,
}

let made = 0

export function taken(db: Db, said: Partial<NewSample> = {}) {
  made += 1
  const id = `sample-${made}` as SampleId
  const stall = upsertStall(db, { code: 'A-12', name: '王记蔬菜' })
  const sampleNo = nextSampleNo(db, '2026-03-01')
  const searchText = `${sampleNo} a-12 王记蔬菜 韭菜 wjsc jc`
  insertSample(db, {
    id,
    sampleNo,
    kind: 'ordinary',
    nature: 'market',
    stallId: stall.id,
    food: '韭菜',
    origin: '山东',
    stockKg: '12.5',
    takenAt: at(),
    takenBy: '王敏',
    searchText,
    ...said,
  })
  return { id, sampleNo: said.sampleNo ?? sampleNo, stall }
}

/** A result of a fresh sample unless one is named. */
export function judged(db: Db, verdict: Verdict, said: Partial<NewResult> = {}) {
  const sampleId = said.sampleId ?? taken(db).id
  const when = said.at ?? at()
  const { readingId } = heard(db, {}, 'p1', when)
  const resultId: ResultId = insertResult(db, {
    sampleId,
    readingId,
    item: '有机磷和氨基甲酸酯类',
    method: 'GB/T 5009.199-2003',
    value: '12.30',
    unit: '%',
    verdict,
    reason: 'below-limit: 12.30 < 50',
    basis: null,
    round: 'first',
    control: false,
    failureId: null,
    at: when,
    ...said,
  })
  return { resultId, sampleId, readingId }
}

export const failureId = (name: string) => name as FailureId
