/** Notices: what the public may see, drafted from the day's results, approved, shown and printed with one hash. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { day, moment, paper, text } from './words.ts'

export const noticeRow = z.object({
  sampleNo: z.string(),
  food: z.string(),
  stallCode: z.string(),
  stallName: z.string(),
  item: z.string(),
  method: z.string(),
  value: z.string(),
  /** Public wording of the verdict: 阴性(合格), 快检阳性(待确认) ... decided by core/notice as a code. */
  wording: z.enum(['negative', 'positive-unconfirmed', 'failed', 'released']),
  /** Code of what was done about a failure; null for a pass. */
  handling: z.string().nullable(),
  testedAt: z.string(),
  /** 人工判读; absent where an instrument measured. */
  recordOrigin: z.literal('manual').optional(),
})

export const noticeContent = z.object({
  /** `GS-YYYYMMDD-NN`. */
  noticeNo: z.string(),
  site: z.string(),
  /** 开办者 and 检测单位; absent where not known. */
  opener: z.string().optional(),
  testingBody: z.string().optional(),
  day,
  totals: z.object({ tested: z.number().int(), passed: z.number().int(), open: z.number().int() }),
  rows: z.array(noticeRow),
  complaintPhone: z.string(),
  demo: z.boolean(),
})
export type NoticeContent = z.infer<typeof noticeContent>

export const noticeView = z.object({
  id: z.string(),
  state: z.enum(['draft', 'approved', 'withdrawn']),
  content: noticeContent,
  /** SHA-256 of the canonical content: the same on the board, on paper and in the record. */
  sha256: z.string(),
  approvedAt: moment.nullable(),
  approvedBy: z.string().nullable(),
  publications: z.array(z.object({ channel: z.enum(['board', 'lan', 'print']), at: moment, sha256: z.string() })),
  /** Of a draft: only what no standing notice says yet, or says differently. Of a notice: everything it carries. */
  resultIds: z.array(z.number().int()),
})
export type NoticeView = z.infer<typeof noticeView>

export const noticeContract = {
  /** What would be published now: everything of the day that is due, a later notice replacing the earlier one on the board. */
  draft: oc
    .route({ method: 'GET', path: '/notice/draft' })
    .input(z.object({ day: day.optional() }))
    .output(noticeView),
  /** Approves exactly the draft seen: a draft that changed meanwhile (other hash) is refused. */
  approve: oc
    .route({ method: 'POST', path: '/notice' })
    .input(z.object({ day: day.optional(), sha256: z.string(), by: text(30) }))
    .output(noticeView),
  withdraw: oc
    .route({ method: 'POST', path: '/notice/{id}/withdraw' })
    .input(z.object({ id: z.string(), by: text(30), why: text(200) }))
    .output(noticeView),
  list: oc
    .route({ method: 'GET', path: '/notice' })
    .input(z.object({ day: day.optional() }))
    .output(z.array(noticeView)),
  /** The A4 PDF; asking for it records a publication on paper. */
  print: oc
    .route({ method: 'POST', path: '/notice/{id}/print' })
    .input(z.object({ id: z.string(), by: text(30) }))
    .output(paper),
  /** The board: off on the LAN by default; `address` is where it can be opened. */
  board: oc
    .route({ method: 'GET', path: '/board' })
    .input(z.object({}))
    .output(z.object({ lan: z.boolean(), addresses: z.array(z.string()), localUrl: z.string().nullable() })),
  setBoard: oc
    .route({ method: 'POST', path: '/board' })
    .input(z.object({ lan: z.boolean(), by: text(30) }))
    .output(z.object({ lan: z.boolean(), addresses: z.array(z.string()), localUrl: z.string().nullable() })),
}
