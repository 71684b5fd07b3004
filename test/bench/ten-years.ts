/** Ten years of one room in a database: built once through storage's own writes, kept in the temporary folder for later runs. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntryId, NoticeId, SampleId } from '#core/ids.ts'
import { judge } from '#core/judge/judge.ts'
import type { Judgement } from '#core/judge/verdict.ts'
import { entriesFor } from '#core/outbox/owe.ts'
import { questionOf } from '#core/reading/question.ts'
import { dayOf, later, localText, type Moment, momentOf } from '#core/time.ts'
import { driver } from '#drivers/dayuan/dy-723pc/driver.ts'
import { recordBytes } from '#drivers/dayuan/dy-723pc/record.ts'
import { searchText } from '#flow/search-text.ts'
import type { World } from '#flow/world.ts'
import { keepFrame } from '#storage/frames.ts'
import { appendPublication, insertNotice } from '#storage/notices.ts'
import { type Db, transaction } from '#storage/open.ts'
import { appendAttempt, insertEntry, moveEntry } from '#storage/outbox.ts'
import { insertOutcome, insertUnit } from '#storage/outcomes.ts'
import { insertReading } from '#storage/readings.ts'
import { insertResult } from '#storage/results.ts'
import { insertSample, type NewSample, upsertStall } from '#storage/samples.ts'
import { root } from '../../scripts/built.mjs'
import { openBenchWorld, passing } from './bench-world.ts'

/** The last morning of the ten years, and the moment at which the desk is asked. */
export const NOW: Moment = momentOf(Date.parse('2026-03-02T02:00:00.000Z'))
const DAYS = 3652
const DAY_MS = 86_400_000

const foods = [
  '韭菜',
  '豇豆',
  '芹菜',
  '菠菜',
  '小白菜',
  '上海青',
  '油麦菜',
  '生菜',
  '黄瓜',
  '番茄',
  '辣椒',
  '茄子',
] as const

