/** 月度台账: the results of a calendar month, newest first, with its totals; and the same as a file. Controls are not among them. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { page, pageInput, resultRow, text, verdict } from './words.ts'

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

const filters = {
  month,
  verdict: verdict.optional(),
  item: z.string().max(80).optional(),
  food: z.string().max(40).optional(),
  /** The code of the stall. */
  stall: z.string().max(20).optional(),
  search: z.string().max(60).optional(),
}

/** `name`: the item, the code of the stall ('' without one), the food. Most results first. */
export const monthTotal = z.object({
  name: z.string(),
  results: z.number().int(),
  verdicts: z.record(verdict, z.number().int()),
})
export type MonthTotal = z.infer<typeof monthTotal>

export const monthTotals = z.object({
  month,
  results: z.number().int(),
  verdicts: z.record(verdict, z.number().int()),
  items: z.array(monthTotal),
  stalls: z.array(monthTotal),
  foods: z.array(monthTotal),
})
export type MonthTotals = z.infer<typeof monthTotals>

/** `csv`: UTF-8 with a byte order mark; both open in Excel and WPS by a double click. */
export const ledgerFormat = z.enum(['xlsx', 'csv', 'csv-gb18030'])
export type LedgerFormat = z.infer<typeof ledgerFormat>

export const ledgerContract = {
  month: oc
    .route({ method: 'GET', path: '/ledger' })
    .input(z.object({ ...filters, ...pageInput }))
    .output(page(resultRow)),
  /** Of the whole month, from sums kept with every result. */
  totals: oc.route({ method: 'GET', path: '/ledger/totals' }).input(z.object({ month })).output(monthTotals),
  /** The file in pieces (base64), in order; the name and kind come with each. */
  export: oc
    .route({ method: 'POST', path: '/ledger/export' })
    .input(z.object({ ...filters, format: ledgerFormat, by: text(30) }))
    .output(eventIterator(z.object({ name: z.string(), mime: z.string(), content: z.string() }))),
}
