/** The month's ledger becomes a file, piece by piece, newest first; who took it is in the audit. */
import { csvLine } from '#core/csv.ts'
import { monthBounds } from '#core/time.ts'
import { writeWorkbook } from '#drivers/kit/table/write-workbook.ts'
import { encodeGb18030, encodeUtf8 } from '#drivers/kit/text.ts'
import { ledgerCells, ledgerHeadings, ledgerName } from '#print/ledger-table.ts'
import { appendAudit } from '#storage/audit.ts'
import { type Db, transaction } from '#storage/open.ts'
import { type ResultFilter, resultsPage } from '#storage/results.ts'
import type { World } from './world.ts'

export interface LedgerAsked extends Omit<ResultFilter, 'period' | 'counted' | 'port'> {
  readonly month: string
  readonly format: 'xlsx' | 'csv' | 'csv-gb18030'
  readonly by: string
}

export interface LedgerFile {
  readonly name: string
  readonly mime: string
  /** Empty ones too: between any two, whoever performs this may let others have their turn. */
  readonly pieces: Generator<Uint8Array, void, void>
}

const PAGE = 200
const nothing = new Uint8Array()

export function exportLedger(world: World, { by, ...asked }: LedgerAsked): LedgerFile {
  const { db } = world
  const { month, format } = asked
  transaction(db, () =>
    appendAudit(db, { at: world.now(), by, action: 'ledger.export', subject: month, detail: JSON.stringify(asked) }),
  )
  const pages = pagesOf(db, asked)
  const name = ledgerName(month)
  if (format === 'xlsx')
    return {
      name: `${name}.xlsx`,
      mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      pieces: workbook(month, pages),
    }
  return {
    name: `${name}.csv`,
    mime: `text/csv; charset=${format === 'csv' ? 'utf-8' : 'gb18030'}`,
    pieces: csv(pages, format === 'csv'),
  }
}

type Cells = readonly string[]

function* pagesOf(
  db: Db,
  { month, format: _, ...filter }: Omit<LedgerAsked, 'by'>,
): Generator<readonly Cells[], void, void> {
  for (let after: string | null = null; ; ) {
    const page = resultsPage(db, { ...filter, period: monthBounds(month), counted: true, after, limit: PAGE })
    yield page.rows.map(ledgerCells)
    if (page.next === null) return
    after = page.next
  }
}

function* csv(pages: Generator<readonly Cells[], void, void>, utf8: boolean): Generator<Uint8Array, void, void> {
  const encode = utf8 ? encodeUtf8 : encodeGb18030
  // Excel takes a CSV for UTF-8 only with a byte order mark.
  yield encode(`${utf8 ? '\uFEFF' : ''}${csvLine(ledgerHeadings)}`)
  for (const rows of pages) yield encode(rows.map(csvLine).join(''))
}

function* workbook(month: string, pages: Generator<readonly Cells[], void, void>): Generator<Uint8Array, void, void> {
  const steps = writeWorkbook({ name: month, headings: ledgerHeadings, rows: rowsOf(pages) })
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      yield step.value
      return
    }
    yield nothing
  }
}

function* rowsOf(pages: Generator<readonly Cells[], void, void>): Generator<Cells, void, void> {
  for (const rows of pages) yield* rows
}
