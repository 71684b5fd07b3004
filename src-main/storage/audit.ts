/** The audit: who did what, each row chained to the one before by a hash, so that a changed row is found by recomputing. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import type { Moment } from '#core/time.ts'
import { keyBelow, newestOf, nextOf, type Page, type PageAsked } from './page.ts'
import type { Db } from './sqlite.ts'
import { all, type Bound, each, insert, one } from './statements.ts'

export interface AuditEntry {
  readonly at: Moment
  readonly by: string
  readonly action: string
  readonly subject: string
  readonly detail: string
}

export interface AuditRow extends AuditEntry {
  readonly id: number
  readonly sha256: string
}

interface StoredRow extends Omit<AuditRow, 'at'> {
  readonly at: string
  readonly zone: number
}

/** Before the first row there is nothing to chain to. */
const GENESIS = '0'.repeat(64)
const SELECT =
  'SELECT id, done_by AS "by", action, subject, detail, sha256, done_at AS at, done_zone AS zone FROM audit'

/** Call it in the transaction of the deed. */
export function appendAudit(db: Db, entry: AuditEntry): void {
  const before = one<{ readonly sha256: string }>(db, 'SELECT sha256 FROM audit ORDER BY id DESC LIMIT 1')?.sha256
  insert(
    db,
    'INSERT INTO audit (done_by, action, subject, detail, sha256, done_at, done_zone) VALUES (?, ?, ?, ?, ?, ?, ?)',
    entry.by,
    entry.action,
    entry.subject,
    entry.detail,
    chained(before ?? GENESIS, entry),
    entry.at.utc,
    entry.at.offset,
  )
}

export interface AuditQuery extends PageAsked {
  readonly subject?: string | undefined
  readonly person?: string | undefined
  readonly action?: string | undefined
}

/** Newest first. */
export function auditPage(db: Db, query: AuditQuery): Page<AuditRow> {
  const rows = newestAudit(db, query, query.limit + 1)
  return { rows: rows.slice(0, query.limit).map(rowOf), next: nextOf(rows, query.limit, ({ id }) => id) }
}

function newestAudit(db: Db, { subject, person, action, after }: AuditQuery, limit: number): readonly StoredRow[] {
  const newest = (filter: string, ...values: readonly Bound[]) =>
    all<StoredRow>(db, `${SELECT} WHERE ${filter} id < ? ORDER BY id DESC LIMIT ?`, ...values, keyBelow(after), limit)
  if (subject !== undefined) {
    // One thing has few rows: the others are left out of them.
    const others = `${person === undefined ? '' : '+done_by = ? AND'} ${action === undefined ? '' : '+action = ? AND'}`
    const values = [person, action].flatMap((value) => (value === undefined ? [] : [value]))
    return newest(`subject = ? AND ${others}`, subject, ...values)
  }
  if (person === undefined) return action === undefined ? newest('') : newest('action = ? AND', action)
  const actions = action === undefined ? actionsOf(db, person) : [action]
  return newestOf(
    actions.map((one) => newest('done_by = ? AND action = ? AND', person, one)),
    limit,
    ({ id }) => id,
  )
}

/** What a person ever did: some dozens of words, each found by one step in the index, however many rows it has. */
function actionsOf(db: Db, person: string): readonly string[] {
  return all<{ readonly action: string }>(
    db,
    `WITH RECURSIVE done (action) AS (
       SELECT min(action) FROM audit WHERE done_by = ?
       UNION ALL SELECT (SELECT min(action) FROM audit WHERE done_by = ? AND action > done.action) FROM done WHERE action IS NOT NULL)
     SELECT action FROM done WHERE action IS NOT NULL`,
    person,
    person,
  ).map(({ action }) => action)
}

/** What was done to one thing (a sample number, a notice number ...), oldest first. */
export function auditOf(db: Db, subject: string): readonly AuditRow[] {
  return all<StoredRow>(db, `${SELECT} WHERE subject = ? ORDER BY id`, subject).map(rowOf)
}

export type AuditCheck =
  | { readonly kind: 'whole'; readonly rows: number; readonly sha256: string }
  /** The first row that does not follow from the ones before it. */
  | { readonly kind: 'broken'; readonly id: number; readonly reason: 'changed' | 'missing' }

/** Recomputes the whole chain. Rows cut off at the end are found only by comparing `sha256` with one written down elsewhere. */
export function verifyAudit(db: Db): AuditCheck {
  let sha256 = GENESIS
  let rows = 0
  for (const stored of each<StoredRow>(db, `${SELECT} ORDER BY id`)) {
    const row = rowOf(stored)
    if (row.id !== rows + 1) return { kind: 'broken', id: rows + 1, reason: 'missing' }
    sha256 = chained(sha256, row)
    if (row.sha256 !== sha256) return { kind: 'broken', id: row.id, reason: 'changed' }
    rows += 1
  }
  return { kind: 'whole', rows, sha256 }
}

function chained(before: string, { at, by, action, subject, detail }: AuditEntry): string {
  const row = canonicalJson({ at: at.utc, offset: at.offset, by, action, subject, detail })
  return createHash('sha256').update(before).update(row, 'utf8').digest('hex')
}

function rowOf({ at, zone, ...row }: StoredRow): AuditRow {
  return { ...row, at: { utc: at, offset: zone } }
}
