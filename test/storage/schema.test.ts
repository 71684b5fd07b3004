/** The schema that migrations leave equals the one committed for people; `WRITE_SCHEMA=1` writes it anew after a migration is added. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Db } from '#storage/open.ts'
import { opened } from './opened.ts'

const file = new URL('../../src-main/storage/schema.sql', import.meta.url)

const heading = `-- The database of one station, as migrations leave it: a copy for people, held equal to the real one by a test.
-- <x>_at is UTC (ISO 8601, milliseconds, Z), <x>_zone the minutes east of UTC it was lived in. sha256 is hex.
`

function schemaText(db: Db): string {
  const parts = db
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
       ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
    )
    .all()
    .map(({ sql }) => `${sql};\n`)
  return `${heading}\n${parts.join('\n')}`
}

test('schema.sql is the schema', () => {
  const text = schemaText(opened().db)
  if (process.env.WRITE_SCHEMA === '1') writeFileSync(file, text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('every table is STRICT', () => {
  const { db } = opened()
  const loose = db.prepare(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
  )
  expect(loose.all()).toEqual([])
})
