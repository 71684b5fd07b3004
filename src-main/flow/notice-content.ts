/** What a receiver is shown and signs on the screen: the notification's content line by line, and the hash of exactly that. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import type { FailureStep } from '#core/failure/event.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId } from '#core/ids.ts'
import { type NoticeLine, noticeLines } from '#print/notice-lines.ts'
import type { Drawing } from '#storage/drawings.ts'
import { notificationSheet } from './failure-papers.ts'
import { recordedState } from './follow-failure.ts'
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
  // What was signed stays what it was.
  const sheet = notificationSheet(world, recordedState(world, id))
  const lines = noticeLines(sheet)
  const text = canonicalJson(lines.map(({ name, value }) => ({ name, value })))
  return {
    noticeNo: sheet.notificationNo,
    lines,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
  }
}

/** What was drawn belongs to exactly what is shown now; anything else was drawn under another paper. */
export function drawnReceipt(
  world: World,
  id: FailureId,
  step: FailureStep,
  drawing: Uint8Array | undefined,
): Pick<Drawing, 'signer' | 'shown' | 'png'> | null {
  if (step.kind !== 'serve-notice' || step.receipt?.kind !== 'screen') return null
  if (drawing === undefined || Buffer.from(drawing.subarray(1, 4)).toString('latin1') !== 'PNG')
    throw new Fault('input.invalid', '没有收到屏上的签名')
  const { text, sha256, noticeNo } = noticeContent(world, id)
  if (noticeNo !== step.noticeNo) throw new Fault('input.invalid', `屏上签收的告知书编号是 ${noticeNo}`)
  if (sha256 !== step.receipt.shownSha256) throw new Fault('input.invalid', '签名时显示的内容已经变了,请重新签名')
  if (createHash('sha256').update(drawing).digest('hex') !== step.receipt.drawingSha256)
    throw new Fault('input.invalid', '签名图与它的哈希对不上,请重新签名')
  return { signer: step.receiver, shown: text, png: drawing }
}
