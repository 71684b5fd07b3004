/** What a sample's sheet says and who signed it, photographs, plates, and forms that were not finished yet. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
CREATE TABLE sample_details (
  id INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  data TEXT NOT NULL CHECK (json_valid(data)),
  said_by TEXT NOT NULL,
  said_at TEXT NOT NULL CHECK (length(said_at) = 24),
  said_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX sample_details_by_sample ON sample_details (sample, id);
CREATE TRIGGER sample_details_refuse_delete BEFORE DELETE ON sample_details
BEGIN SELECT RAISE(ABORT, 'sample_details is append-only'); END;
CREATE TRIGGER sample_details_refuse_update BEFORE UPDATE ON sample_details
BEGIN SELECT RAISE(ABORT, 'sample_details is append-only'); END;

CREATE TABLE sample_photos (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL CHECK (length(added_at) = 24),
  added_zone INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX sample_photos_by_sample ON sample_photos (sample, seq);
CREATE TRIGGER sample_photos_refuse_delete BEFORE DELETE ON sample_photos
BEGIN SELECT RAISE(ABORT, 'sample_photos is append-only'); END;
CREATE TRIGGER sample_photos_refuse_update BEFORE UPDATE ON sample_photos
BEGIN SELECT RAISE(ABORT, 'sample_photos is append-only'); END;

CREATE TABLE sample_signatures (
  id INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  signer TEXT NOT NULL CHECK (signer IN ('sampler', 'stall-holder')),
  name TEXT NOT NULL,
  strokes TEXT NOT NULL CHECK (json_valid(strokes)),
  sheet_sha256 TEXT NOT NULL CHECK (length(sheet_sha256) = 64),
  signature_id INTEGER REFERENCES signatures (id),
  signed_at TEXT NOT NULL CHECK (length(signed_at) = 24),
  signed_zone INTEGER NOT NULL
) STRICT;
CREATE INDEX sample_signatures_by_sample ON sample_signatures (sample, id);
CREATE TRIGGER sample_signatures_refuse_delete BEFORE DELETE ON sample_signatures
BEGIN SELECT RAISE(ABORT, 'sample_signatures is append-only'); END;
CREATE TRIGGER sample_signatures_refuse_update BEFORE UPDATE ON sample_signatures
BEGIN SELECT RAISE(ABORT, 'sample_signatures is append-only'); END;

CREATE TABLE plates (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  port TEXT NOT NULL,
  shape TEXT NOT NULL CHECK (json_valid(shape)),
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL CHECK (length(made_at) = 24),
  made_zone INTEGER NOT NULL,
  loaded_by TEXT,
  loaded_at TEXT,
  loaded_zone INTEGER,
  after_frame INTEGER,
  ended_by TEXT,
  ended_at TEXT,
  ended_zone INTEGER,
  CHECK ((loaded_at IS NULL) = (after_frame IS NULL))
) STRICT;
CREATE UNIQUE INDEX plates_on ON plates (port) WHERE loaded_at IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX plates_next ON plates (port) WHERE loaded_at IS NULL AND ended_at IS NULL;
CREATE INDEX plates_by_port ON plates (port, seq);
CREATE TRIGGER plates_refuse_delete BEFORE DELETE ON plates
BEGIN SELECT RAISE(ABORT, 'a plate is never deleted'); END;
CREATE TRIGGER plates_fixed BEFORE UPDATE OF seq, id, port, shape, made_by, made_at, made_zone ON plates
BEGIN SELECT RAISE(ABORT, 'a plate keeps its identity'); END;
CREATE TRIGGER plates_loaded_once BEFORE UPDATE OF loaded_at ON plates WHEN old.loaded_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a plate is loaded once'); END;
CREATE TRIGGER plates_ended BEFORE UPDATE ON plates WHEN old.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a plate that was taken off never moves again'); END;

CREATE TABLE plate_wells (
  id INTEGER PRIMARY KEY,
  plate INTEGER NOT NULL REFERENCES plates (seq),
  channel TEXT NOT NULL,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  put_by TEXT NOT NULL,
  put_at TEXT NOT NULL CHECK (length(put_at) = 24),
  put_zone INTEGER NOT NULL,
  out_by TEXT,
  out_at TEXT,
  out_zone INTEGER
) STRICT;
CREATE UNIQUE INDEX plate_wells_channel ON plate_wells (plate, channel) WHERE out_at IS NULL;
CREATE UNIQUE INDEX plate_wells_sample ON plate_wells (plate, sample) WHERE out_at IS NULL;
CREATE TRIGGER plate_wells_refuse_delete BEFORE DELETE ON plate_wells
BEGIN SELECT RAISE(ABORT, 'a channel of a plate is never erased'); END;
CREATE TRIGGER plate_wells_fixed BEFORE UPDATE ON plate_wells WHEN old.out_at IS NOT NULL OR new.plate <> old.plate
  OR new.channel <> old.channel OR new.sample <> old.sample OR new.put_at <> old.put_at OR new.put_by <> old.put_by
BEGIN SELECT RAISE(ABORT, 'what stood in a channel stays on record'); END;

CREATE TABLE drafts (
  name TEXT NOT NULL,
  person TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24),
  saved_zone INTEGER NOT NULL,
  PRIMARY KEY (name, person)
) STRICT, WITHOUT ROWID;
`)
}
