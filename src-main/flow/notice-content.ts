/** What a receiver is shown and signs on the screen: the notification's content line by line, and the hash of exactly that. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import type { FailureId } from '#core/ids.ts'
import { type NoticeLine, noticeLines } from '#print/notice-lines.ts'
import { notificationSheet } from './failure-papers.ts'
import type { World } from './world.ts'

export interface NoticeContent {
  readonly noticeNo: string
  readonly lines: readonly NoticeLine[]
  /** Canonical JSON of the lines: what is kept beside the drawing. */
  readonly text: string
  readonly sha256: string
}

/** Errors: `not-found`. */
export function noticeContent(world: World, id: FailureId): NoticeContent {
  const sheet = notificationSheet(world, id)
  const lines = noticeLines(sheet)
  const text = canonicalJson(lines.map(({ name, value }) => ({ name, value })))
  return {
    noticeNo: sheet.notificationNo,
    lines,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
  }
}
