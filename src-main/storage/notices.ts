/** Notices: what was approved for the public, where it was shown, what was taken back; each a record, none changed. */
import { Fault } from '#core/fault.ts'
import type { NoticeId, ResultId } from '#core/ids.ts'
import type { NoticeContent } from '#core/notice/notice.ts'
import type { Moment } from '#core/time.ts'
import { nextNumber } from './numbers.ts'
import type { Db } from './sqlite.ts'
import { all, insert, moment, momentOrNull, one } from './statements.ts'
import { transaction } from './transaction.ts'

export { candidatesForNotice, type NoticeCandidate } from './notice-candidates.ts'

export type Channel = 'board' | 'lan' | 'print'

export interface NewNotice {
  readonly id: NoticeId
  readonly noticeNo: string
  /** `YYYY-MM-DD` at the site. */
  readonly day: string
  readonly content: NoticeContent
  /** Over the canonical content, hex. */
  readonly sha256: string
  /** In the order of the rows; `handling` as the row says it. */
  readonly results: readonly { readonly resultId: ResultId; readonly handling: string | null }[]
  readonly at: Moment
  readonly by: string
}

export interface Publication {
  readonly channel: Channel
  readonly at: Moment
  /** Of what was shown, hex. */
  readonly sha256: string
}

export interface StoredNotice {
  readonly id: NoticeId
  readonly noticeNo: string
  readonly day: string
  readonly content: NoticeContent
  readonly sha256: string
  readonly approvedAt: Moment
  readonly approvedBy: string
  readonly withdrawnAt: Moment | null
  readonly withdrawnBy: string | null
  readonly withdrawnWhy: string | null
  /** In the order of the rows. */
  readonly resultIds: readonly ResultId[]
}

interface NoticeRow {
  readonly seq: number
  readonly id: NoticeId
  readonly noticeNo: string
  readonly day: string
  readonly content: string
  readonly sha256: string
  readonly approvedBy: string
  readonly at: string
  readonly zone: number
  readonly withdrawnBy: string | null
  readonly withdrawnWhy: string | null
  readonly withdrawnAt: string | null
  readonly withdrawnZone: number | null
}

const SELECT = `SELECT n.seq, n.id, n.notice_no AS noticeNo, n.day, n.content, n.sha256, n.approved_by AS approvedBy,
  n.approved_at AS at, n.approved_zone AS zone, w.withdrawn_by AS withdrawnBy, w.why AS withdrawnWhy,
  w.withdrawn_at AS withdrawnAt, w.withdrawn_zone AS withdrawnZone FROM notices n LEFT JOIN withdrawals w ON w.notice = n.seq`

/** `GS-YYYYMMDD-NN`; the number of a draft becomes certain only when it is approved. */
export function nextNoticeNo(db: Db, day: string): string {
  return nextNumber(db, 'notices', 'GS-', day, 2)
}

export function insertNotice(db: Db, { id, noticeNo, day, content, sha256, results, at, by }: NewNotice): void {
  transaction(db, () => {
    const seq = insert(
      db,
      `INSERT INTO notices (id, notice_no, day, content, sha256, approved_by, approved_at, approved_zone)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      noticeNo,
      day,
      JSON.stringify(content),
      sha256,
      by,
      at.utc,
      at.offset,
    )
    results.forEach(({ resultId, handling }, place) => {
      insert(
        db,
        'INSERT INTO notice_results (result_id, notice, place, handling) VALUES (?, ?, ?, ?)',
        resultId,
        seq,
        place,
        handling,
      )
    })
  })
}

/** Errors: `not-found`. */
export function noticeById(db: Db, id: NoticeId): StoredNotice {
  const row = one<NoticeRow>(db, `${SELECT} WHERE n.id = ?`, id)
  if (row === undefined) throw new Fault('not-found', `notice ${id}`)
  return noticeOf(db, row)
}

/** Oldest first, the withdrawn ones too. */
export function noticesOfDay(db: Db, day: string): readonly StoredNotice[] {
  return all<NoticeRow>(db, `${SELECT} WHERE n.day = ? ORDER BY n.seq`, day).map((row) => noticeOf(db, row))
}

/** Newest first, of all days. */
export function newestNotices(db: Db, limit: number): readonly StoredNotice[] {
  return all<NoticeRow>(db, `${SELECT} ORDER BY n.seq DESC LIMIT ?`, limit).map((row) => noticeOf(db, row))
}

/** The notice that hangs on the board: the last one approved (for that day, if one is given) that still stands. */
export function latestApproved(db: Db, day?: string): StoredNotice | undefined {
  const row = one<NoticeRow>(
    db,
    `${SELECT} WHERE w.notice IS NULL ${day === undefined ? '' : 'AND n.day = ?'} ORDER BY n.seq DESC LIMIT 1`,
    ...(day === undefined ? [] : [day]),
  )
  return row === undefined ? undefined : noticeOf(db, row)
}

/** Where and when it was shown, oldest first. */
export function publicationsOf(db: Db, noticeId: NoticeId): readonly Publication[] {
  return all<Omit<Publication, 'at'> & { readonly at: string; readonly zone: number }>(
    db,
    'SELECT channel, sha256, shown_at AS at, shown_zone AS zone FROM publications WHERE notice = ? ORDER BY id',
    seqOf(db, noticeId),
  ).map(({ at, zone, ...publication }) => ({ ...publication, at: moment(at, zone) }))
}

/** Once for each notice; a second time throws. */
export function withdrawNotice(
  db: Db,
  {
    noticeId,
    why,
    by,
    at,
  }: { readonly noticeId: NoticeId; readonly why: string; readonly by: string; readonly at: Moment },
): void {
  insert(
    db,
    `INSERT INTO withdrawals (notice, why, withdrawn_by, withdrawn_at, withdrawn_zone) VALUES (?, ?, ?, ?, ?)`,
    seqOf(db, noticeId),
    why,
    by,
    at.utc,
    at.offset,
  )
}

export function appendPublication(
  db: Db,
  {
    noticeId,
    channel,
    sha256,
    at,
  }: { readonly noticeId: NoticeId; readonly channel: Channel; readonly sha256: string; readonly at: Moment },
): void {
  insert(
    db,
    'INSERT INTO publications (notice, channel, sha256, shown_at, shown_zone) VALUES (?, ?, ?, ?, ?)',
    seqOf(db, noticeId),
    channel,
    sha256,
    at.utc,
    at.offset,
  )
}

function seqOf(db: Db, id: NoticeId): number {
  const row = one<{ readonly seq: number }>(db, 'SELECT seq FROM notices WHERE id = ?', id)
  if (row === undefined) throw new Fault('not-found', `notice ${id}`)
  return row.seq
}

function noticeOf(db: Db, { seq, content, at, zone, withdrawnAt, withdrawnZone, ...notice }: NoticeRow): StoredNotice {
  return {
    ...notice,
    content: JSON.parse(content) as NoticeContent,
    approvedAt: moment(at, zone),
    withdrawnAt: momentOrNull(withdrawnAt, withdrawnZone),
    resultIds: all<{ readonly id: ResultId }>(
      db,
      'SELECT result_id AS id FROM notice_results WHERE notice = ? ORDER BY place',
      seq,
    ).map(({ id }) => id),
  }
}

/** Some notice carries it, one that was withdrawn later among them. */
export function isOnNotice(db: Db, resultId: ResultId): boolean {
  return one(db, 'SELECT 1 FROM notice_results WHERE result_id = CAST(? AS INTEGER) LIMIT 1', resultId) !== undefined
}
