/** Ten years of one room in a database: built once through storage's own writes, kept in the temporary folder for later runs. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntryId, FailureId, NoticeId, ReadingId, ResultId, SampleId } from '#core/ids.ts'
import { judge } from '#core/judge/judge.ts'
import type { Judgement } from '#core/judge/verdict.ts'
import { entriesFor } from '#core/outbox/owe.ts'
import { questionOf } from '#core/reading/question.ts'
import type { Reading } from '#core/reading/reading.ts'
import type { Round } from '#core/sample/round.ts'
import { dayOf, later, localText, type Moment, momentOf } from '#core/time.ts'
import { driver } from '#drivers/dayuan/dy-723pc/driver.ts'
import { recordBytes } from '#drivers/dayuan/dy-723pc/record.ts'
import { beginFailure, followRetest, openCase } from '#flow/follow-failure.ts'
import { searchText } from '#flow/search-text.ts'
import type { World } from '#flow/world.ts'
import { appendAudit } from '#storage/audit.ts'
import { insertClaim, settleClaim } from '#storage/claims.ts'
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

const people = ['王敏', '李强', '赵燕', '陈静', '乌云'] as const
const OTHER_ITEM = '恩诺沙星'
/** A second platform came in the last year, a second analyzer shares the work. */
const SECOND_PLATFORM_FROM = DAYS - 365

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
  readonly resultId: ResultId
}

interface Test {
  readonly at: Moment
  readonly sample: NewSample
  readonly reading: Reading
  readonly made: number
  readonly round: Round
  readonly failureId: FailureId | null
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
      this.#stray(later(evening, -3_600_000), number === DAYS - 1)
      if (number < DAYS - 1 && tested.length > 0) this.#publish(later(evening, 1_800_000), tested)
    })
  }

  /** One sample in 97 fails at first and is cleared by two retests; those of the last hour are still open. */
  #test(at: Moment, index: number): Tested {
    const made = this.#made++
    const sample = this.#sample(at, index, made)
    insertSample(this.#db, sample)
    const by = sample.takenBy
    appendAudit(this.#db, { at, by, action: 'sample.register', subject: sample.sampleNo, detail: sample.food })
    const said = passing(localText(at), String(index + 1), made, ...(made % 50 === 7 ? [OTHER_ITEM] : []))
    if (made % 97 !== 96)
      return { resultId: this.#result({ at, sample, reading: said, made, round: 'first', failureId: null }) }
    const world = { ...this.#world, pack: this.#world.pack, now: () => at }
    const failureId = beginFailure(world, sample.id, said.item)
    const failed = { ...said, value: '66.60' }
    const first = this.#result({ at, sample, reading: failed, made, round: 'first', failureId })
    const caseNo = `of ${sample.sampleNo}`
    const followed = { failureId, caseNo, sampleId: sample.id, item: said.item, port: portOf(made) }
    openCase(world, { ...followed, resultId: first })
    if (isOfLastHour(at)) return { resultId: first }
    for (const round of ['retest-1', 'retest-2'] as const) {
      const resultId = this.#result({ at, sample, reading: said, made, round, failureId })
      followRetest(world, { ...followed, resultId, verdict: 'negative', round })
    }
    return { resultId: first }
  }

  #hear(reading: Reading, port: string, at: Moment): { readonly readingId: ReadingId; readonly sha256: string } {
    const db = this.#db
    const bytes = recordBytes(reading, 1)
    const frame = keepFrame(db, { port, driver: driver.id, bytes, at })
    insertUnit(db, { port, sha256: frame.sha256, interrupted: false, at })
    const readingId = insertReading(db, { frameId: frame.id, port, driver: driver.id, reading, at })
    insertOutcome(db, { frameId: frame.id, kind: 'reading', reason: null, readingId })
    return { readingId, sha256: frame.sha256 }
  }

  #result({ at, sample, reading, made, round, failureId }: Test): ResultId {
    const db = this.#db
    const port = portOf(made)
    const { readingId, sha256 } = this.#hear(reading, port, at)
    const { item, method } = questionOf(reading, sample, driver.method)
    const { verdict, reason, basis } = this.#judge(sample, reading)
    const result = {
      item,
      method,
      value: reading.value,
      unit: reading.unit,
      verdict,
      basis,
      round,
      control: false,
    } as const
    const resultId = insertResult(db, { ...result, sampleId: sample.id, readingId, reason, failureId, at })
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
      device: `${driver.id}@${port}`,
      channel: reading.channel,
      rawSha256: sha256,
      recordOrigin: 'instrument' as const,
      kit: null,
      kitLot: null,
      testedAt: at,
      sampledAt: at,
    }
    const platforms = at.utc < later(NOW, (SECOND_PLATFORM_FROM - DAYS) * DAY_MS).utc ? ['county'] : ['county', 'city']
    for (const entry of entriesFor(facts, platforms, () => this.#world.newId() as EntryId, at))
      this.#upload(entry, at, made)
    return resultId
  }

  /** Two readings a day find no sample; a person settles them, but for the last day's. */
  #stray(at: Moment, open: boolean): void {
    for (const index of [0, 1]) {
      const { readingId } = this.#hear(passing(localText(at), `9${index}`, this.#made + index), portOf(index), at)
      insertClaim(this.#db, { readingId, reason: 'unknown-sample', at })
      if (!open) settleClaim(this.#db, { readingId, resultId: null, by: people[0], why: '试机', at })
    }
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
      takenBy: people[made % 41 === 40 ? 1 + (made % 4) : 0] ?? people[0],
      searchText: `${sampleNo} ${known}`,
    }
  }

  /** Judged as on the last day; the verdict hangs on food, item and whether the value fails. */
  #judge(sample: NewSample, reading: Reading): Judgement {
    const key = `${sample.food} ${reading.item} ${reading.value === '66.60'}`
    const known =
      this.#judged.get(key) ?? judge(questionOf(reading, { ...sample, takenAt: NOW }, driver.method), this.#world.pack)
    this.#judged.set(key, known)
    return known
  }

  /** Acknowledged, but for the last few hundred of all: they wait or are parked. */
  #upload(entry: ReturnType<typeof entriesFor>[number], at: Moment, made: number): void {
    const db = this.#db
    insertEntry(db, { ...entry, subjectKind: entry.subject.kind, subjectId: entry.subject.id, at })
    if (isOfLastHour(at) || entry.state !== 'waiting') return
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
    appendAudit(this.#db, { at, by: people[0], action: 'notice.approve', subject: noticeNo, detail: sha256 })
  }
}

function isOfLastHour(at: Moment): boolean {
  return at.utc > later(NOW, -3_600_000).utc
}

function portOf(made: number): string {
  return made % 10 === 9 ? '农残仪2' : '农残仪1'
}
