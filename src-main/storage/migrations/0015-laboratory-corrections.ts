/** A laboratory may set its result right: the answers to a referral follow one another, each with its own signed file. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
CREATE TABLE laboratory_answers (
  id INTEGER PRIMARY KEY,
  referral INTEGER NOT NULL REFERENCES referrals (seq),
  result TEXT NOT NULL CHECK (json_valid(result)),
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  signing_key TEXT NOT NULL,
  -- Why the answer before it was wrong; blank: the first.
  why TEXT NOT NULL,
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL,
  UNIQUE (referral, sha256)
) STRICT;
INSERT INTO laboratory_answers (id, referral, result, text, sha256, signing_key, why, done_by, done_at, done_zone)
  SELECT id, referral, result, text, sha256, signing_key, '', done_by, done_at, done_zone FROM laboratory_results;
DROP TABLE laboratory_results;
CREATE INDEX laboratory_answers_by_referral ON laboratory_answers (referral, id);
CREATE TRIGGER laboratory_answers_refuse_update BEFORE UPDATE ON laboratory_answers
BEGIN SELECT RAISE(ABORT, 'laboratory_answers is append-only'); END;
CREATE TRIGGER laboratory_answers_refuse_delete BEFORE DELETE ON laboratory_answers
BEGIN SELECT RAISE(ABORT, 'laboratory_answers is append-only'); END;
`)
}
