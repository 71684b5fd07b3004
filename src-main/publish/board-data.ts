/** What stands on the board: an approved notice cut into pages, worded, nothing added. The page, the file and the second window show this. */
import type { NoticeContent, NoticeRow } from '#core/notice/notice.ts'
import { localText, type Moment } from '#core/time.ts'
import { dayWords, handlingWords, readByEye, screeningSentence, wordings } from './words.ts'

/** An approved notice: content and the SHA-256 it was approved under. */
export interface ShownNotice {
  readonly content: NoticeContent
  readonly sha256: string
}

export interface BoardRow {
  readonly stall: string
  readonly stallName: string
  readonly food: string
  readonly item: string
  readonly value: string
  readonly sign: string
  readonly word: string
  readonly tone: 'good' | 'bad'
  /** What is done about a failure; empty for a pass. */
  readonly handling: string
  /** `08:05`, or `02-28 17:40` when it is not of the notice's day. */
  readonly time: string
}

export interface BoardData {
  readonly site: string
  /** Empty: not known. */
  readonly opener: string
  readonly testingBody: string
  readonly day: string
  readonly noticeNo: string
  readonly totals: { readonly tested: number; readonly passed: number; readonly open: number }
  /** Ten rows each; never empty arrays inside. */
  readonly pages: readonly (readonly BoardRow[])[]
  /** Failures and their handling, always in sight, whatever page is shown. */
  readonly failures: readonly BoardRow[]
  readonly complaintPhone: string
  readonly sentence: string
  readonly sha256: string
  readonly demo: boolean
}

export const ROWS_A_PAGE = 10

export function boardData({ content, sha256 }: ShownNotice): BoardData {
  const rows = content.rows.map((row) => boardRow(row, content.day))
  const pages = Array.from({ length: Math.ceil(rows.length / ROWS_A_PAGE) }, (_, page) =>
    rows.slice(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE),
  )
  return {
    site: content.site,
    opener: content.opener ?? '',
    testingBody: content.testingBody ?? '',
    day: dayWords(content.day),
    noticeNo: content.noticeNo,
    totals: content.totals,
    pages,
    failures: rows.filter((row) => row.handling !== ''),
    complaintPhone: content.complaintPhone,
    sentence: screeningSentence,
    sha256,
    demo: content.demo,
  }
}

/** `快检站自 3月1日 08:05 起没有新数据`; null while the station speaks. */
export function silenceWords(silentSince: Moment | null): string | null {
  if (silentSince === null) return null
  const text = localText(silentSince)
  return `快检站自 ${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)} 起没有新数据`
}

function boardRow(row: NoticeRow, day: string): BoardRow {
  const clock = row.testedAt.slice(11, 16)
  return {
    stall: row.stallCode,
    stallName: row.stallName,
    food: row.food,
    item: row.item,
    value: row.recordOrigin === 'manual' ? `${row.value} ${readByEye}` : row.value,
    ...wordings[row.wording],
    handling: handlingWords(row.handling),
    time: row.testedAt.startsWith(day) ? clock : `${row.testedAt.slice(5, 10)} ${clock}`,
  }
}
