/** 公示: at the left the page as the public will see it, at the right what waits and where it already stands. */

import { client, savePaper } from '#api'
import type { NoticeView } from '#contract/notice.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { BoardPanel } from './board-panel.tsx'
import { NoticeSheet } from './notice-sheet.tsx'
import { StandingNotices } from './standing-notices.tsx'
import { WaitingPanel } from './waiting-panel.tsx'
import { WithdrawButton } from './withdraw-button.tsx'
import './notice.css'

const news = ['notice.changed', 'result.recorded', 'failure.moved', 'settings.changed'] as const

export function NoticeDesk({ route }: { readonly route: Route }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useLoad('draft', () => client.notice.draft({}), news)
  const standing = useLoad('notices', () => client.notice.list({}), ['notice.changed'])
  const chosen = standing.data?.find(({ id }) => id === route.rest[0]) ?? null
  const reload = () => {
    draft.reload()
    standing.reload()
  }
  const approve = () => {
    const seen = draft.data
    if (seen === null) return
    void act
      .run(async () => {
        const approved = await client.notice.approve({ sha256: seen.sha256, by })
        go(link('notice', [approved.id]))
      })
      .then(reload)
  }
  const print = (notice: NoticeView) =>
    void act.run(async () => savePaper(await client.notice.print({ id: notice.id, by }))).then(standing.reload)
  const waiting = draft.data?.resultIds.length ?? 0
  return (
    <DeskPage
      className="notice-desk"
      title="公示"
      tools={chosen !== null && <BackButton href={link('notice')}>回到待公示</BackButton>}
      note={
        chosen === null
          ? waiting === 0
            ? '没有等着公示的结果'
            : `批准后立即上公示屏,指纹一并留存;批准人 ${by}`
          : `公示单 ${chosen.content.noticeNo}`
      }
      action={
        chosen === null ? (
          <MainAction byEnter busy={act.busy} disabled={waiting === 0} onPress={approve}>
            批准并公示 {waiting} 条
          </MainAction>
        ) : (
          <>
            <WithdrawButton notice={chosen} onDone={reload} />
            <MainAction byEnter busy={act.busy} onPress={() => print(chosen)}>
              打印公示单 PDF
            </MainAction>
          </>
        )
      }
    >
      {act.fault !== null && (
        <FaultCard fault={act.fault} onClose={act.clear} action={<Button onClick={reload}>刷新公示单</Button>} />
      )}
      <div className="notice-grid">
        <div className="sheet-place">
          {chosen !== null ? (
            <NoticeSheet content={chosen.content} sha256={chosen.sha256} state={chosen.state} />
          ) : (
            <Answered of={draft}>
              {(notice) =>
                notice.resultIds.length === 0 ? (
                  <div className="sheet">
                    <EmptyState title="没有等着公示的结果">
                      <p>出了阴性结果,或快检阳性已进入处置,就会排到这里。</p>
                      <p>已公示的在右边,点开可再看、打印、撤回。</p>
                    </EmptyState>
                  </div>
                ) : (
                  <NoticeSheet content={notice.content} sha256={notice.sha256} state="draft" />
                )
              }
            </Answered>
          )}
        </div>
        <div className="stack">
          <WaitingPanel waiting={waiting} />
          <BoardPanel />
          <StandingNotices standing={standing} chosen={chosen?.id ?? null} />
        </div>
      </div>
    </DeskPage>
  )
}
