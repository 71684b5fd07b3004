/** Composes a notice: finished results -> one ordered, complete and stable content, the thing that is hashed and approved. */
import { canonicalJson } from '../canonical.ts'
import { assertNever, type ResultId } from '../ids.ts'
import type { RecordOrigin } from '../reading/origin.ts'
import { localText, type Moment } from '../time.ts'
import type { NoticeContent, NoticeRow } from './notice.ts'
import { type PublicationFacts, publishable, settledHandlings } from './publishable.ts'

/** One result with everything its line may say. Stall number and business name only. */
export interface NoticeFacts extends PublicationFacts {
  readonly sampleNo: string
  readonly food: string
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly item: string
  readonly method: string
  readonly value: string
  readonly unit: string | null
  readonly recordOrigin?: RecordOrigin | undefined
  readonly testedAt: Moment
}

export interface NoticeHead {
  readonly noticeNo: string
  readonly site: string
  /** Empty: not known. */
  readonly opener: string
  readonly testingBody: string
  readonly day: string
  readonly complaintPhone: string
  readonly demo: boolean
}

export interface ComposedNotice {
  readonly content: NoticeContent
  /** The results it carries, in the order of the rows. */
  readonly resultIds: readonly ResultId[]
}

/**
 * Leaves out whatever is not due, orders by time, sample and item, and counts: `passed` are 阴性 and 复检合格, `open` are
 * failures whose handling has not ended.
 */
export function composeNotice(head: NoticeHead, facts: readonly NoticeFacts[]): ComposedNotice {
  const lines = facts.flatMap((fact) => {
    const row = rowOf(fact)
    return row === null ? [] : [{ row, resultId: fact.resultId }]
  })
  lines.sort((a, b) => compareRows(a.row, b.row) || a.resultId - b.resultId)
  const rows = lines.map(({ row }) => row)
  const { noticeNo, site, opener, testingBody, day, complaintPhone, demo } = head
  return {
    content: {
      noticeNo,
      site,
      ...(opener === '' ? {} : { opener }),
      ...(testingBody === '' ? {} : { testingBody }),
      day,
      totals: { tested: rows.length, passed: rows.filter(isPassed).length, open: rows.filter(isOpen).length },
      rows,
      complaintPhone,
      demo,
    },
    resultIds: lines.map(({ resultId }) => resultId),
  }
}

/** Canonical JSON of a notice: the text whose SHA-256 stands on the board, on paper and in the record. */
export function canonicalText(content: NoticeContent): string {
  const { opener, testingBody, ...rest } = content
  return canonicalJson({
    ...rest,
    ...(opener === undefined ? {} : { opener }),
    ...(testingBody === undefined ? {} : { testingBody }),
    totals: { ...content.totals },
    rows: content.rows.map(jsonRow),
  })
}

/** What is not there must not be in the text either: a notice made before the field was known keeps its hash. */
function jsonRow({ recordOrigin, ...row }: NoticeRow) {
  return recordOrigin === undefined ? row : { ...row, recordOrigin }
}

function rowOf(fact: NoticeFacts): NoticeRow | null {
  const told = publishable(fact)
  if (told.kind === 'not-due') return null
  return {
    sampleNo: fact.sampleNo,
    food: fact.food,
    stallCode: fact.stallCode ?? '',
    stallName: fact.stallName ?? '',
    item: fact.item,
    method: fact.method,
    value: withUnit(fact.value, fact.unit),
    wording: told.wording,
    handling: told.handling,
    testedAt: localText(fact.testedAt),
    ...(fact.recordOrigin === 'manual' ? { recordOrigin: 'manual' as const } : {}),
  }
}

/** `12.3 %` for a number, the word alone for a word: `阴性 %` would be nonsense. */
function withUnit(value: string, unit: string | null): string {
  return unit === null || unit === '' || !/\d/.test(value) || value.endsWith(unit) ? value : `${value} ${unit}`
}

/** By code units, not by a locale: two machines must make the same text. */
function compareRows(a: NoticeRow, b: NoticeRow): number {
  for (const name of ['testedAt', 'sampleNo', 'item'] as const) {
    if (a[name] !== b[name]) return a[name] < b[name] ? -1 : 1
  }
  return 0
}

function isPassed(row: NoticeRow): boolean {
  switch (row.wording) {
    case 'negative':
    case 'released':
      return true
    case 'positive-unconfirmed':
    case 'failed':
      return false
    default:
      return assertNever(row.wording)
  }
}

function isOpen(row: NoticeRow): boolean {
  return !isPassed(row) && !settledHandlings.some((settled) => settled === row.handling)
}
