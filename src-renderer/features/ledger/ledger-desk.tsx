/** 月度台账: the results of one month, newest first, with filters and the month's totals beside them; and the month as a file. */

import { useState } from 'react'
import { client } from '#api'
import type { MonthTotals } from '#contract/ledger.ts'
import type { ResultRow } from '#contract/words.ts'
import { localText } from '#core/time.ts'
import { Chips } from '#ui/chips.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Ledger } from '#ui/ledger.tsx'
import { useLoad, usePages } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button, Input, Select } from '#ui/parts.ts'
import { resultColumns } from '#ui/result-columns.tsx'
import { go, link, type Route } from '#ui/route.ts'
import { useSettled } from '#ui/use-settled.ts'
import { verdictWords } from '#ui/verdict-sign.tsx'
import { Answered, WaitingWords } from '#ui/waiting.tsx'
import { ExportFoot } from './export-foot.tsx'
import { monthChoices, monthOf, nextMonth } from './months.ts'
import { type Narrowed, narrowedWords, TotalsPanel } from './totals-panel.tsx'
import './ledger.css'

type Filter = 'all' | ResultRow['verdict']
const columns = resultColumns<ResultRow>('month', ({ at }) => localText(at))
const filters = ['all', 'negative', 'positive', 'suspect', 'invalid', 'undecided'] as const

export function LedgerDesk({ route }: { readonly route: Route }) {
  const month = monthOf(route.query.month)
  const [filter, setFilter] = useState<Filter>('all')
  const [narrowed, setNarrowed] = useState<Narrowed | null>(null)
  const [search, setSearch] = useState('')
  const asked = useSettled(search.trim())
  const query = {
    month,
    ...(filter === 'all' ? {} : { verdict: filter }),
    ...(narrowed === null ? {} : { [narrowed.kind]: narrowed.name }),
    ...(asked === '' ? {} : { search: asked }),
  }
  const totals = useLoad(`totals ${month}`, () => client.ledger.totals({ month }), ['result.recorded'])
  const results = usePages<ResultRow>(
    JSON.stringify(query),
    (after) => client.ledger.month({ ...query, after, limit: 50 }),
    (row) => row.id,
    ['result.recorded', 'failure.moved', 'outbox.moved', 'notice.changed'],
  )
  const isFiltered = filter !== 'all' || narrowed !== null || asked !== ''
  return (
    <DeskPage
      className="ledger-desk"
      title="月度台账"
      tools={
        <>
          <Button onClick={() => go(link('kpi'))}>回看板</Button>
          <MonthChoice month={month} />
        </>
      }
      note={<ExportNote totals={totals.data} isFiltered={isFiltered} />}
      action={<ExportFoot query={query} disabled={results.rows === null || results.rows.length === 0} />}
    >
      <div className="ledger-grid">
        <Panel
          title={`${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月的结果`}
          flush
          aside={
            <Input
              className="ledger-search"
              aria-label="在本月台账中查找"
              placeholder="样品、摊位、项目、拼音"
              allowClear
              value={search}
              maxLength={60}
              onChange={(event) => setSearch(event.target.value)}
            />
          }
        >
          <div className="ledger-tools">
            <Chips
              label="按判定筛选"
              value={filter}
              onChange={setFilter}
              chips={filters.map((key) => ({
                key,
                name: key === 'all' ? '全部' : verdictWords[key],
                count: key === 'all' ? totals.data?.results : totals.data?.verdicts[key],
              }))}
            />
            {narrowed !== null && (
              <Button size="small" onClick={() => setNarrowed(null)}>
                {narrowedWords(narrowed)} ✕
              </Button>
            )}
          </div>
          {results.fault !== null && (
            <FaultCard fault={results.fault} action={<Button onClick={results.reload}>再试一次</Button>} />
          )}
          {results.rows === null ? (
            results.fault === null && <WaitingWords />
          ) : results.rows.length === 0 ? (
            <EmptyState title={isFiltered ? '没有符合条件的结果' : '这个月没有结果'}>
              {isFiltered ? '换个筛选条件,或清空查找框。' : '换一个月份看,质控样不进台账。'}
            </EmptyState>
          ) : (
            <Ledger
              label="本月结果,最新在前"
              columns={columns}
              rows={results.rows}
              idOf={(row) => row.id}
              hrefOf={(row) => link('sample', [row.sampleId])}
              nameOf={(row) => `${row.sampleNo} ${row.food} ${row.item} ${verdictWords[row.verdict]},看样品`}
              classOf={(row) => (row.verdict === 'positive' ? 'row-positive' : '')}
              more={results.more}
              onMore={results.loadMore}
            />
          )}
        </Panel>
        <Panel title="本月合计" aside="质控不计" className="ledger-totals">
          <Answered of={totals}>
            {(sums) => <TotalsPanel totals={sums} narrowed={narrowed} onNarrow={setNarrowed} />}
          </Answered>
        </Panel>
      </div>
    </DeskPage>
  )
}

function MonthChoice({ month }: { readonly month: string }) {
  const show = (other: string) => go(link('ledger', [], { month: other }))
  return (
    <span className="row ledger-month">
      <Button aria-label="上一个月" onClick={() => show(nextMonth(month, -1))}>
        ‹
      </Button>
      <Select
        aria-label="月份"
        value={month}
        showSearch={{ optionFilterProp: 'label' }}
        options={monthChoices(month).map((value) => ({ value, label: value.replace('-', ' 年 ').concat(' 月') }))}
        onChange={show}
      />
      <Button aria-label="下一个月" onClick={() => show(nextMonth(month, 1))}>
        ›
      </Button>
    </span>
  )
}

interface ExportNoteProps {
  readonly totals: MonthTotals | null
  readonly isFiltered: boolean
}

function ExportNote({ totals, isFiltered }: ExportNoteProps) {
  if (totals === null) return null
  return isFiltered ? <>只导出筛选出的记录,最新在前</> : <>导出本月全部 {totals.results} 条,最新在前</>
}
