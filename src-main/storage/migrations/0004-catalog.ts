/** Master data: every version of every entry for ever, which one is current, and under which revision a sample or result was made. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
-- seq is the revision: one running number over all lists. sealed: what may never stand in clear, encrypted.
CREATE TABLE catalog_entries (
  seq INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  sealed TEXT,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  source TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24),
  changed_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX catalog_entries_by_key ON catalog_entries (list, key, seq);

CREATE TABLE catalog_current (
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES catalog_entries (seq),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  search_text TEXT NOT NULL,
  PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

ALTER TABLE samples ADD COLUMN catalog_revision INTEGER;
ALTER TABLE results ADD COLUMN catalog_revision INTEGER;
`)
  for (const [verb, word] of [
    ['UPDATE', 'update'],
    ['DELETE', 'delete'],
  ]) {
    db.exec(`CREATE TRIGGER catalog_entries_refuse_${word} BEFORE ${verb} ON catalog_entries
BEGIN SELECT RAISE(ABORT, 'catalog_entries is append-only'); END`)
  }
}
