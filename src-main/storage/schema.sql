-- The database of one station, as migrations leave it: a copy for people, held equal to the real one by a test.
-- <x>_at is UTC (ISO 8601, milliseconds, Z), <x>_zone the minutes east of UTC it was lived in. sha256 is hex.

CREATE TABLE account_tries (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  secret TEXT NOT NULL CHECK (secret IN ('password', 'pin')),
  wrong INTEGER NOT NULL CHECK (wrong >= 0),
  last_at TEXT NOT NULL CHECK (length(last_at) = 24),
  last_zone INTEGER NOT NULL,
  PRIMARY KEY (account_id, secret)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES outbox (seq),
  outcome TEXT NOT NULL CHECK (outcome IN ('acknowledged', 'refused', 'retry', 'unknown')),
  request_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL,
  receipt TEXT,
  reason TEXT NOT NULL,
  ms INTEGER NOT NULL,
  sent_at TEXT NOT NULL CHECK (length(sent_at) = 24),
  sent_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX attempts_by_entry ON attempts (entry, id);

CREATE TRIGGER attempts_refuse_delete BEFORE DELETE ON attempts
BEGIN SELECT RAISE(ABORT, 'attempts is append-only'); END;

CREATE TRIGGER attempts_refuse_update BEFORE UPDATE ON attempts
BEGIN SELECT RAISE(ABORT, 'attempts is append-only'); END;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  done_by TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX audit_by_action ON audit (action, id);

CREATE INDEX audit_by_person ON audit (done_by, action, id);

CREATE INDEX audit_by_subject ON audit (subject, id);

CREATE TRIGGER audit_refuse_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_refuse_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

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

CREATE TRIGGER blind_truths_refuse_delete BEFORE DELETE ON blind_truths
BEGIN SELECT RAISE(ABORT, 'blind_truths is append-only'); END;

CREATE TRIGGER blind_truths_refuse_update BEFORE UPDATE ON blind_truths
BEGIN SELECT RAISE(ABORT, 'blind_truths is append-only'); END;

CREATE TABLE catalog_current (
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES catalog_entries (seq),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  search_text TEXT NOT NULL,
  PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER catalog_entries_refuse_delete BEFORE DELETE ON catalog_entries
BEGIN SELECT RAISE(ABORT, 'catalog_entries is append-only'); END;

CREATE TRIGGER catalog_entries_refuse_update BEFORE UPDATE ON catalog_entries
BEGIN SELECT RAISE(ABORT, 'catalog_entries is append-only'); END;

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

CREATE TRIGGER catalog_imports_refuse_delete BEFORE DELETE ON catalog_imports
BEGIN SELECT RAISE(ABORT, 'catalog_imports is append-only'); END;

CREATE TRIGGER catalog_imports_refuse_update BEFORE UPDATE ON catalog_imports
BEGIN SELECT RAISE(ABORT, 'catalog_imports is append-only'); END;

CREATE TABLE catalog_staged (
  batch TEXT NOT NULL,
  place INTEGER NOT NULL,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  sealed TEXT,
  PRIMARY KEY (batch, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE "claim_settlements" (
  id INTEGER PRIMARY KEY,
  reading_id INTEGER NOT NULL REFERENCES claims (reading_id),
  result_id INTEGER REFERENCES results (id),
  settled_by TEXT NOT NULL,
  why TEXT NOT NULL,
  settled_at TEXT NOT NULL CHECK (length(settled_at) = 24),
  settled_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX claim_settlements_by_reading ON claim_settlements (reading_id);

CREATE TRIGGER claim_settlements_once BEFORE INSERT ON claim_settlements
WHEN EXISTS (SELECT 1 FROM claim_settlements s WHERE s.reading_id = new.reading_id
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.settlement = s.id))
BEGIN SELECT RAISE(ABORT, 'claim_settlements is append-only: a claim is settled once'); END;

CREATE TRIGGER claim_settlements_refuse_delete BEFORE DELETE ON claim_settlements
BEGIN SELECT RAISE(ABORT, 'claim_settlements is append-only'); END;

CREATE TRIGGER claim_settlements_refuse_update BEFORE UPDATE ON claim_settlements
BEGIN SELECT RAISE(ABORT, 'claim_settlements is append-only'); END;

CREATE TRIGGER claims_settled AFTER INSERT ON claim_settlements BEGIN
  UPDATE claims SET settled = 1 WHERE reading_id = new.reading_id;
END;

CREATE TABLE claim_withdrawals (
  settlement INTEGER PRIMARY KEY REFERENCES claim_settlements (id),
  result_id INTEGER UNIQUE REFERENCES results (id),
  why TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (length(withdrawn_at) = 24),
  withdrawn_zone INTEGER NOT NULL
) STRICT;

CREATE TRIGGER claim_withdrawals_open AFTER INSERT ON claim_withdrawals BEGIN
  UPDATE claims SET settled = 0 WHERE reading_id = (SELECT reading_id FROM claim_settlements WHERE id = new.settlement);
END;

CREATE TRIGGER claim_withdrawals_own_result BEFORE INSERT ON claim_withdrawals
WHEN new.result_id IS NOT (SELECT result_id FROM claim_settlements WHERE id = new.settlement)
BEGIN SELECT RAISE(ABORT, 'a withdrawal names the result of its claim'); END;

CREATE TRIGGER claim_withdrawals_refuse_delete BEFORE DELETE ON claim_withdrawals
BEGIN SELECT RAISE(ABORT, 'claim_withdrawals is append-only'); END;

CREATE TRIGGER claim_withdrawals_refuse_update BEFORE UPDATE ON claim_withdrawals
BEGIN SELECT RAISE(ABORT, 'claim_withdrawals is append-only'); END;

CREATE TRIGGER claim_withdrawals_released BEFORE INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM notice_results WHERE result_id = new.result_id)
  OR EXISTS (SELECT 1 FROM outbox WHERE result_id = new.result_id AND state = 'acknowledged')
BEGIN SELECT RAISE(ABORT, 'a released result is not withdrawn'); END;

CREATE TRIGGER claim_withdrawals_totalled AFTER INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM results WHERE id = new.result_id AND control = 0) BEGIN
  UPDATE month_totals SET results = results - 1 WHERE (month, kind, name, verdict) IN (
    SELECT strftime('%Y-%m', r.tested_at, '+480 minutes'), k.column1,
      CASE k.column1 WHEN 'item' THEN r.item WHEN 'stall' THEN coalesce(s.stall_code, '') ELSE s.food END, r.verdict
    FROM results r JOIN samples s ON s.seq = r.sample, (VALUES ('item'), ('stall'), ('food')) k WHERE r.id = new.result_id);
END;

CREATE TRIGGER claim_withdrawals_unowed AFTER INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM results WHERE id = new.result_id AND control = 0) BEGIN
  UPDATE month_uploads SET entries = entries - 1
  WHERE month = (SELECT strftime('%Y-%m', tested_at, '+480 minutes') FROM results WHERE id = new.result_id)
    AND (platform, state) IN (SELECT platform, state FROM outbox WHERE result_id = new.result_id);
END;

CREATE TABLE claims (
  reading_id INTEGER PRIMARY KEY REFERENCES readings (id),
  reason TEXT NOT NULL,
  made_at TEXT NOT NULL CHECK (length(made_at) = 24),
  made_zone INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
) STRICT;

CREATE INDEX claims_open ON claims (reading_id) WHERE settled = 0;

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

CREATE TRIGGER condition_overrides_refuse_delete BEFORE DELETE ON condition_overrides
BEGIN SELECT RAISE(ABORT, 'condition_overrides is append-only'); END;

CREATE TRIGGER condition_overrides_refuse_update BEFORE UPDATE ON condition_overrides
BEGIN SELECT RAISE(ABORT, 'condition_overrides is append-only'); END;

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

CREATE INDEX control_runs_blind ON control_runs (heard_at) WHERE kind = 'blind';

CREATE INDEX control_runs_by_batch ON control_runs (day, port, item);

CREATE TRIGGER control_runs_refuse_delete BEFORE DELETE ON control_runs
BEGIN SELECT RAISE(ABORT, 'control_runs is append-only'); END;

CREATE TRIGGER control_runs_refuse_update BEFORE UPDATE ON control_runs
BEGIN SELECT RAISE(ABORT, 'control_runs is append-only'); END;

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

CREATE TRIGGER corrections_refuse_delete BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;

CREATE TRIGGER corrections_refuse_update BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only'); END;

CREATE TABLE counters (
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (subject, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  name TEXT NOT NULL,
  person TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  saved_at TEXT NOT NULL CHECK (length(saved_at) = 24),
  saved_zone INTEGER NOT NULL,
  PRIMARY KEY (name, person)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER drawings_refuse_delete BEFORE DELETE ON drawings
BEGIN SELECT RAISE(ABORT, 'drawings is append-only'); END;

CREATE TRIGGER drawings_refuse_update BEFORE UPDATE ON drawings
BEGIN SELECT RAISE(ABORT, 'drawings is append-only'); END;

CREATE TABLE evidence (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  failure_id TEXT NOT NULL REFERENCES failures (id),
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_by TEXT NOT NULL,
  added_at TEXT NOT NULL CHECK (length(added_at) = 24),
  added_zone INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE INDEX evidence_by_failure ON evidence (failure_id, seq);

CREATE TRIGGER evidence_refuse_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TRIGGER evidence_refuse_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE TABLE failure_events (
  id INTEGER PRIMARY KEY,
  failure_id TEXT NOT NULL REFERENCES failures (id),
  kind TEXT NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (length(done_at) = 24),
  done_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX failure_events_by_failure ON failure_events (failure_id, id);

CREATE INDEX failure_events_by_moment ON failure_events (done_at, failure_id);

CREATE TRIGGER failure_events_refuse_delete BEFORE DELETE ON failure_events
BEGIN SELECT RAISE(ABORT, 'failure_events is append-only'); END;

CREATE TRIGGER failure_events_refuse_update BEFORE UPDATE ON failure_events
BEGIN SELECT RAISE(ABORT, 'failure_events is append-only'); END;

CREATE TABLE failures (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_no TEXT NOT NULL UNIQUE,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  item TEXT NOT NULL,
  stage TEXT NOT NULL,
  clock TEXT CHECK (json_valid(clock)),
  deciding_result_id INTEGER REFERENCES results (id),
  opened_at TEXT NOT NULL CHECK (length(opened_at) = 24),
  opened_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX failures_by_moment ON failures (opened_at);

CREATE INDEX failures_by_sample ON failures (sample, item);

CREATE INDEX failures_by_stage ON failures (stage, seq);

CREATE INDEX failures_open ON failures (seq) WHERE stage NOT IN ('cleared', 'released', 'closed', 'withdrawn');

CREATE TRIGGER failures_ended BEFORE UPDATE ON failures WHEN old.stage IN ('cleared', 'released', 'closed', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'an ended case never moves'); END;

CREATE TRIGGER failures_fixed BEFORE UPDATE OF seq, id, case_no, sample, item, opened_at, opened_zone ON failures
BEGIN SELECT RAISE(ABORT, 'a case keeps its identity'); END;

CREATE TRIGGER failures_refuse_delete BEFORE DELETE ON failures BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;

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

CREATE TRIGGER films_refuse_delete BEFORE DELETE ON films
BEGIN SELECT RAISE(ABORT, 'films is append-only'); END;

CREATE TRIGGER films_refuse_update BEFORE UPDATE ON films
BEGIN SELECT RAISE(ABORT, 'films is append-only'); END;

CREATE TABLE frame_blocks (
  port TEXT NOT NULL,
  block INTEGER NOT NULL CHECK (block >= 0),
  PRIMARY KEY (port, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE frames (
  id INTEGER PRIMARY KEY,
  port TEXT NOT NULL,
  driver TEXT NOT NULL,
  bytes BLOB NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  heard_at TEXT NOT NULL CHECK (length(heard_at) = 24),
  heard_zone INTEGER NOT NULL
) STRICT;

CREATE TRIGGER frames_refuse_delete BEFORE DELETE ON frames
BEGIN SELECT RAISE(ABORT, 'frames is append-only'); END;

CREATE TRIGGER frames_refuse_update BEFORE UPDATE ON frames
BEGIN SELECT RAISE(ABORT, 'frames is append-only'); END;

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

CREATE TRIGGER kit_uses_refuse_delete BEFORE DELETE ON kit_uses
BEGIN SELECT RAISE(ABORT, 'kit_uses is append-only'); END;

CREATE TRIGGER kit_uses_refuse_update BEFORE UPDATE ON kit_uses
BEGIN SELECT RAISE(ABORT, 'kit_uses is append-only'); END;

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

CREATE INDEX laboratory_answers_by_referral ON laboratory_answers (referral, id);

CREATE TRIGGER laboratory_answers_refuse_delete BEFORE DELETE ON laboratory_answers
BEGIN SELECT RAISE(ABORT, 'laboratory_answers is append-only'); END;

CREATE TRIGGER laboratory_answers_refuse_update BEFORE UPDATE ON laboratory_answers
BEGIN SELECT RAISE(ABORT, 'laboratory_answers is append-only'); END;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER meta_refuse_delete BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is append-only'); END;

CREATE TRIGGER meta_refuse_update BEFORE UPDATE ON meta
BEGIN SELECT RAISE(ABORT, 'meta is append-only'); END;

CREATE TABLE month_totals (
  month TEXT NOT NULL CHECK (length(month) = 7),
  kind TEXT NOT NULL CHECK (kind IN ('item', 'stall', 'food')),
  name TEXT NOT NULL,
  verdict TEXT NOT NULL,
  results INTEGER NOT NULL CHECK (results >= 0),
  PRIMARY KEY (month, kind, name, verdict)
) STRICT, WITHOUT ROWID;

CREATE TABLE month_uploads (
  month TEXT NOT NULL CHECK (length(month) = 7),
  platform TEXT NOT NULL,
  state TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries >= 0),
  PRIMARY KEY (month, platform, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice_results (
  result_id INTEGER NOT NULL REFERENCES results (id),
  notice INTEGER NOT NULL REFERENCES notices (seq),
  place INTEGER NOT NULL,
  handling TEXT,
  PRIMARY KEY (result_id, notice)
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_results_by_notice ON notice_results (notice, place);

CREATE TRIGGER notice_results_refuse_delete BEFORE DELETE ON notice_results
BEGIN SELECT RAISE(ABORT, 'notice_results is append-only'); END;

CREATE TRIGGER notice_results_refuse_update BEFORE UPDATE ON notice_results
BEGIN SELECT RAISE(ABORT, 'notice_results is append-only'); END;

CREATE TRIGGER notice_results_standing BEFORE INSERT ON notice_results
WHEN EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not published'); END;

CREATE TABLE notices (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  notice_no TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  approved_by TEXT NOT NULL,
  approved_at TEXT NOT NULL CHECK (length(approved_at) = 24),
  approved_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX notices_by_day ON notices (day, seq);

CREATE TRIGGER notices_refuse_delete BEFORE DELETE ON notices
BEGIN SELECT RAISE(ABORT, 'notices is append-only'); END;

CREATE TRIGGER notices_refuse_update BEFORE UPDATE ON notices
BEGIN SELECT RAISE(ABORT, 'notices is append-only'); END;

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  result_id INTEGER REFERENCES results (id),
  failure_id TEXT REFERENCES failures (id),
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'parked', 'held')),
  reason TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  receipt TEXT,
  next_at TEXT,
  next_zone INTEGER,
  created_at TEXT NOT NULL CHECK (length(created_at) = 24),
  created_zone INTEGER NOT NULL,
  CHECK ((result_id IS NULL) <> (failure_id IS NULL)),
  CHECK (state <> 'acknowledged' OR trim(coalesce(receipt, '')) <> ''),
  CHECK ((state = 'waiting') = (next_at IS NOT NULL))
) STRICT;

CREATE INDEX outbox_by_platform ON outbox (platform, state, seq);

CREATE INDEX outbox_due ON outbox (platform, next_at, seq) WHERE state = 'waiting';

CREATE UNIQUE INDEX outbox_of_failure ON outbox (failure_id, platform) WHERE failure_id IS NOT NULL;

CREATE UNIQUE INDEX outbox_of_result ON outbox (result_id, platform) WHERE result_id IS NOT NULL;

CREATE INDEX outbox_unsent ON outbox (created_at, platform, result_id) WHERE state IN ('waiting', 'parked');

CREATE TRIGGER outbox_counted AFTER INSERT ON outbox BEGIN
  INSERT INTO counters VALUES ('platform:' || new.platform, new.state, 1) ON CONFLICT DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER outbox_fixed BEFORE UPDATE OF seq, id, platform, result_id, failure_id, payload, created_at, created_zone ON outbox
BEGIN SELECT RAISE(ABORT, 'an entry keeps its identity and its payload'); END;

CREATE TRIGGER outbox_recounted AFTER UPDATE OF state ON outbox WHEN old.state <> new.state BEGIN
  UPDATE counters SET value = value - 1 WHERE subject = 'platform:' || new.platform AND name = old.state;
  INSERT INTO counters VALUES ('platform:' || new.platform, new.state, 1) ON CONFLICT DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER outbox_refuse_delete BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'what we owe is never deleted'); END;

CREATE TRIGGER outbox_retotalled AFTER UPDATE OF state ON outbox WHEN old.state <> new.state AND new.result_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id) BEGIN
  UPDATE month_uploads SET entries = entries - 1 WHERE platform = old.platform AND state = old.state
    AND month = (SELECT strftime('%Y-%m', tested_at, '+480 minutes') FROM results WHERE id = new.result_id AND control = 0);
  INSERT INTO month_uploads
  SELECT strftime('%Y-%m', tested_at, '+480 minutes'), new.platform, new.state, 1 FROM results WHERE id = new.result_id AND control = 0
  ON CONFLICT DO UPDATE SET entries = entries + 1;
END;

CREATE TRIGGER outbox_settled BEFORE UPDATE ON outbox WHEN old.state = 'acknowledged'
BEGIN SELECT RAISE(ABORT, 'an acknowledged entry never moves again'); END;

CREATE TRIGGER outbox_standing BEFORE UPDATE OF state ON outbox
WHEN new.state <> 'held' AND EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not sent'); END;

CREATE TRIGGER outbox_standing_owed BEFORE INSERT ON outbox
WHEN EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id)
BEGIN SELECT RAISE(ABORT, 'a withdrawn result is not owed'); END;

CREATE TRIGGER outbox_totalled AFTER INSERT ON outbox WHEN new.result_id IS NOT NULL BEGIN
  INSERT INTO month_uploads
  SELECT strftime('%Y-%m', tested_at, '+480 minutes'), new.platform, new.state, 1 FROM results WHERE id = new.result_id AND control = 0
  ON CONFLICT DO UPDATE SET entries = entries + 1;
END;

CREATE TABLE outcomes (
  id INTEGER PRIMARY KEY,
  frame_id INTEGER NOT NULL REFERENCES frames (id),
  kind TEXT NOT NULL CHECK (kind IN ('reading', 'ignored', 'damaged', 'part')),
  reason TEXT,
  reading_id INTEGER REFERENCES readings (id), from_byte INTEGER CHECK (from_byte >= 0), until_byte INTEGER CHECK (until_byte > from_byte),
  CHECK ((kind = 'reading') = (reading_id IS NOT NULL))
) STRICT;

CREATE INDEX outcomes_by_frame ON outcomes (frame_id);

CREATE TRIGGER outcomes_refuse_delete BEFORE DELETE ON outcomes
BEGIN SELECT RAISE(ABORT, 'outcomes is append-only'); END;

CREATE TRIGGER outcomes_refuse_update BEFORE UPDATE ON outcomes
BEGIN SELECT RAISE(ABORT, 'outcomes is append-only'); END;

CREATE TABLE placements (
  id INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  port TEXT NOT NULL,
  channel TEXT NOT NULL,
  placed_at TEXT NOT NULL CHECK (length(placed_at) = 24),
  placed_zone INTEGER NOT NULL,
  placed_by TEXT NOT NULL,
  freed_at TEXT,
  freed_zone INTEGER
) STRICT;

CREATE INDEX placements_by_sample ON placements (sample);

CREATE UNIQUE INDEX placements_open ON placements (port, channel) WHERE freed_at IS NULL;

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

CREATE TRIGGER plate_wells_fixed BEFORE UPDATE ON plate_wells WHEN old.out_at IS NOT NULL OR new.plate <> old.plate
  OR new.channel <> old.channel OR new.sample <> old.sample OR new.put_at <> old.put_at OR new.put_by <> old.put_by
BEGIN SELECT RAISE(ABORT, 'what stood in a channel stays on record'); END;

CREATE TRIGGER plate_wells_refuse_delete BEFORE DELETE ON plate_wells
BEGIN SELECT RAISE(ABORT, 'a channel of a plate is never erased'); END;

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

CREATE INDEX plates_by_port ON plates (port, seq);

CREATE INDEX plates_loaded ON plates (port, loaded_at) WHERE loaded_at IS NOT NULL;

CREATE UNIQUE INDEX plates_next ON plates (port) WHERE loaded_at IS NULL AND ended_at IS NULL;

CREATE UNIQUE INDEX plates_on ON plates (port) WHERE loaded_at IS NOT NULL AND ended_at IS NULL;

CREATE TRIGGER plates_ended BEFORE UPDATE ON plates WHEN old.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a plate that was taken off never moves again'); END;

CREATE TRIGGER plates_fixed BEFORE UPDATE OF seq, id, port, shape, made_by, made_at, made_zone ON plates
BEGIN SELECT RAISE(ABORT, 'a plate keeps its identity'); END;

CREATE TRIGGER plates_loaded_once BEFORE UPDATE OF loaded_at ON plates WHEN old.loaded_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a plate is loaded once'); END;

CREATE TRIGGER plates_refuse_delete BEFORE DELETE ON plates
BEGIN SELECT RAISE(ABORT, 'a plate is never deleted'); END;

CREATE TABLE progress (
  name TEXT PRIMARY KEY,
  below INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE publications (
  id INTEGER PRIMARY KEY,
  notice INTEGER NOT NULL REFERENCES notices (seq),
  channel TEXT NOT NULL CHECK (channel IN ('board', 'lan', 'print')),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  shown_at TEXT NOT NULL CHECK (length(shown_at) = 24),
  shown_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX publications_by_notice ON publications (notice, id);

CREATE TRIGGER publications_refuse_delete BEFORE DELETE ON publications
BEGIN SELECT RAISE(ABORT, 'publications is append-only'); END;

CREATE TRIGGER publications_refuse_update BEFORE UPDATE ON publications
BEGIN SELECT RAISE(ABORT, 'publications is append-only'); END;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  frame_id INTEGER NOT NULL REFERENCES frames (id),
  port TEXT NOT NULL,
  driver TEXT NOT NULL,
  sample_no TEXT,
  item TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT,
  flag TEXT,
  measured_at TEXT,
  channel TEXT,
  control INTEGER NOT NULL CHECK (control IN (0, 1)),
  record_key TEXT,
  food_hint TEXT,
  heard_at TEXT NOT NULL CHECK (length(heard_at) = 24),
  heard_zone INTEGER NOT NULL
, peaks TEXT CHECK (json_valid(peaks))) STRICT;

CREATE INDEX readings_by_port ON readings (port, heard_at);

CREATE INDEX readings_by_record ON readings (port, driver, record_key) WHERE record_key IS NOT NULL;

CREATE TRIGGER readings_refuse_delete BEFORE DELETE ON readings
BEGIN SELECT RAISE(ABORT, 'readings is append-only'); END;

CREATE TRIGGER readings_refuse_update BEFORE UPDATE ON readings
BEGIN SELECT RAISE(ABORT, 'readings is append-only'); END;

CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  failure_id TEXT NOT NULL UNIQUE REFERENCES failures (id),
  record_no TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  made_at TEXT NOT NULL CHECK (length(made_at) = 24),
  made_zone INTEGER NOT NULL,
  pdf BLOB NOT NULL
) STRICT;

CREATE TRIGGER records_refuse_delete BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'records is append-only'); END;

CREATE TRIGGER records_refuse_update BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'records is append-only'); END;

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

CREATE TRIGGER referrals_refuse_delete BEFORE DELETE ON referrals
BEGIN SELECT RAISE(ABORT, 'referrals is append-only'); END;

CREATE TRIGGER referrals_refuse_update BEFORE UPDATE ON referrals
BEGIN SELECT RAISE(ABORT, 'referrals is append-only'); END;

CREATE TABLE result_findings (
  result_id INTEGER PRIMARY KEY REFERENCES results (id),
  findings TEXT NOT NULL CHECK (json_valid(findings))
) STRICT;

CREATE TRIGGER result_findings_refuse_delete BEFORE DELETE ON result_findings
BEGIN SELECT RAISE(ABORT, 'result_findings is append-only'); END;

CREATE TRIGGER result_findings_refuse_update BEFORE UPDATE ON result_findings
BEGIN SELECT RAISE(ABORT, 'result_findings is append-only'); END;

CREATE VIRTUAL TABLE result_terms USING fts5 (terms, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");

CREATE TABLE "results" (
  id INTEGER PRIMARY KEY,
  sample INTEGER NOT NULL REFERENCES samples (seq),
  reading_id INTEGER NOT NULL REFERENCES readings (id),
  item TEXT NOT NULL,
  method TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('negative', 'positive', 'suspect', 'invalid', 'undecided')),
  reason TEXT NOT NULL,
  basis TEXT CHECK (json_valid(basis)),
  pack_version TEXT,
  round TEXT NOT NULL,
  control INTEGER NOT NULL CHECK (control IN (0, 1)),
  failure_id TEXT REFERENCES failures (id) DEFERRABLE INITIALLY DEFERRED,
  tested_at TEXT NOT NULL CHECK (length(tested_at) = 24),
  tested_zone INTEGER NOT NULL
, catalog_revision INTEGER, origin TEXT NOT NULL DEFAULT 'instrument' CHECK (origin IN ('instrument', 'manual')), kit_use INTEGER REFERENCES kit_uses (id)) STRICT;

CREATE INDEX results_by_failure ON results (failure_id) WHERE failure_id IS NOT NULL;

CREATE INDEX results_by_moment ON results (tested_at, verdict, control);

CREATE INDEX results_by_reading ON results (reading_id);

CREATE INDEX results_by_sample ON results (sample, item);

CREATE INDEX results_not_negative ON results (verdict, id) WHERE verdict <> 'negative';

CREATE TRIGGER results_once BEFORE INSERT ON results
WHEN EXISTS (SELECT 1 FROM results r WHERE r.reading_id = new.reading_id
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id))
BEGIN SELECT RAISE(ABORT, 'results is append-only: a reading has one standing result'); END;

CREATE TRIGGER results_origin_true BEFORE INSERT ON results
WHEN (new.origin = 'manual') IS NOT (SELECT driver LIKE 'manual/%' FROM readings WHERE id = new.reading_id)
BEGIN SELECT RAISE(ABORT, 'a result is manual when its reading is'); END;

CREATE TRIGGER results_refuse_delete BEFORE DELETE ON results
BEGIN SELECT RAISE(ABORT, 'results is append-only'); END;

CREATE TRIGGER results_refuse_update BEFORE UPDATE ON results
BEGIN SELECT RAISE(ABORT, 'results is append-only'); END;

CREATE TRIGGER results_totalled AFTER INSERT ON results WHEN new.control = 0 BEGIN
  INSERT INTO month_totals VALUES (strftime('%Y-%m', new.tested_at, '+480 minutes'), 'item', new.item, new.verdict, 1)
  ON CONFLICT DO UPDATE SET results = results + 1;
  INSERT INTO month_totals
  SELECT strftime('%Y-%m', new.tested_at, '+480 minutes'), 'stall', coalesce(stall_code, ''), new.verdict, 1 FROM samples WHERE seq = new.sample
  ON CONFLICT DO UPDATE SET results = results + 1;
  INSERT INTO month_totals
  SELECT strftime('%Y-%m', new.tested_at, '+480 minutes'), 'food', food, new.verdict, 1 FROM samples WHERE seq = new.sample
  ON CONFLICT DO UPDATE SET results = results + 1;
END;

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

CREATE VIRTUAL TABLE sample_terms USING fts5 (terms, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");

CREATE TABLE samples (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sample_no TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  nature TEXT NOT NULL,
  stall_id TEXT REFERENCES stalls (id),
  stall_code TEXT,
  stall_name TEXT,
  food TEXT NOT NULL,
  origin TEXT,
  stock_kg TEXT,
  taken_at TEXT NOT NULL CHECK (length(taken_at) = 24),
  taken_zone INTEGER NOT NULL,
  taken_by TEXT NOT NULL,
  search_text TEXT NOT NULL
, catalog_revision INTEGER) STRICT;

CREATE INDEX samples_by_stall ON samples (stall_id, seq);

CREATE TRIGGER samples_refuse_delete BEFORE DELETE ON samples
BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;

CREATE TRIGGER samples_refuse_update BEFORE UPDATE ON samples
BEGIN SELECT RAISE(ABORT, 'samples is append-only'); END;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24),
  changed_zone INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER signatures_refuse_delete BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures is append-only'); END;

CREATE TRIGGER signatures_refuse_update BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures is append-only'); END;

CREATE TABLE stalls (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

CREATE VIEW standing_results AS SELECT * FROM results r
WHERE NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = r.id);

CREATE TABLE strip_ends (
  strip INTEGER PRIMARY KEY REFERENCES strips (id),
  result_id INTEGER REFERENCES results (id),
  why TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_at TEXT NOT NULL CHECK (length(ended_at) = 24),
  ended_zone INTEGER NOT NULL
) STRICT;

CREATE TRIGGER strip_ends_refuse_delete BEFORE DELETE ON strip_ends
BEGIN SELECT RAISE(ABORT, 'strip_ends is append-only'); END;

CREATE TRIGGER strip_ends_refuse_update BEFORE UPDATE ON strip_ends
BEGIN SELECT RAISE(ABORT, 'strip_ends is append-only'); END;

CREATE TRIGGER strips_closed AFTER INSERT ON strip_ends BEGIN DELETE FROM strips_open WHERE strip = new.strip; END;

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

CREATE TRIGGER strip_photos_refuse_delete BEFORE DELETE ON strip_photos
BEGIN SELECT RAISE(ABORT, 'strip_photos is append-only'); END;

CREATE TRIGGER strip_photos_refuse_update BEFORE UPDATE ON strip_photos
BEGIN SELECT RAISE(ABORT, 'strip_photos is append-only'); END;

CREATE TABLE strip_reads (
  strip INTEGER NOT NULL REFERENCES strips (id),
  place INTEGER NOT NULL CHECK (place IN (1, 2)),
  word TEXT NOT NULL CHECK (word IN ('negative', 'positive', 'invalid')),
  read_by TEXT NOT NULL,
  read_at TEXT NOT NULL CHECK (length(read_at) = 24),
  read_zone INTEGER NOT NULL,
  PRIMARY KEY (strip, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER strip_reads_refuse_delete BEFORE DELETE ON strip_reads
BEGIN SELECT RAISE(ABORT, 'strip_reads is append-only'); END;

CREATE TRIGGER strip_reads_refuse_update BEFORE UPDATE ON strip_reads
BEGIN SELECT RAISE(ABORT, 'strip_reads is append-only'); END;

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

CREATE TRIGGER strips_opened AFTER INSERT ON strips BEGIN INSERT INTO strips_open VALUES (new.id); END;

CREATE TRIGGER strips_refuse_delete BEFORE DELETE ON strips
BEGIN SELECT RAISE(ABORT, 'strips is append-only'); END;

CREATE TRIGGER strips_refuse_update BEFORE UPDATE ON strips
BEGIN SELECT RAISE(ABORT, 'strips is append-only'); END;

CREATE TABLE strips_open (strip INTEGER PRIMARY KEY REFERENCES strips (id)) STRICT;

CREATE TABLE units (
  id INTEGER PRIMARY KEY,
  port TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  interrupted INTEGER NOT NULL CHECK (interrupted IN (0, 1)),
  heard_at TEXT NOT NULL CHECK (length(heard_at) = 24),
  heard_zone INTEGER NOT NULL
) STRICT;

CREATE INDEX units_by_port ON units (port, id);

CREATE INDEX units_cut ON units (port, sha256) WHERE interrupted = 1;

CREATE TRIGGER units_refuse_delete BEFORE DELETE ON units
BEGIN SELECT RAISE(ABORT, 'units is append-only'); END;

CREATE TRIGGER units_refuse_update BEFORE UPDATE ON units
BEGIN SELECT RAISE(ABORT, 'units is append-only'); END;

CREATE TABLE withdrawals (
  notice INTEGER PRIMARY KEY REFERENCES notices (seq),
  why TEXT NOT NULL,
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (length(withdrawn_at) = 24),
  withdrawn_zone INTEGER NOT NULL
) STRICT;

CREATE TRIGGER withdrawals_refuse_delete BEFORE DELETE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END;

CREATE TRIGGER withdrawals_refuse_update BEFORE UPDATE ON withdrawals
BEGIN SELECT RAISE(ABORT, 'withdrawals is append-only'); END;
