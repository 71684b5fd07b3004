/** 处置: the cases, the open ones first, and one case as its legal path. */
import { useState } from 'react'
import { client } from '#api'
import type { FailureView } from '#contract/failure.ts'
import { epochOf, localText } from '#core/time.ts'
import { caseClockWords } from '#ui/case-clock-words.ts'
import { Chips } from '#ui/chips.tsx'
import { Clock } from '#ui/clock.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button, Segmented } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { stallText } from '#ui/stall-words.ts'
import { WaitingWords } from '#ui/waiting.tsx'
import { FailurePage } from './failure-page.tsx'
import { endedStages, stageWords, stepWords } from './failure-words.ts'
import { ReferralList } from './referral-list.tsx'
import './failure.css'

export function FailureDesk({ route }: { readonly route: Route }) {
  const id = route.rest[0]
  if (id !== undefined) return <FailurePage key={id} id={id} />
  return route.query.tab === 'referral' ? <ReferralTab /> : <FailureList />
}

const columns: readonly Column<FailureView>[] = [
  {
    key: 'case',
    name: '处置编号 · 开单',
    className: 'nowrap',
    cell: (row) => (
      <span className="two">
        <b>{row.caseNo}</b>
        <small>{shortText(localText(row.openedAt))}</small>
      </span>
    ),
  },
  {
    key: 'food',
    name: '样品 · 摊位',
    cell: (row) => (
      <span className="two">
        <b>{row.food}</b>
        <small>{stallText(row.stallCode, row.stallName)}</small>
      </span>
    ),
  },
  {
    key: 'item',
    name: '项目 · 样品号',
    cell: (row) => (
      <span className="two">
        <span>{row.item}</span>
        <small>{row.sampleNo}</small>
      </span>
    ),
  },
  {
    key: 'stage',
    name: '进行到',
    cell: (row) => (
      <span className={endedStages.includes(row.stage) ? 'tag tag-good' : 'tag tag-loud'}>{stageWords[row.stage]}</span>
    ),
  },
  {
    key: 'clock',
    name: '时限',
    className: 'nowrap',
    cell: (row) => <FirstClock due={row.due[0]} />,
  },
  { key: 'next', name: '下一步', cell: (row) => <span className="failure-next">{nextOf(row)}</span> },
]

function FirstClock({ due }: { readonly due: FailureView['due'][number] | undefined }) {
  if (due === undefined) return '—'
  return (
    <span className="two">
      <Clock dueMs={epochOf(due.dueAt)} fromMs={epochOf(due.since)} />
      <small>{caseClockWords(due.code)}</small>
    </span>
  )
}

function nextOf(row: FailureView): string {
  const step = row.allowed[0]
  if (step !== undefined) return `${stepWords[step] ?? step} →`
  return row.stage === 'retest-due' ? '上机复测同一样品 →' : '查看 →'
}

function ReferralTab() {
  return (
    <DeskPage className="failure-desk" title="处置" tools={<Tabs tab="referral" />}>
      <ReferralList />
    </DeskPage>
  )
}

/** The cases of this room, and what rooms sent to this laboratory. */
function Tabs({ tab }: { readonly tab: 'cases' | 'referral' }) {
  return (
    <Segmented
      aria-label="处置单或送检"
      value={tab}
      onChange={(value) => go(link('failure', [], { tab: value === 'referral' ? 'referral' : null }))}
      options={[
        { value: 'cases', label: '处置单' },
        { value: 'referral', label: '送检' },
      ]}
    />
  )
}

type Which = 'open' | 'all'

function FailureList() {
  const [which, setWhich] = useState<Which>('open')
  const cases = usePages<FailureView>(
    which,
    (after) => client.failure.list({ after, limit: 50, ...(which === 'open' ? { open: true } : {}) }),
    (row) => row.id,
    ['failure.moved', 'result.recorded'],
  )
  return (
    <DeskPage
      className="failure-desk"
      title="处置"
      tools={
        <>
          <Tabs tab="cases" />
          <Chips
            label="哪些处置单"
            value={which}
            onChange={setWhich}
            chips={[
              { key: 'open', name: '未办结' },
              { key: 'all', name: '全部' },
            ]}
          />
          <a href={link('paper')}>台账 →</a>
        </>
      }
    >
      <Panel title={which === 'open' ? '未办结的处置单' : '全部处置单'} flush aside="复测读数从仪器自动进来,不在这里填">
        {cases.fault !== null && (
          <FaultCard fault={cases.fault} action={<Button onClick={cases.reload}>再试一次</Button>} />
        )}
        {cases.rows === null ? (
          cases.fault === null && <WaitingWords />
        ) : cases.rows.length === 0 ? (
          <EmptyState title={which === 'open' ? '✓ 没有未办结的处置' : '还没有处置单'}>
            出现阳性或可疑结果时,会自动开单。
          </EmptyState>
        ) : (
          <Ledger
            label="处置单"
            columns={columns}
            rows={cases.rows}
            idOf={(row) => row.id}
            hrefOf={(row) => link('failure', [row.id])}
            nameOf={(row) => `处置单 ${row.caseNo} ${row.food}`}
            more={cases.more}
            onMore={cases.loadMore}
          />
        )}
      </Panel>
    </DeskPage>
  )
}