/** The path of a database with that many results; named by the schema, so that another schema makes another. */
export function tenYears(results: number, say: (words: string) => void): string {
  const schema = createHash('sha256')
    .update(readFileSync(join(root, 'src-main/storage/schema.sql')))
    .digest('hex')
  const folder = join(tmpdir(), 'kuaijian-station-bench')
  const file = join(folder, `ten-years-${results}-${schema.slice(0, 12)}.sqlite`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const partial = `${file}.partial`
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(partial + end, { force: true })
  say(`building ${file} ...`)
  const { world, close } = openBenchWorld(partial)
  // Nothing here must survive a power cut: an unfinished file is thrown away.
  world.db.pragma('synchronous = OFF')
  const years = new Years(world)
  for (let day = 0; day < DAYS; day++) {
    years.day(day, Math.round(((day + 1) * results) / DAYS) - Math.round((day * results) / DAYS))
    if (day % 730 === 729) say(`${Math.round(((day + 1) / DAYS) * 100)} %`)
  }
  close()
  renameSync(partial, file)
  rmSync(`${partial}.lock`, { force: true })
  return file
}

interface Tested {
  readonly sampleNo: string
  readonly resultId: ReturnType<typeof insertResult>
}

class Years {
  readonly #world: World
  readonly #db: Db
  readonly #judged = new Map<string, Judgement>()
  readonly #search = new Map<string, string>()
  #made = 0

  constructor(world: World) {
    this.#world = world
    this.#db = world.db
  }

  /** A day's results from 07:00 to 09:55, uploaded and, except on the last day, published at 10:30. */
  day(number: number, count: number): void {
    transaction(this.#db, () => {
      const evening = later(NOW, (number - DAYS + 1) * DAY_MS)
      const tested = Array.from({ length: count }, (_, index) =>
        this.#test(later(evening, -3 * 3_600_000 + Math.floor((index / Math.max(1, count)) * 10_500_000)), index),
      )
      if (number < DAYS - 1 && tested.length > 0) this.#publish(later(evening, 1_800_000), tested)
    })
  }

  #test(at: Moment, index: number): Tested {
    const db = this.#db
    const made = this.#made++
    const sample = this.#sample(at, index, made)
    insertSample(db, sample)
    const reading = passing(localText(at), String(index + 1), made)
    const frame = keepFrame(db, { port: '农残仪1', driver: driver.id, bytes: recordBytes(reading, index + 1), at })
    insertUnit(db, { port: '农残仪1', sha256: frame.sha256, interrupted: false, at })
    const readingId = insertReading(db, { frameId: frame.id, port: '农残仪1', driver: driver.id, reading, at })
    insertOutcome(db, { frameId: frame.id, kind: 'reading', reason: null, readingId })
    const { item, method } = questionOf(reading, sample, driver.method)
    const { verdict, reason, basis } = this.#judge(sample, reading)
    const result = {
      item,
      method,
      value: reading.value,
      unit: reading.unit,
      verdict,
      basis,
      round: 'first',
      control: false,
    } as const
    const resultId = insertResult(db, { ...result, sampleId: sample.id, readingId, reason, failureId: null, at })
    const facts = {
      ...result,
      resultId,
      sampleKind: sample.kind,
      nature: sample.nature,
      sampleNo: sample.sampleNo,
      food: sample.food,
      tester: sample.takenBy,
      stallNo: `A-${(made % 40) + 1}`,
      origin: sample.origin,
      device: `${driver.id}@农残仪1`,
      channel: reading.channel,
      rawSha256: frame.sha256,
      recordOrigin: 'instrument' as const,
      kit: null,
      kitLot: null,
      testedAt: at,
      sampledAt: at,
    }
    for (const entry of entriesFor(facts, ['county'], () => this.#world.newId() as EntryId, at))
      this.#upload(entry, at, made)
    return { sampleNo: sample.sampleNo, resultId }
  }

  #sample(at: Moment, index: number, made: number): NewSample {
    const code = `A-${(made % 40) + 1}`
    const stall = upsertStall(this.#db, { code, name: `绿丰果蔬${(made % 40) + 1}` })
    const food = foods[made % foods.length] ?? foods[0]
    const sampleNo = `${dayOf(at).replaceAll('-', '')}-${String(index + 1).padStart(4, '0')}`
    const known = this.#search.get(code + food) ?? searchText([code, stall.name, food])
    this.#search.set(code + food, known)
    return {
      id: this.#world.newId() as SampleId,
      sampleNo,
      kind: 'ordinary',
      nature: 'market',
      stallId: stall.id,
      food,
      origin: '内蒙古巴彦淖尔',
      stockKg: '12.5',
      takenAt: at,
      takenBy: '王敏',
      searchText: `${sampleNo} ${known}`,
    }
  }

  /** Judged as on the last day; the verdict hangs on food and value alone, and every value here passes. */
  #judge(sample: NewSample, reading: ReturnType<typeof passing>): Judgement {
    const known =
      this.#judged.get(sample.food) ??
      judge(questionOf(reading, { ...sample, takenAt: NOW }, driver.method), this.#world.pack)
    this.#judged.set(sample.food, known)
    return known
  }

  /** Acknowledged, but for the last few hundred of all: they wait or are parked. */
  #upload(entry: ReturnType<typeof entriesFor>[number], at: Moment, made: number): void {
    const db = this.#db
    insertEntry(db, { ...entry, subjectKind: entry.subject.kind, subjectId: entry.subject.id, at })
    if (at.utc > later(NOW, -3_600_000).utc || entry.state !== 'waiting') return
    const receipt = `R${made}`
    const requestSha256 = createHash('sha256').update(entry.payload).digest('hex')
    appendAttempt(db, {
      entryId: entry.id,
      outcome: 'acknowledged',
      requestSha256,
      answer: '{"ok":true}',
      receipt,
      reason: '',
      ms: 40,
      at,
    })
    moveEntry(db, { id: entry.id, state: 'acknowledged', nextAt: null, tries: 1, receipt, reason: null })
  }

  #publish(at: Moment, tested: readonly Tested[]): void {
    const day = dayOf(at)
    const noticeNo = `GS-${day.replaceAll('-', '')}-01`
    const id = this.#world.newId() as NoticeId
    // The rows as text are left out: no list of the day desk reads them, and they would only make the file larger.
    const totals = { tested: tested.length, passed: tested.length, open: 0 }
    const content = { noticeNo, site: '快检室', day, totals, rows: [], complaintPhone: '12315', demo: false }
    const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex')
    insertNotice(this.#db, {
      id,
      noticeNo,
      day,
      content,
      sha256,
      results: tested.map(({ resultId }) => ({ resultId, handling: null })),
      at,
      by: '王敏',
    })
    appendPublication(this.#db, { noticeId: id, channel: 'board', sha256, at })
  }
}
