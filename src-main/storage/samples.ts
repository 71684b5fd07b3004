/** Samples: registered once, found by number, by words, by the day's running number. */
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import type { Sample } from '#core/sample/sample.ts'
import { nextNumber } from './numbers.ts'
import type { Page, PageAsked } from './page.ts'
import { keyBelow, nextOf } from './page.ts'
import { indexedBelow, matchOf, noteWritten, wordsIn } from './search-index.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, insert, moment, one } from './statements.ts'

export {
  freePlacement,
  onChannel,
  type Placement,
  placementsOf,
  placementsOfPort,
  placeSample,
  staysOf,
  usesPlate,
} from './placements.ts'
export { allStalls, foodHabits, stallByCode, upsertStall } from './stalls.ts'

/** `searchText`: lower case, everything the sample is looked for by (number, stall, food, pinyin initials). */
export type NewSample = Sample & { readonly searchText: string }

/** With its stall's sign and name as they were when it was taken, and its origin as its sheet says now. */
export interface StoredSample extends Sample {
  readonly stallCode: string | null
  readonly stallName: string | null
}

interface SampleRow extends Omit<StoredSample, 'takenAt'> {
  readonly seq: number
  readonly at: string
  readonly zone: number
}

const SELECT = `SELECT seq, id, sample_no AS sampleNo, kind, nature, stall_id AS stallId, stall_code AS stallCode,
  stall_name AS stallName, food, coalesce((SELECT json_extract(d.data, '$.origin') FROM sample_details d
  WHERE d.sample = samples.seq ORDER BY d.id DESC LIMIT 1), origin) AS origin, stock_kg AS stockKg, taken_at AS at, taken_zone AS zone, taken_by AS takenBy FROM samples`

/** `YYYYMMDD-NNNN`, the next of that day; call it in the transaction that inserts the sample. */
export function nextSampleNo(db: Db, day: string): string {
  return nextNumber(db, 'samples', '', day, 4)
}

export function insertSample(db: Db, sample: NewSample): void {
  const seq = insert(
    db,
    `INSERT INTO samples (id, sample_no, kind, nature, stall_id, stall_code, stall_name, food, origin, stock_kg, taken_at,
       taken_zone, taken_by, search_text, catalog_revision)
     VALUES (?, ?, ?, ?, ?, (SELECT code FROM stalls WHERE id = ?), (SELECT name FROM stalls WHERE id = ?), ?, ?, ?, ?, ?, ?, ?,
       (SELECT max(seq) FROM catalog_entries))`,
    sample.id,
    sample.sampleNo,
    sample.kind,
    sample.nature,
    sample.stallId,
    sample.stallId,
    sample.stallId,
    sample.food,
    sample.origin,
    sample.stockKg,
    sample.takenAt.utc,
    sample.takenAt.offset,
    sample.takenBy,
    sample.searchText,
  )
  noteWritten(db, 'sample', seq)
}

/** Errors: `not-found`. */
export function sampleById(db: Db, id: SampleId): StoredSample {
  const row = one<SampleRow>(db, `${SELECT} WHERE id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `sample ${id}`)
  return sampleOf(row)
}

export function sampleByNo(db: Db, sampleNo: string): StoredSample | undefined {
  const row = one<SampleRow>(db, `${SELECT} WHERE sample_no = ?`, sampleNo)
  return row === undefined ? undefined : sampleOf(row)
}

/** The sample that waits on a channel now. */
export function sampleOnChannel(db: Db, port: string, channel: string): StoredSample | undefined {
  const row = one<SampleRow>(
    db,
    `${SELECT} WHERE seq = (SELECT sample FROM placements WHERE freed_at IS NULL AND port = ? AND channel = ?)`,
    port,
    channel,
  )
  return row === undefined ? undefined : sampleOf(row)
}

/** The samples of a day whose number ends in that running number: at most one, as numbers are unique. */
export function samplesOfDayByRunningNumber(db: Db, day: string, running: number): readonly StoredSample[] {
  const sample = sampleByNo(db, `${day.replaceAll('-', '')}-${String(running).padStart(4, '0')}`)
  return sample === undefined ? [] : [sample]
}

/** Newest first. Each word of `search` is found anywhere in number, stall, food and their pinyin initials, in all years. */
export function samplesPage(
  db: Db,
  { search, after, limit }: PageAsked & { readonly search?: string | undefined },
): Page<StoredSample> {
  const rows = newestSamples(db, search ?? '', keyBelow(after), limit + 1)
  return { rows: rows.slice(0, limit).map(sampleOf), next: nextOf(rows, limit, ({ seq }) => seq) }
}

function newestSamples(db: Db, search: string, below: number, limit: number): readonly SampleRow[] {
  const match = matchOf(search)
  if (match === null) return all<SampleRow>(db, `${SELECT} WHERE seq < ? ORDER BY seq DESC LIMIT ?`, below, limit)
  const indexed = indexedBelow(db, 'sample')
  const words = wordsIn(search, ['search_text'])
  const found = words.map(([sql]) => `AND ${sql}`).join(' ')
  const values = words.flatMap(([, ...bound]): Bound[] => bound)
  const fresh = all<SampleRow>(
    db,
    `${SELECT} WHERE seq >= ? AND seq < ? ${found} ORDER BY seq DESC LIMIT ?`,
    indexed,
    below,
    ...values,
    limit,
  )
  if (fresh.length === limit) return fresh
  const older = all<SampleRow>(
    db,
    `${SELECT} JOIN sample_terms t ON t.rowid = seq WHERE t.sample_terms MATCH ? AND t.rowid < ? ${found} ORDER BY t.rowid DESC LIMIT ?`,
    match,
    below,
    ...values,
    limit - fresh.length,
  )
  return [...fresh, ...older]
}

function sampleOf({ seq: _, at, zone, ...sample }: SampleRow): StoredSample {
  return { ...sample, takenAt: moment(at, zone) }
}
