/** 待认领: readings no sample could be found for, each with the reason; a person says which sample it is, and why. */

import { client } from '#api'
import type { Claim } from '#contract/sample.ts'
import { localText } from '#core/time.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { ValueText } from '#ui/value-text.tsx'
import { WaitingWords } from '#ui/waiting.tsx'
import { ClaimDialog } from './claim-dialog.tsx'
import { awaitsBlank, claimReasonWords } from './sample-words.ts'
import { SettledClaims } from './settled-claims.tsx'

const columns: readonly Column<Claim>[] = [
  { key: 'at', name: '收到', className: 'nowrap', cell: (row) => shortText(localText(row.heardAt)) },
  {
    key: 'port',
    name: '仪器 · 通道',
    cell: (row) => (
      <span className="two">
        <b>{row.port}</b>
        <small>{row.channel === null ? '没有通道号' : `${row.channel} 号通道`}</small>
      </span>
    ),
  },
  { key: 'no', name: '仪器给的样品号', cell: (row) => row.sampleNo ?? '—' },
  {
    key: 'value',
    name: '读数 · 项目',
    cell: (row) => (
      <span className="two">
        <ValueText value={row.value} unit={row.unit} />
        <small>{row.item}</small>
      </span>
    ),
  },
  { key: 'hint', name: '仪器写的样品', cell: (row) => row.foodHint ?? '—' },
  { key: 'reason', name: '为什么没认上', cell: (row) => claimReasonWords(row.reason) },
  { key: 'go', name: '', cell: (row) => <span className="claim-go">{proposalWords(row)} →</span> },
]

function proposalWords({ proposed, reason }: Claim): string {
  if (awaitsBlank(reason)) return '不用认领'
  if (proposed === null) return '认领'
  const short = proposed.sampleNo.slice(-4)
  return proposed.retest ? `是 ${short} 的复测?` : `是 ${short}?`
}

export function ClaimPage({ chosen }: { readonly chosen: number | null }) {
  const claims = usePages<Claim>(
    'claims',
    (after) => client.sample.claims({ after, limit: 50 }),
    (row) => row.readingId,
    ['reading.unclaimed', 'result.recorded'],
  )
  const open = claims.rows?.find((row) => row.readingId === chosen) ?? null
  return (
    <DeskPage className="sample-desk" title="待认领读数" tools={<BackButton href={link('sample')} />}>
      <div className="claims">
        <Panel title="没有找到样品的读数" flush aside="拿不准就留着,不要猜">
          {claims.fault !== null && (
            <FaultCard fault={claims.fault} action={<Button onClick={claims.reload}>再试一次</Button>} />
          )}
          {claims.rows === null ? (
            claims.fault === null && <WaitingWords />
          ) : claims.rows.length === 0 ? (
            <EmptyState title="✓ 没有待认领的读数">每条读数都找到了样品。</EmptyState>
          ) : (
            <Ledger
              label="待认领读数"
              columns={columns}
              rows={claims.rows}
              idOf={(row) => row.readingId}
              hrefOf={(row) => link('sample', ['claim', row.readingId])}
              nameOf={(row) => `认领 ${row.item} ${row.value}${row.unit ?? ''}`}
              more={claims.more}
              onMore={claims.loadMore}
            />
          )}
        </Panel>
        <SettledClaims />
      </div>
      {open !== null && <ClaimDialog key={open.readingId} claim={open} onDone={claims.reload} />}
    </DeskPage>
  )
}
