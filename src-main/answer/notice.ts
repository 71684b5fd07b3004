/** Answers for the notices: the draft as it would be published, the standing ones, and where they hang. */
import type { NoticeView } from '#contract/notice.ts'
import type { NoticeId } from '#core/ids.ts'
import { dayOf } from '#core/time.ts'
import { noteShown } from '#flow/hold-board.ts'
import { approveNotice, draftNotice, printApproved, takeBackNotice } from '#flow/publish-notice.ts'
import { noticesOfDay, publicationsOf, type StoredNotice } from '#storage/notices.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { paperOf } from './paper.ts'

export function noticeAnswers({ world, board }: Desk) {
  const view = (notice: StoredNotice): NoticeView => ({
    id: notice.id,
    state: notice.withdrawnAt === null ? 'approved' : 'withdrawn',
    content: { ...notice.content, rows: [...notice.content.rows] },
    sha256: notice.sha256,
    approvedAt: notice.approvedAt,
    approvedBy: notice.approvedBy,
    publications: [...publicationsOf(world.db, notice.id)],
    resultIds: [...notice.resultIds],
  })
  const boardView = () => ({ lan: board.lan(), addresses: [...board.addresses()], localUrl: null })
  return {
    draft: os.notice.draft.handler(({ input }) => {
      const { content, sha256, waiting } = draftNotice(world, input.day)
      return {
        id: 'draft',
        state: 'draft',
        content: { ...content, rows: [...content.rows] },
        sha256,
        approvedAt: null,
        approvedBy: null,
        publications: [],
        resultIds: [...waiting],
      }
    }),
    approve: os.notice.approve.handler(({ input }) => {
      const notice = approveNotice(world, input)
      if (board.lan()) noteShown(world)
      return view(notice)
    }),
    withdraw: os.notice.withdraw.handler(({ input }) =>
      view(takeBackNotice(world, { ...input, id: input.id as NoticeId })),
    ),
    list: os.notice.list.handler(({ input }) => noticesOfDay(world.db, input.day ?? dayOf(world.now())).map(view)),
    print: os.notice.print.handler(async ({ input }) => {
      const { name, bytes } = await printApproved(world, { ...input, id: input.id as NoticeId })
      return paperOf(name, bytes)
    }),
    board: os.notice.board.handler(boardView),
    setBoard: os.notice.setBoard.handler(async ({ input }) => {
      await board.set(input.lan, input.by)
      return boardView()
    }),
  }
}
