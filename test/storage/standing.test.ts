/** What was withdrawn counts nowhere: whoever asks for results asks for those that stand, but for the few named here. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ReadingId } from '#core/ids.ts'
import { settlementOf } from '#storage/claims.ts'
import { migrations } from '#storage/migrations/index.ts'
import { openStorage } from '#storage/open.ts'
import { resultsPage } from '#storage/results.ts'
import { at, newFile, opened } from './opened.ts'

const storage = new URL('../../src-main/storage/', import.meta.url)

/** Each may see what was withdrawn, and why. */
const named: Readonly<Record<string, string>> = {
  'batches.ts': 'a row by the id of the newest result that stands',
  'controls.ts': 'the sample of a control run; whether the run stands is asked of the view',
  'exporting.ts': 'a copy of everything, with the withdrawal beside it',
  'ledger-rows.ts': 'the raw record of a day, what was taken back marked as such',
  'notice-candidates.ts': 'the ids of a day by its index; the results that stand are chosen outside',
  'outbox.ts': 'the newest id',
  'result-pages.ts': 'the newest id; the lists behind a count leave out what was withdrawn',
  'result-rows.ts': 'rows as desks show them, struck through',
  'results.ts': 'one result by its id',
  'search-index.ts': 'every row is in the index; a list then asks the rows themselves',
}

test('queries over results that do not stand are these and no others', () => {
  const found = readdirSync(storage).filter(
    (name) => name.endsWith('.ts') && /\b(FROM|JOIN)\s+results\b/.test(readFileSync(new URL(name, storage), 'utf8')),
  )
  expect(found.sort()).toEqual(Object.keys(named))
})

test('0006: results and claims settled before keep their rows, their guards and their one word', () => {
  const file = newFile()
  const older = openStorage(file, { now: () => at(), migrations: migrations.slice(0, 5) })
  older.db.exec(`
    INSERT INTO samples (seq, id, sample_no, kind, nature, food, taken_at, taken_zone, taken_by, search_text)
      VALUES (1, 's1', '20260301-0001', 'ordinary', 'market', '韭菜', '2026-03-01T00:00:00.000Z', 480, '王敏', '');
    INSERT INTO frames (id, port, driver, bytes, sha256, heard_at, heard_zone)
      VALUES (1, 'p1', 'acme/x1', x'52', '${'0'.repeat(64)}', '2026-03-01T00:00:00.000Z', 480);
    INSERT INTO readings (id, frame_id, port, driver, item, value, control, heard_at, heard_zone)
      SELECT value, 1, 'p1', 'acme/x1', 'x', '1', 0, '2026-03-01T00:00:00.000Z', 480 FROM json_each('[1, 2, 3]');
    INSERT INTO results (id, sample, reading_id, item, method, value, verdict, reason, round, control, tested_at, tested_zone)
      SELECT value, 1, value, 'x', 'x', '1', 'negative', '', 'first', 0, '2026-03-01T00:00:00.000Z', 480 FROM json_each('[1, 3]');
    INSERT INTO claims (reading_id, reason, made_at, made_zone)
      SELECT value, 'unknown-sample', '2026-03-01T00:00:00.000Z', 480 FROM json_each('[2, 3]');
    INSERT INTO claim_settlements VALUES (3, 3, '王敏', '补认', '2026-03-01T00:01:00.000Z', 480),
      (2, NULL, '王敏', '试机', '2026-03-01T00:02:00.000Z', 480);`)
  older.close()
  const { db } = opened(file)
  expect(resultsPage(db, { after: null, limit: 9 }).rows.map(({ id }) => id)).toEqual([3, 1])
  expect([3, 2].map((id) => settlementOf(db, id as ReadingId))).toMatchObject([
    { id: 1, resultId: 3, why: '补认', withdrawn: null },
    { id: 2, resultId: null, why: '试机', withdrawn: null },
  ])
  expect(() => db.exec('UPDATE results SET value = value')).toThrow('results is append-only')
  expect(() => db.exec('DELETE FROM claim_settlements')).toThrow('claim_settlements is append-only')
  expect(() =>
    db.exec(
      'INSERT INTO claim_settlements SELECT 9, reading_id, result_id, settled_by, why, settled_at, settled_zone FROM claim_settlements WHERE id = 1',
    ),
  ).toThrow('settled once')
  expect(
    db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE tbl_name = 'results' AND type = 'index' AND sql IS NOT NULL ORDER BY name",
      )
      .pluck()
      .all(),
  ).toEqual([
    'results_by_failure',
    'results_by_moment',
    'results_by_reading',
    'results_by_sample',
    'results_not_negative',
  ])
})
