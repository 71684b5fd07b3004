/** The samples, newest first, under the line that registers the next one; claims wait beside them. */
import { useState } from 'react'
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { localText } from '#core/time.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad, usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { VerdictSign } from '#ui/verdict-sign.tsx'
import { WaitingWords } from '#ui/waiting.tsx'
import { BlankDue } from './blank-due.tsx'
import { LabelPreview } from './label-preview.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { RegisterLine } from './register-line.tsx'
import { kindWords, natureWords } from './sample-words.ts'

const columns: readonly Column<SampleView>[] = [
  {
    key: 'no',
    name: '样品号 · 采样时间',
    className: 'nowrap',
    cell: (row) => (
      <span className="two">
        <b>{row.sampleNo}</b>
        <small>{shortText(localText(row.takenAt))}</small>
      </span>
    ),
  },
  {
    key: 'food',
    name: '样品 · 摊位',
    className: 'sample-food',
    cell: (row) => (
      <span className="two">
        <b>{row.food}</b>
        <small>{stallText(row.stall?.code, row.stall?.name) || '—'}</small>
      </span>
    ),
  },
  {
    key: 'nature',
    name: '性质 · 采样人',
    cell: (row) => (
      <span className="two">
        <span>{row.kind === 'ordinary' ? natureWords[row.nature] : kindWords[row.kind]}</span>
        <small>{row.takenBy}</small>
      </span>
    ),
  },
  {
    key: 'place',
    name: '上机位置',
    cell: (row) => (row.place === null ? '—' : `${row.place.port} · ${row.place.channels.join('、')} 号`),
  },
  {
    key: 'results',
    name: '结果',
    cell: (row) =>
      standing(row).length === 0 ? (
        <span className="quiet">待检</span>
      ) : (
        <span className="row row-wrap">
          {standing(row).map((result) => (
            <span key={result.id} className="row sample-result">
              <VerdictSign verdict={result.verdict} />
              <ValueText value={result.value} unit={result.unit} />
            </span>
          ))}
        </span>
      ),
  },
]

const standing = (row: SampleView) => row.results.filter(({ withdrawn }) => withdrawn === null)

export function SampleList({ route }: { readonly route: Route }) {
  const search = route.query.search ?? ''
  const [latest, setLatest] = useState<SampleView | null>(null)
  const samples = usePages<SampleView>(
    search,
    (after) => client.sample.list({ after, limit: 50, ...(search === '' ? {} : { search }) }),
    (row) => row.id,
    ['sample.changed', 'result.recorded'],
  )
  const overview = useLoad('claims', () => client.day.overview({}), ['reading.unclaimed', 'result.recorded'])
  const waiting = overview.data?.open.claim ?? 0
  return (
    <DeskPage
      className="sample-desk"
      title="样品"
      tools={
        <>
          <Button onClick={() => go(link('sample', ['row']))}>整排登记</Button>
          <Button onClick={() => go(link('sample', ['plate']))}>
            上机
            <KeyHint keys="F4" />
          </Button>
          <Button type={waiting > 0 ? 'primary' : 'default'} onClick={() => go(link('sample', ['claim']))}>
            待认领读数 {waiting}
          </Button>
        </>
      }
    >
      <div className="register-grid">
        <div className="stack">
          <Panel
            title="登记"
            aside={
              <>
                随时按
                <KeyHint keys="F3" />
              </>
            }
          >
            <RegisterLine scanned={route.query.stall ?? null} turn={route.text} onRegistered={setLatest} />
            {latest !== null && <Registered sample={latest} />}
          </Panel>
          {/* Below the line, which must stand still while a code is typed. */}
          <BlankDue onRegistered={setLatest} />
          <Panel
            title={search === '' ? '全部样品' : `查找“${search}”`}
            flush
            aside={
              search !== '' && (
                <Button size="small" onClick={() => go(link('sample'))}>
                  看全部样品
                </Button>
              )
            }
          >
            {samples.fault !== null && (
              <FaultCard fault={samples.fault} action={<Button onClick={samples.reload}>再试一次</Button>} />
            )}
            {samples.rows === null ? (
              samples.fault === null && <WaitingWords />
            ) : samples.rows.length === 0 ? (
              <EmptyState title={search === '' ? '还没有登记样品' : '没有找到这个样品'}>
                在上面一行登记:摊位、样品、回车。
              </EmptyState>
            ) : (
              <Ledger
                label="样品,最新在前"
                columns={columns}
                rows={samples.rows}
                idOf={(row) => row.id}
                hrefOf={(row) => link('sample', [row.id])}
                nameOf={(row) => `样品 ${row.sampleNo} ${row.food}`}
                classOf={(row) => (latest?.id === row.id ? 'row-fresh' : '')}
                more={samples.more}
                onMore={samples.loadMore}
              />
            )}
          </Panel>
        </div>
        <div className="stack">
          <LabelPreview ids={latest === null ? [] : [latest.id]} />
          <PlanPanel />
        </div>
      </div>
    </DeskPage>
  )
}

/** The number to write on the bag: it stays until the next one, because a toast would be gone before the pen is found. */
function Registered({ sample }: { readonly sample: SampleView }) {
  return (
    <p className="registered" role="status">
      ✓ 已登记 <a href={link('sample', [sample.id])}>{sample.sampleNo}</a>
      <span>
        {sample.food}
        {sample.stall === null ? '' : ` · ${stallText(sample.stall.code, sample.stall.name)}`}{' '}
      </span>
      <span className="quiet">贴上标签,或把这个号写在样品袋上</span>
    </p>
  )
}
