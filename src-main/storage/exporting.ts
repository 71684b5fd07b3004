/** What the database holds, row by row as plain objects, for a person's copy; a million rows never stand in memory. */
import type { Db } from './sqlite.ts'
import { each } from './statements.ts'

export const exportSubjects = ['frames', 'readings', 'results', 'cases', 'outbox', 'audit'] as const
export type ExportSubject = (typeof exportSubjects)[number]

/** Names in the order they are to be written; flags are booleans, bytes are hex, moments are UTC beside their offset in minutes. */
export type ExportRow = { readonly [name: string]: string | number | boolean | null }

/** Oldest first. Everything comes from one moment: what is committed meanwhile is left for the next export. */
export function* rowsOf(db: Db, what: ExportSubject): Generator<ExportRow, void, void> {
  for (const row of each<ExportRow>(db, selections[what])) yield withFlags(row)
}

const flags = ['control'] as const

/** The same names without any row: the heading of a table that is empty. */
export function columnsOf(db: Db, what: ExportSubject): readonly string[] {
  return db
    .prepare(selections[what])
    .columns()
    .map(({ name }) => name)
}

function withFlags(row: ExportRow): ExportRow {
  return flags.some((flag) => flag in row)
    ? Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isFlag(name) ? value === 1 : value]))
    : row
}

function isFlag(name: string): boolean {
  return flags.some((flag) => flag === name)
}

const selections: { readonly [Subject in ExportSubject]: string } = {
  frames: `SELECT f.id, f.port, f.driver, f.sha256, lower(hex(f.bytes)) AS hex, f.heard_at AS heardAt, f.heard_zone AS heardZone,
    (SELECT group_concat(kind || coalesce(': ' || reason, ''), '; ') FROM (SELECT kind, reason FROM outcomes
      WHERE frame_id = f.id ORDER BY id)) AS outcomes FROM frames f ORDER BY f.id`,
  readings: `SELECT f.sha256 AS frame, r.sample_no AS sampleNo, r.item, r.value, r.unit, r.flag, r.measured_at AS measuredAt,
    r.channel, r.control, r.id, r.port, r.driver, r.record_key AS recordKey, r.food_hint AS foodHint,
    r.heard_at AS heardAt, r.heard_zone AS heardZone, r.peaks
    FROM readings r JOIN frames f ON f.id = r.frame_id ORDER BY r.id`,
  results: `SELECT r.id, r.tested_at AS testedAt, r.tested_zone AS testedZone, s.sample_no AS sampleNo, s.kind AS sampleKind,
    s.nature, s.stall_code AS stallCode, s.stall_name AS stallName, s.food, r.item, r.method, r.value, r.unit, r.verdict, r.reason,
    json_extract(r.basis, '$.standard') AS standard, json_extract(r.basis, '$.clause') AS clause,
    json_extract(r.basis, '$.limit') AS "limit", json_extract(r.basis, '$.rule') AS rule, r.pack_version AS packVersion,
    r.round, r.control, c.case_no AS caseNo, r.reading_id AS readingId, f.sha256 AS frame,
    w.withdrawn_at AS withdrawnAt, w.withdrawn_by AS withdrawnBy, w.why AS withdrawnWhy
    FROM results r JOIN samples s ON s.seq = r.sample JOIN readings g ON g.id = r.reading_id JOIN frames f ON f.id = g.frame_id
    LEFT JOIN failures c ON c.id = r.failure_id LEFT JOIN claim_withdrawals w ON w.result_id = r.id ORDER BY r.id`,
  cases: `SELECT f.id, f.case_no AS caseNo, f.stage, s.sample_no AS sampleNo, s.stall_code AS stallCode, s.stall_name AS stallName,
    s.food, f.item, f.opened_at AS openedAt, f.opened_zone AS openedZone, r.record_no AS recordNo, r.sha256 AS recordSha256,
    (SELECT json_group_array(json_object('kind', kind, 'at', done_at, 'zone', done_zone, 'by', done_by, 'data', json(data)))
      FROM (SELECT * FROM failure_events WHERE failure_id = f.id ORDER BY id)) AS events,
    (SELECT group_concat(sha256, ' ') FROM (SELECT sha256 FROM evidence WHERE failure_id = f.id ORDER BY seq)) AS evidenceSha256
    FROM failures f JOIN samples s ON s.seq = f.sample LEFT JOIN records r ON r.failure_id = f.id ORDER BY f.seq`,
  outbox: `SELECT o.id, o.platform, CASE WHEN o.failure_id IS NULL THEN 'result' ELSE 'failure' END AS subjectKind,
    coalesce(o.failure_id, CAST(o.result_id AS TEXT)) AS subjectId, o.state, o.reason, o.tries, o.receipt,
    o.created_at AS createdAt, o.created_zone AS createdZone, o.next_at AS nextAt,
    (SELECT max(a.sent_at) FROM attempts a WHERE a.entry = o.seq) AS lastSentAt, o.payload FROM outbox o ORDER BY o.seq`,
  audit: `SELECT id, done_at AS at, done_zone AS zone, done_by AS "by", action, subject, detail, sha256 FROM audit ORDER BY id`,
}
