/** Migration 4: accounts with their wrong tries, and signatures. Who changed an account is the audit's. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(people)
  for (const verb of ['UPDATE', 'DELETE'] as const) {
    db.exec(`CREATE TRIGGER signatures_refuse_${verb.toLowerCase()} BEFORE ${verb} ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures is append-only'); END`)
  }
}

const people = `
-- A name stands on records for ever: an account is closed (active_to), never deleted or renamed.
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  roles TEXT NOT NULL,
  password TEXT NOT NULL,
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  pin TEXT,
  staff TEXT,
  made_at TEXT NOT NULL CHECK (length(made_at) = 24),
  made_zone INTEGER NOT NULL,
  closed_at TEXT CHECK (length(closed_at) = 24),
  closed_zone INTEGER
) STRICT;

CREATE TRIGGER accounts_keep_identity BEFORE UPDATE OF id, name, name_key, made_at, made_zone ON accounts
WHEN old.id <> new.id OR old.name <> new.name OR old.name_key <> new.name_key OR old.made_at <> new.made_at
BEGIN SELECT RAISE(ABORT, 'an account keeps its identity'); END;

CREATE TRIGGER accounts_refuse_delete BEFORE DELETE ON accounts
BEGIN SELECT RAISE(ABORT, 'an account is closed, never deleted'); END;

-- Wrong tries in a row, counted before a secret is looked at: ending the program takes none of them back.
CREATE TABLE account_tries (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  secret TEXT NOT NULL CHECK (secret IN ('password', 'pin')),
  wrong INTEGER NOT NULL CHECK (wrong >= 0),
  last_at TEXT NOT NULL CHECK (length(last_at) = 24),
  last_zone INTEGER NOT NULL,
  PRIMARY KEY (account_id, secret)
) STRICT, WITHOUT ROWID;

-- sha256 is of the canonical JSON of exactly what was shown. proven: the signer's PIN was entered for it.
CREATE TABLE signatures (
  id INTEGER PRIMARY KEY,
  account_id TEXT REFERENCES accounts (id),
  name TEXT NOT NULL,
  meaning TEXT NOT NULL,
  subject TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  proven INTEGER NOT NULL CHECK (proven IN (0, 1) AND (proven = 0 OR account_id IS NOT NULL)),
  signed_at TEXT NOT NULL CHECK (length(signed_at) = 24),
  signed_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX signatures_by_subject ON signatures (subject, id);
`
