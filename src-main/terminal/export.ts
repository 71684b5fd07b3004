/** `station export`: what the database holds, row by row, while the station may be running. */

import { csvLine } from '#core/csv.ts'
import { columnsOf, type ExportSubject, exportSubjects, rowsOf } from '#storage/exporting.ts'
import { openForReading } from '#storage/open.ts'
import { UsageError } from './usage.ts'

export function exportRows(options: { db: string; what: string; format: string }): void {
  const what = exportSubjects.find((subject): subject is ExportSubject => subject === options.what)
  if (what === undefined) throw new UsageError(`--what ${options.what}: choose one of ${exportSubjects.join('|')}`)
  if (options.format !== 'jsonl' && options.format !== 'csv')
    throw new UsageError(`--format ${options.format}: choose jsonl or csv`)
  const storage = openForReading(options.db)
  try {
    // Excel takes a CSV for UTF-8 only with a byte order mark.
    if (options.format === 'csv') process.stdout.write(`\uFEFF${csvLine(columnsOf(storage.db, what))}`)
    for (const row of rowsOf(storage.db, what)) {
      process.stdout.write(options.format === 'csv' ? csvLine(Object.values(row)) : `${JSON.stringify(row)}\n`)
    }
  } finally {
    storage.close()
  }
}
