/** 上报: a card for each platform, and the ledger of everything we owe and owed, each with its proof. */
import { useState } from 'react'
import { client } from '#api'
import type { EntryRow } from '#contract/outbox.ts'
import { epochOf, localText } from '#core/time.ts'
import { Chips } from '#ui/chips.tsx'
import { useNow } from '#ui/clock.tsx'
import { clockWords } from '#ui/clock-words.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad, usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Select } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { Answered, WaitingWords } from '#ui/waiting.tsx'
import { EntrySheet } from './entry-sheet.tsx'
import { reasonWords, stateWords } from './outbox-words.ts'
import { PlatformCard } from './platform-card.tsx'
import './outbox.css'

type Filter = 'all' | EntryRow['state']
const filters: readonly Filter[] = ['all', 'waiting', 'parked', 'held', 'acknowledged']

function NextTry({ row }: { readonly row: EntryRow }) {
  const now = useNow(5_000)
  if (row.state !== 'waiting' || row.nextAt === null) return null
  const due = epochOf(row.nextAt)
  return <>{due <= now ? '马上再试' : `${clockWords(due, now)}再试`}</>
}

const columns: readonly Column<EntryRow>[] = [
  { key: 'at', name: '产生', className: 'nowrap', cell: (row) => shortText(localText(row.createdAt)) },
  {
    key: 'title',
    name: '记录 · 平台',
    cell: (row) => (
      <span className="two">
        <b>{row.title}</b>
        <small>{row.platform}</small>
      </span>
    ),
  },
  {
    key: 'state',
    name: '状态',
    className: 'nowrap',
    cell: (row) => (
      <span className={stateWords[row.state].tag}>
        {stateWords[row.state].shape} {stateWords[row.state].word}
      </span>
    ),
  },
  {
    key: 'proof',
    name: '回执 / 原因',
    cell: (row) => (
      <span className="two">
        {row.receipt !== null ? (
          <code>{row.receipt}</code>
        ) : (
          <span>{row.reason === null ? '等待发送' : reasonWords(row.reason)}</span>
        )}
        <small>
          <NextTry row={row} />
        </small>
      </span>
    ),
  },
  { key: 'tries', name: '次数', className: 'number', cell: (row) => row.tries },
]

export function OutboxDesk({ route }: { readonly route: Route }) {
  const { may } = useOperator()
  const asked = filters.find((one) => one === route.query.state) ?? 'all'
  const [platform, setPlatform] = useState<string | null>(null)
  const platforms = useLoad('platforms', () => client.outbox.platforms({}), [
    'outbox.moved',
    'result.recorded',
    'settings.changed',
  ])
  const entries = usePages<EntryRow>(
    `${asked} ${platform ?? ''}`,
    (after) =>
      client.outbox.entries({
        after,
        limit: 50,
        ...(asked === 'all' ? {} : { state: asked }),
        ...(platform === null ? {} : { platform }),
      }),
    (row) => row.id,
    ['outbox.moved', 'result.recorded'],
  )
  const counts = (platforms.data ?? [])
    .filter(({ name }) => platform === null || name === platform)
    .map((one) => one.counts)
  const countOf = (filter: Filter) =>
    platforms.data === null
      ? undefined
      : counts.reduce(
          (sum, count) =>
            sum + (filter === 'all' ? count.waiting + count.parked + count.held + count.acknowledged : count[filter]),
          0,
        )
  const chosen = route.rest[0]
  return (
    <DeskPage className="outbox-desk" title="上报">
      <div className="stack">
        <Answered of={platforms}>
          {(list) =>
            list.length === 0 ? (
              <Panel title="平台">
                <EmptyState title="还没有接监管平台">
                  <p>结果都已留存,接上平台后会按原编号补报。</p>
                  {may('site.set') ? (
                    <Button type="primary" href={link('settings', ['platform'])}>
                      怎样接上平台
                    </Button>
                  ) : (
                    <p>请站长或管理员在“设置 → 上报平台”里看怎样接上。</p>
                  )}
                </EmptyState>
              </Panel>
            ) : (
              <div className="platform-cards">
                {list.map((one) => (
                  <PlatformCard key={one.name} platform={one} />
                ))}
              </div>
            )
          }
        </Answered>
        <div className={chosen === undefined ? '' : 'outbox-split'}>
          <Panel
            title="上报台账"
            flush
            aside={
              <>
                {(platforms.data?.length ?? 0) > 1 && (
                  <Select
                    aria-label="平台"
                    value={platform ?? ''}
                    onChange={(next: string) => setPlatform(next === '' ? null : next)}
                    options={[
                      { value: '', label: '全部平台' },
                      ...(platforms.data ?? []).map(({ name }) => ({ value: name, label: name })),
                    ]}
                  />
                )}
                <Chips
                  label="按状态筛选"
                  value={asked}
                  onChange={(state) => go(link('outbox', [], { state: state === 'all' ? null : state }))}
                  chips={filters.map((key) => ({
                    key,
                    name: key === 'all' ? '全部' : stateWords[key].word,
                    count: countOf(key),
                  }))}
                />
              </>
            }
          >
            {entries.fault !== null && (
              <FaultCard fault={entries.fault} action={<Button onClick={entries.reload}>再试一次</Button>} />
            )}
            {entries.rows === null ? (
              entries.fault === null && <WaitingWords />
            ) : entries.rows.length === 0 ? (
              <EmptyState title={asked === 'all' ? '还没有要上报的记录' : '这里没有记录'}>
                出结果的同一刻,上报记录会自动生成。
              </EmptyState>
            ) : (
              <Ledger
                label="上报台账,最新在前"
                columns={columns}
                rows={entries.rows}
                idOf={(row) => row.id}
                hrefOf={(row) => link('outbox', [row.id], { state: asked === 'all' ? null : asked })}
                nameOf={(row) => `上报记录 ${row.title} ${stateWords[row.state].word}`}
                classOf={(row) =>
                  [row.id === chosen ? 'row-chosen' : '', row.state === 'parked' ? 'row-positive' : ''].join(' ')
                }
                more={entries.more}
                onMore={entries.loadMore}
              />
            )}
          </Panel>
          {chosen !== undefined && (
            <EntrySheet key={chosen} id={chosen} back={link('outbox', [], { state: asked === 'all' ? null : asked })} />
          )}
        </div>
      </div>
    </DeskPage>
  )
}
