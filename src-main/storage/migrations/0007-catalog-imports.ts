/** A file of master data is taken in one step: its rows wait in catalog_staged, and the one row in catalog_imports makes them count. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
CREATE TABLE catalog_imports (
  id INTEGER PRIMARY KEY,
  batch TEXT NOT NULL UNIQUE,
  list TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL
) STRICT;

CREATE TABLE catalog_staged (
  batch TEXT NOT NULL,
  place INTEGER NOT NULL,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  sealed TEXT,
  PRIMARY KEY (batch, place)
) STRICT, WITHOUT ROWID;
`)
  for (const [verb, word] of [
    ['UPDATE', 'update'],
    ['DELETE', 'delete'],
  ]) {
    db.exec(`CREATE TRIGGER catalog_imports_refuse_${word} BEFORE ${verb} ON catalog_imports
BEGIN SELECT RAISE(ABORT, 'catalog_imports is append-only'); END`)
  }
}
