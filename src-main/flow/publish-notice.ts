/** A notice goes public: drafted from what is finished, approved as seen, shown and printed with one hash, withdrawn with a reason. */
import { createHash } from 'node:crypto'
import { Fault } from '#core/fault.ts'
import type { NoticeId, ResultId } from '#core/ids.ts'
import { checkPublic } from '#core/notice/check-public.ts'
import { canonicalText, composeNotice } from '#core/notice/compose.ts'
import type { NoticeContent } from '#core/notice/notice.ts'
import { dayBounds, dayOf } from '#core/time.ts'
import { printNotice } from '#print/notice.ts'
import { appendAudit } from '#storage/audit.ts'
import {
  appendPublication,
  candidatesForNotice,
  insertNotice,
  nextNoticeNo,
  noticeById,
  type StoredNotice,
  withdrawNotice,
} from '#storage/notices.ts'
import { transaction } from '#storage/open.ts'
import { noticeFacts } from './notice-facts.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

export interface Draft {
  readonly content: NoticeContent
  /** Every result it carries, with the handling it says. */
  readonly results: readonly { readonly resultId: ResultId; readonly handling: string | null }[]
  /** The results no standing notice carries yet, or carries with another handling: what publishing it would change. */
  readonly waiting: readonly ResultId[]
  readonly sha256: string
}

/** Everything of the day that is due on the board. A later notice of a day is whole again and takes the earlier one's place. */
export function draftNotice(world: World, day: string = dayOf(world.now())): Draft {
  const site = siteOf(world)
  const head = {
    noticeNo: nextNoticeNo(world.db, day),
    site: site.name,
    opener: site.opener,
    testingBody: site.testingBody,
    day,
    complaintPhone: site.complaintPhone,
    demo: world.demo,
  }
  const candidates = candidatesForNotice(world.db, dayBounds(day))
  const { content, resultIds } = composeNotice(
    head,
    candidates.map((candidate) => noticeFacts(world, candidate)),
  )
  const results = resultIds.map((resultId, index) => ({ resultId, handling: content.rows[index]?.handling ?? null }))
  const known = new Map(candidates.map((candidate) => [candidate.resultId, candidate]))
  const waiting = results.flatMap(({ resultId, handling }) => {
    const before = known.get(resultId)
    return before?.published === true && before.publishedHandling === handling ? [] : [resultId]
  })
  return { content, results, waiting, sha256: hashOf(content) }
}

/**
 * Approves exactly what was seen. From here it is on the board.
 * Errors: `notice.not-allowed` when it changed meanwhile, is empty, or holds what the public must not see.
 */
export function approveNotice(
  world: World,
  said: { readonly day?: string | undefined; readonly sha256: string; readonly by: string },
): StoredNotice {
  const at = world.now()
  const notice = transaction(world.db, () => {
    const draft = draftNotice(world, said.day)
    if (draft.waiting.length === 0) throw new Fault('notice.not-allowed', '没有等待公示的结果')
    if (draft.sha256 !== said.sha256) throw new Fault('notice.not-allowed', '公示内容刚刚有变化,请重新核对后再批准')
    const checked = checkPublic(draft.content)
    if (checked.kind === 'refused')
      throw new Fault('notice.not-allowed', `${checked.where}: ${checked.reason}: ${checked.found}`)
    const id = world.newId() as NoticeId
    insertNotice(world.db, {
      id,
      noticeNo: draft.content.noticeNo,
      day: draft.content.day,
      content: draft.content,
      sha256: draft.sha256,
      results: draft.results,
      at,
      by: said.by,
    })
    appendPublication(world.db, { noticeId: id, channel: 'board', sha256: draft.sha256, at })
    appendAudit(world.db, {
      at,
      by: said.by,
      action: 'notice.approve',
      subject: draft.content.noticeNo,
      detail: draft.sha256,
    })
    return noticeById(world.db, id)
  })
  world.tell({ kind: 'notice.changed', noticeId: notice.id })
  return notice
}

/** Takes a notice off the board; its results are due again. The notice, its reason and where it hung stay on record. */
export function takeBackNotice(
  world: World,
  said: { readonly id: NoticeId; readonly by: string; readonly why: string },
): StoredNotice {
  const at = world.now()
  const notice = transaction(world.db, () => {
    const standing = noticeById(world.db, said.id)
    if (standing.withdrawnAt !== null) throw new Fault('notice.not-allowed', `${standing.noticeNo} 已撤回`)
    withdrawNotice(world.db, { noticeId: said.id, why: said.why, by: said.by, at })
    appendAudit(world.db, { at, by: said.by, action: 'notice.withdraw', subject: standing.noticeNo, detail: said.why })
    return noticeById(world.db, said.id)
  })
  world.tell({ kind: 'notice.changed', noticeId: said.id })
  return notice
}

/** The A4 paper of an approved notice; asking for it is a publication on paper. */
export async function printApproved(
  world: World,
  said: { readonly id: NoticeId; readonly by: string },
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const notice = noticeById(world.db, said.id)
  if (notice.withdrawnAt !== null) throw new Fault('notice.not-allowed', `${notice.noticeNo} 已撤回,不能再打印`)
  const bytes = await printNotice(
    { content: notice.content, sha256: notice.sha256, approvedAt: notice.approvedAt, approvedBy: notice.approvedBy },
    world.fonts(),
  )
  const at = world.now()
  transaction(world.db, () => {
    appendPublication(world.db, { noticeId: said.id, channel: 'print', sha256: notice.sha256, at })
    appendAudit(world.db, { at, by: said.by, action: 'notice.print', subject: notice.noticeNo, detail: notice.sha256 })
  })
  world.tell({ kind: 'notice.changed', noticeId: said.id })
  return { name: `${notice.noticeNo}.pdf`, bytes }
}

export function hashOf(content: NoticeContent): string {
  return createHash('sha256').update(canonicalText(content), 'utf8').digest('hex')
}
