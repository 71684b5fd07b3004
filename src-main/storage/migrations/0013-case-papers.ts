/** What a case gathers beside its events: films in files, drawn receipts, corrections, and the papers of 送检 both ways. */
import type { Db } from '../sqlite.ts'

const appendOnly = ['films', 'drawings', 'corrections', 'referrals', 'laboratory_results'] as const

export function up(db: Db): void {
  db.exec(tables)
  for (const table of appendOnly) {
    for (const verb of ['UPDATE', 'DELETE'] as const) {
      db.exec(`CREATE TRIGGER ${table}_refuse_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`)
    }
  }
}

const tables = `
-- The film itself lies beside the database under its sha256, durable before its row.
CREATE TABLE films (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  failure_id TEXT NOT NULL REFERENCES failures (id),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL CHECK (length(added_at) = 24),
  added_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX films_by_failure ON films (failure_id, seq);

-- shown: what stood on the screen, as canonical JSON; shown_sha256 is its hash, sha256 that of the drawing.
CREATE TABLE drawings (
  id INTEGER PRIMARY KEY,
  failure_id TEXT NOT NULL REFERENCES failures (id),
  signer TEXT NOT NULL,
  shown TEXT NOT NULL,
  shown_sha256 TEXT NOT NULL CHECK (length(shown_sha256) = 64),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  drawn_at TEXT NOT NULL CHECK (length(drawn_at) = 24),
  drawn_zone INTEGER NOT NULL,
  png BLOB NOT NULL
) STRICT;
CREATE INDEX drawings_by_failure ON drawings (failure_id, id);

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  failure_id TEXT NOT NULL REFERENCES failures (id),
  fact TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  why TEXT NOT NULL,
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX corrections_by_failure ON corrections (failure_id, id);

-- sent: by this room, for one of its cases; received: by this laboratory, from a room's file or written down from paper.
CREATE TABLE referrals (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  referral_no TEXT NOT NULL,
  case_no TEXT NOT NULL,
  failure_id TEXT UNIQUE REFERENCES failures (id),
  sender TEXT NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  text TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  signing_key TEXT,
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL,
  CHECK ((direction = 'sent') = (failure_id IS NOT NULL)),
  UNIQUE (direction, sender, referral_no)
) STRICT;

-- One answer to one referral. text: the signed file as it was made here or came here.
CREATE TABLE laboratory_results (
  id INTEGER PRIMARY KEY,
  referral INTEGER NOT NULL UNIQUE REFERENCES referrals (seq),
  result TEXT NOT NULL CHECK (json_valid(result)),
  text TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  signing_key TEXT NOT NULL,
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL
) STRICT;
`
