/**
 * What a million results need: the terms every record is found by, the sums of each month, and indexes by which a filtered list is
 * read from its newest end. A database of ten years takes some minutes here, once.
 */
import { indexAll } from '../search-index.ts'
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
-- Contentless: only which term stands in which row; the words themselves stay where they are.
CREATE VIRTUAL TABLE sample_terms USING fts5 (terms, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");
CREATE VIRTUAL TABLE result_terms USING fts5 (terms, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");

-- Months at the site's clock, controls and withdrawn results left out. name: the item, the stall's code ('' without one) or the food.
CREATE TABLE month_totals (
  month TEXT NOT NULL CHECK (length(month) = 7),
  kind TEXT NOT NULL CHECK (kind IN ('item', 'stall', 'food')),
  name TEXT NOT NULL,
  verdict TEXT NOT NULL,
  results INTEGER NOT NULL CHECK (results >= 0),
  PRIMARY KEY (month, kind, name, verdict)
) STRICT, WITHOUT ROWID;
INSERT INTO month_totals
SELECT strftime('%Y-%m', tested_at, '+480 minutes'), 'item', item, verdict, count(*) FROM standing_results WHERE control = 0 GROUP BY 1, 3, 4;
INSERT INTO month_totals
SELECT strftime('%Y-%m', r.tested_at, '+480 minutes'), 'stall', coalesce(s.stall_code, ''), r.verdict, count(*)
FROM standing_results r JOIN samples s ON s.seq = r.sample WHERE r.control = 0 GROUP BY 1, 3, 4;
INSERT INTO month_totals
SELECT strftime('%Y-%m', r.tested_at, '+480 minutes'), 'food', s.food, r.verdict, count(*)
FROM standing_results r JOIN samples s ON s.seq = r.sample WHERE r.control = 0 GROUP BY 1, 3, 4;
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
CREATE TRIGGER claim_withdrawals_totalled AFTER INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM results WHERE id = new.result_id AND control = 0) BEGIN
  UPDATE month_totals SET results = results - 1 WHERE (month, kind, name, verdict) IN (
    SELECT strftime('%Y-%m', r.tested_at, '+480 minutes'), k.column1,
      CASE k.column1 WHEN 'item' THEN r.item WHEN 'stall' THEN coalesce(s.stall_code, '') ELSE s.food END, r.verdict
    FROM results r JOIN samples s ON s.seq = r.sample, (VALUES ('item'), ('stall'), ('food')) k WHERE r.id = new.result_id);
END;

-- What is owed of a month's results, by the month they were tested in.
CREATE TABLE month_uploads (
  month TEXT NOT NULL CHECK (length(month) = 7),
  platform TEXT NOT NULL,
  state TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries >= 0),
  PRIMARY KEY (month, platform, state)
) STRICT, WITHOUT ROWID;
INSERT INTO month_uploads SELECT strftime('%Y-%m', r.tested_at, '+480 minutes'), o.platform, o.state, count(*)
FROM outbox o JOIN standing_results r ON r.id = o.result_id WHERE r.control = 0 GROUP BY 1, 2, 3;
CREATE TRIGGER outbox_totalled AFTER INSERT ON outbox WHEN new.result_id IS NOT NULL BEGIN
  INSERT INTO month_uploads
  SELECT strftime('%Y-%m', tested_at, '+480 minutes'), new.platform, new.state, 1 FROM results WHERE id = new.result_id AND control = 0
  ON CONFLICT DO UPDATE SET entries = entries + 1;
END;
CREATE TRIGGER outbox_retotalled AFTER UPDATE OF state ON outbox WHEN old.state <> new.state AND new.result_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM claim_withdrawals w WHERE w.result_id = new.result_id) BEGIN
  UPDATE month_uploads SET entries = entries - 1 WHERE platform = old.platform AND state = old.state
    AND month = (SELECT strftime('%Y-%m', tested_at, '+480 minutes') FROM results WHERE id = new.result_id AND control = 0);
  INSERT INTO month_uploads
  SELECT strftime('%Y-%m', tested_at, '+480 minutes'), new.platform, new.state, 1 FROM results WHERE id = new.result_id AND control = 0
  ON CONFLICT DO UPDATE SET entries = entries + 1;
END;
CREATE TRIGGER claim_withdrawals_unowed AFTER INSERT ON claim_withdrawals
WHEN EXISTS (SELECT 1 FROM results WHERE id = new.result_id AND control = 0) BEGIN
  UPDATE month_uploads SET entries = entries - 1
  WHERE month = (SELECT strftime('%Y-%m', tested_at, '+480 minutes') FROM results WHERE id = new.result_id)
    AND (platform, state) IN (SELECT platform, state FROM outbox WHERE result_id = new.result_id);
END;

-- A filtered list is read from its newest end: the filter first, then the key.
DROP INDEX outbox_by_state;
CREATE INDEX outbox_by_platform ON outbox (platform, state, seq);
CREATE INDEX failures_by_stage ON failures (stage, seq);
CREATE INDEX audit_by_person ON audit (done_by, action, id);
CREATE INDEX audit_by_action ON audit (action, id);
`)
  indexAll(db, 'sample')
  indexAll(db, 'result')
}
