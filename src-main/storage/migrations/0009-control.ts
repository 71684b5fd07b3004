/** Quality control: kits in use, control runs, what was wrong around a test and who let it pass, blind samples, strips read by eye. */
import type { Db } from '../sqlite.ts'

const appendOnly = [
  'kit_uses',
  'control_runs',
  'result_findings',
  'condition_overrides',
  'blind_truths',
  'strips',
  'strip_photos',
  'strip_reads',
  'strip_ends',
] as const

export function up(db: Db): void {
  for (const part of [using, running, letting, reading]) db.exec(part)
  for (const table of appendOnly) {
    for (const verb of ['UPDATE', 'DELETE'] as const) {
      db.exec(`CREATE TRIGGER ${table}_refuse_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`)
    }
  }
}

const using = `
-- item null: for everything that this port measures. The newest row of a port (and item) is the one in use.
CREATE TABLE kit_uses (
  id INTEGER PRIMARY KEY,
  port TEXT NOT NULL,
  item TEXT,
  kit TEXT NOT NULL,
  lot TEXT NOT NULL,
  buffer_lot TEXT,
  operator TEXT NOT NULL,
  chosen_by TEXT NOT NULL,
  chosen_at TEXT NOT NULL CHECK (length(chosen_at) = 24),
  chosen_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX kit_uses_by_port ON kit_uses (port, id);

-- Where the value came from; it follows from the reading's driver and can say nothing else.
ALTER TABLE results ADD COLUMN origin TEXT NOT NULL DEFAULT 'instrument' CHECK (origin IN ('instrument', 'manual'));
ALTER TABLE results ADD COLUMN kit_use INTEGER REFERENCES kit_uses (id);
CREATE TRIGGER results_origin_true BEFORE INSERT ON results
WHEN (new.origin = 'manual') IS NOT (SELECT driver LIKE 'manual/%' FROM readings WHERE id = new.reading_id)
BEGIN SELECT RAISE(ABORT, 'a result is manual when its reading is'); END;
`

const running = `
-- One for each control that was heard. result_id null: the analyzer alone said that it is a control.
CREATE TABLE control_runs (
  id INTEGER PRIMARY KEY,
  reading_id INTEGER NOT NULL REFERENCES readings (id),
  result_id INTEGER REFERENCES results (id),
  kind TEXT NOT NULL CHECK (kind IN ('blank', 'positive-control', 'parallel', 'blind', 'training', 'unsaid')),
  outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'unread', 'kept')),
  verdict TEXT NOT NULL,
  port TEXT NOT NULL,
  item TEXT NOT NULL,
  method TEXT NOT NULL,
  kit_lot TEXT,
  day TEXT NOT NULL,
  heard_at TEXT NOT NULL CHECK (length(heard_at) = 24),
  heard_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX control_runs_by_batch ON control_runs (day, port, item);
CREATE INDEX control_runs_blind ON control_runs (heard_at) WHERE kind = 'blind';

CREATE TABLE blind_truths (
  sample INTEGER NOT NULL REFERENCES samples (seq),
  item TEXT NOT NULL,
  truth TEXT NOT NULL CHECK (truth IN ('positive', 'negative')),
  laboratory TEXT NOT NULL,
  report_no TEXT NOT NULL,
  said_by TEXT NOT NULL,
  said_at TEXT NOT NULL CHECK (length(said_at) = 24),
  said_zone INTEGER NOT NULL,
  PRIMARY KEY (sample, item)
) STRICT, WITHOUT ROWID;
`

const letting = `
-- A list of findings as the result was recorded under them; no row: nothing was found.
CREATE TABLE result_findings (
  result_id INTEGER PRIMARY KEY REFERENCES results (id),
  findings TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

-- batch: core's batchText. proven: signed with a PIN, not only by a name.
CREATE TABLE condition_overrides (
  id INTEGER PRIMARY KEY,
  batch TEXT NOT NULL CHECK (json_valid(batch)),
  codes TEXT NOT NULL CHECK (json_valid(codes)),
  why TEXT NOT NULL,
  operator TEXT NOT NULL,
  given_by TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  proven INTEGER NOT NULL CHECK (proven IN (0, 1)),
  given_at TEXT NOT NULL CHECK (length(given_at) = 24),
  given_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX condition_overrides_by_batch ON condition_overrides (batch, id);
`

const reading = `
-- The clock of a strip is the station's; its window is fixed when it starts.
CREATE TABLE strips (
  id INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  item TEXT NOT NULL,
  method TEXT NOT NULL,
  kit_use INTEGER NOT NULL REFERENCES kit_uses (id),
  from_seconds INTEGER NOT NULL CHECK (from_seconds >= 0),
  until_seconds INTEGER NOT NULL,
  two_readers INTEGER NOT NULL CHECK (two_readers IN (0, 1)),
  started_by TEXT NOT NULL,
  started_at TEXT NOT NULL CHECK (length(started_at) = 24),
  started_zone INTEGER NOT NULL,
  CHECK (until_seconds > from_seconds)
) STRICT;
CREATE INDEX strips_by_sample ON strips (sample, id);

-- shot_at: as the camera wrote it into the file, shown and never counted with.
CREATE TABLE strip_photos (
  id INTEGER PRIMARY KEY,
  strip INTEGER NOT NULL REFERENCES strips (id),
  subject TEXT NOT NULL CHECK (subject IN ('sample', 'strip')),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  shot_at TEXT,
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL CHECK (length(added_at) = 24),
  added_zone INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX strip_photos_by_strip ON strip_photos (strip, id);

CREATE TABLE strip_reads (
  strip INTEGER NOT NULL REFERENCES strips (id),
  place INTEGER NOT NULL CHECK (place IN (1, 2)),
  word TEXT NOT NULL CHECK (word IN ('negative', 'positive', 'invalid')),
  read_by TEXT NOT NULL,
  read_at TEXT NOT NULL CHECK (length(read_at) = 24),
  read_zone INTEGER NOT NULL,
  PRIMARY KEY (strip, place)
) STRICT, WITHOUT ROWID;

-- result_id null: given up before anybody read it.
CREATE TABLE strip_ends (
  strip INTEGER PRIMARY KEY REFERENCES strips (id),
  result_id INTEGER REFERENCES results (id),
  why TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_at TEXT NOT NULL CHECK (length(ended_at) = 24),
  ended_zone INTEGER NOT NULL
) STRICT;

-- Repeats what the two tables say, so that the few that run are found among years of them. Kept by triggers alone.
CREATE TABLE strips_open (strip INTEGER PRIMARY KEY REFERENCES strips (id)) STRICT;
CREATE TRIGGER strips_opened AFTER INSERT ON strips BEGIN INSERT INTO strips_open VALUES (new.id); END;
CREATE TRIGGER strips_closed AFTER INSERT ON strip_ends BEGIN DELETE FROM strips_open WHERE strip = new.strip; END;
`
