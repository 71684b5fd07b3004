/** A claim can be undone until it is released: settlements and their withdrawals as rows of their own, results that stand as a view. */
import type { Db } from '../sqlite.ts'

/**
 * SQLite takes a constraint away only by rebuilding the table (sqlite.org/lang_altertable.html, section 7). The new one is made from
 * the text of the old, so that columns other migrations added stay; indexes and triggers fall with the old table and are made again.
 */
function rebuilt(db: Db, table: string, changed: (sql: string) => string, copy: string): void {
  const parts = db
    .prepare<[string], { readonly type: string; readonly sql: string }>(
      'SELECT type, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL',
    )
    .all(table)
  const old = parts.find(({ type }) => type === 'table')?.sql ?? ''
  const made = changed(old)
  if (made === old) throw new Error(`${table} is not as this migration knows it`)
  db.exec(made.replace(table, `${table}_rebuilt`))
  db.exec(`INSERT INTO ${table}_rebuilt ${copy}`)
  db.exec(`DROP TABLE ${table}`)
  db.exec(`ALTER TABLE ${table}_rebuilt RENAME TO ${table}`)
  for (const { type, sql } of parts) if (type !== 'table') db.exec(sql)
}

export function up(db: Db): void {
  rebuilt(
    db,
    'results',
    (sql) => sql.replace('NOT NULL UNIQUE REFERENCES readings', 'NOT NULL REFERENCES readings'),
    'SELECT * FROM results',
  )
  rebuilt(
    db,
    'claim_settlements',
    (sql) =>
      sql.replace(
        'reading_id INTEGER PRIMARY KEY REFERENCES',
        'id INTEGER PRIMARY KEY,\n  reading_id INTEGER NOT NULL REFERENCES',
      ),
    `(reading_id, result_id, settled_by, why, settled_at, settled_zone)
     SELECT reading_id, result_id, settled_by, why, settled_at, settled_zone FROM claim_settlements ORDER BY settled_at, reading_id`,
  )
  db.exec(tables)
  db.exec(guards)
  db.exec(cases)
}

const tables = `
CREATE INDEX results_by_reading ON results (reading_id);

CREATE INDEX claim_settlements_by_reading ON claim_settlements (reading_id);

CREATE TABLE claim_withdrawals (
  settlement INTEGER PRIMARY KEY REFERENCES claim_settlements (id),
  result_id INTEGER UNIQUE REFERENCES results (id),
  why TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (length(withdrawn_at) = 24),
  withdrawn_zone INTEGER NOT NULL
) STRICT;

CREATE VIEW standing_results AS SELECT * FROM results r
WHERE NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id);
`

/** The rules of an undo, whoever asks: one standing result and settlement a reading, nothing released withdrawn, nothing withdrawn released. */
const guards = `
CREATE TRIGGER claim_withdrawals_refuse_delete BEFORE DELETE ON claim_withdrawals
BEGIN SELECT RAISE(ABORT, 'claim_withdrawals is append-only'); END;

CREATE TRIGGER claim_withdrawals_refuse_update BEFORE UPDATE ON claim_withdrawals
BEGIN SELECT RAISE(ABORT, 'claim_withdrawals is append-only'); END;

CREATE TRIGGER claim_withdrawals_own_result BEFORE INSERT ON claim_withdrawals
WHEN new.result_id IS NOT (SELECT result_id FROM claim_settlements WHERE id = new.settlement)
BEGIN SELECT RAISE(ABORT, 'a withdrawal names the result of its claim'); END;

CREATE TRIGGER claim_withdrawals_released BEFORE INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM notice_results WHERE result_id = new.result_id)
  OR EXISTS (SELECT 1 FROM outbox WHERE result_id = new.result_id AND state = 'acknowledged')
BEGIN SELECT RAISE(ABORT, 'a released result is not withdrawn'); END;

CREATE TRIGGER claim_withdrawals_open AFTER INSERT ON claim_withdrawals BEGIN
  UPDATE claims SET settled = 0 WHERE reading_id = (SELECT reading_id FROM claim_settlements WHERE id = new.settlement);
END;

CREATE TRIGGER claim_settlements_once BEFORE INSERT ON claim_settlements
WHEN EXISTS (SELECT 1 FROM claim_settlements s WHERE s.reading_id = new.reading_id
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.settlement = s.id))
BEGIN SELECT RAISE(ABORT, 'claim_settlements is append-only: a claim is settled once'); END;

CREATE TRIGGER results_once BEFORE INSERT ON results
WHEN EXISTS (SELECT 1 FROM results r WHERE r.reading_id = new.reading_id
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id))
BEGIN SELECT RAISE(ABORT, 'results is append-only: a reading has one standing result'); END;

CREATE TRIGGER notice_results_standing BEFORE INSERT ON notice_results
WHEN EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not published'); END;

CREATE TRIGGER outbox_standing_owed BEFORE INSERT ON outbox
WHEN EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not owed'); END;

CREATE TRIGGER outbox_standing BEFORE UPDATE OF state ON outbox
WHEN new.state <> 'held' AND EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not sent'); END;
`

/** A case whose only results were withdrawn has ended too. */
const cases = `
DROP INDEX failures_open;

CREATE INDEX failures_open ON failures (seq) WHERE stage NOT IN ('cleared', 'released', 'closed', 'withdrawn');

DROP TRIGGER failures_ended;

CREATE TRIGGER failures_ended BEFORE UPDATE ON failures WHEN old.stage IN ('cleared', 'released', 'closed', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'an ended case never moves'); END;
`
