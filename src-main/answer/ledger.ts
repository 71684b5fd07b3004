/** Answers for 月度台账: a page of the month, its totals, and the month as a file. */
import { monthBounds } from '#core/time.ts'
import { exportLedger } from '#flow/export-ledger.ts'
import { monthTotals, type Total } from '#storage/month-totals.ts'
import { resultsPage } from '#storage/results.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { resultRow } from './result-row.ts'

export function ledgerAnswers({ world }: Desk) {
  const { db } = world
  return {
    month: os.ledger.month.handler(({ input: { month, ...filter } }) => {
      const { rows, next } = resultsPage(db, { ...filter, period: monthBounds(month), counted: true })
      return { rows: rows.map(resultRow), next }
    }),
    totals: os.ledger.totals.handler(({ input: { month } }) => {
      const { items, stalls, foods, ...all } = monthTotals(db, month)
      const list = (totals: readonly Total[]) => [...totals]
      return { month, ...all, items: list(items), stalls: list(stalls), foods: list(foods) }
    }),
    export: os.ledger.export.handler(async function* ({ input }) {
      const { name, mime, pieces } = exportLedger(world, input)
      for (const bytes of pieces) {
        if (bytes.length > 0) yield { name, mime, content: Buffer.from(bytes).toString('base64') }
        // A page at a time: between two, an analyzer that speaks is heard and answered.
        await new Promise((resolve) => setImmediate(resolve))
      }
    }),
  }
}
