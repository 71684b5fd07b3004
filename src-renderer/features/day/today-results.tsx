/** 今日结果: the live table, newest first; filters, search, and the lists behind the three rates. */

import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import type { Overview } from '#contract/day.ts'
import type { StationEvent } from '#contract/events.ts'
import type { ResultRow } from '#contract/words.ts'
import { localText } from '#core/time.ts'
import { Chips } from '#ui/chips.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Ledger } from '#ui/ledger.tsx'
import { useLive } from '#ui/live.tsx'
import { usePages } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button, Input } from '#ui/parts.ts'
import { resultColumns } from '#ui/result-columns.tsx'
import { go, link, type Route } from '#ui/route.ts'
import { useSettled } from '#ui/use-settled.ts'
import { verdictWords } from '#ui/verdict-sign.tsx'
import { WaitingWords } from '#ui/waiting.tsx'
import { NoResults } from './no-results.tsx'

type Filter = 'all' | ResultRow['verdict']
type Missing = 'upload' | 'publication' | 'destruction'

const faceOf = ({ at }: ResultRow) => localText(at)
/** Today's list, and the lists behind the rates, which reach back to the first of the month. */
const todayColumns = resultColumns('day', faceOf)
const monthColumns = resultColumns('days', faceOf)

const filters = ['all', 'negative', 'positive', 'suspect', 'invalid', 'undecided'] as const
const missingWords: Readonly<Record<Missing, string>> = {
  upload: '本月上传率差的:这些还没有平台回执',
  publication: '本月公示率差的:这些还没有公示',
  destruction: '本月销毁率差的:这些还没有完成销毁记录',
}

function missingOf(route: Route): Missing | null {
  const asked = route.query.missing
  return asked === 'upload' || asked === 'publication' || asked === 'destruction' ? asked : null
}

interface TodayResultsProps {
  /** The site's day, `YYYY-MM-DD`. */
  readonly day: string
  readonly route: Route
  readonly counts: Overview['counts'] | undefined
  readonly chosen: number | null
}

export function TodayResults({ route, day, counts, chosen }: TodayResultsProps) {
  const [filter, setFilter] = useState<Filter>('all')
  const [search, setSearch] = useState('')
  const asked = useSettled(search.trim())
  const missing = missingOf(route)
  const results = usePages<ResultRow>(
    JSON.stringify([day, filter, asked, missing]),
    (after) =>
      client.day.results({
        after,
        limit: 50,
        ...(filter === 'all' ? {} : { verdict: filter }),
        ...(asked === '' ? {} : { search: asked }),
        ...(missing === null ? { day } : { missing }),
      }),
    (row) => row.id,
    ['failure.moved', 'outbox.moved', 'notice.changed'],
  )
  const fresh = useFresh((row) => {
    if (row.withdrawn !== null && filter !== 'all') results.reload()
    else if (asked === '' && missing === null && (filter === 'all' || filter === row.verdict)) results.put(row)
  })
  const total = counts === undefined ? undefined : Object.values(counts).reduce((sum, count) => sum + count, 0)
  const filtered = filter !== 'all' || asked !== '' || missing !== null
  return (
    <Panel
      title={missing === null ? '今日结果' : '差的记录'}
      className={missing === null ? 'today' : 'today today-wide'}
      flush
      aside={
        <Input
          className="today-search"
          aria-label="在今日结果中查找"
          placeholder="样品、摊位、项目、拼音"
          allowClear
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      <div className="today-tools">
        <Chips
          label="按判定筛选"
          value={filter}
          onChange={setFilter}
          chips={filters.map((key) => ({
            key,
            name: key === 'all' ? '全部' : verdictWords[key],
            count: key === 'all' ? total : counts?.[key],
          }))}
        />
      </div>
      {missing !== null && (
        <p className="notebox today-missing">
          {missingWords[missing]}。
          <Button size="small" onClick={() => go(link('day'))}>
            看全部结果
          </Button>
        </p>
      )}
      {results.fault !== null && (
        <FaultCard fault={results.fault} action={<Button onClick={results.reload}>再试一次</Button>} />
      )}
      {results.rows === null ? (
        results.fault === null && <WaitingWords />
      ) : results.rows.length === 0 ? (
        <NoResults filtered={filtered} missing={missing !== null} />
      ) : (
        <Ledger
          label="今日结果,最新在前"
          columns={missing === null ? todayColumns : monthColumns}
          rows={results.rows}
          idOf={(row) => row.id}
          hrefOf={(row) => link('day', ['result', row.id], missing === null ? {} : { missing })}
          nameOf={(row) =>
            `${row.sampleNo} ${row.food} ${row.item} ${row.value}${row.unit ?? ''} ${verdictWords[row.verdict]},查看`
          }
          classOf={(row) =>
            [
              row.withdrawn !== null ? 'row-withdrawn' : row.verdict === 'positive' ? 'row-positive' : '',
              fresh.has(row.id) ? 'row-fresh' : '',
              chosen === row.id ? 'row-chosen' : '',
            ].join(' ')
          }
          more={results.more}
          onMore={results.loadMore}
        />
      )}
    </Panel>
  )
}

/** Two seconds of light for what just came in. */
const freshFor = 2_000

function useFresh(arrived: (row: ResultRow) => void): ReadonlySet<number> {
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())
  useLive<StationEvent>((event) => {
    if (event.kind !== 'result.recorded') return
    arrived(event.row)
    const { id } = event.row
    setFresh((old) => new Set(old).add(id))
    const timer = setTimeout(() => {
      timers.current.delete(timer)
      setFresh((old) => new Set([...old].filter((other) => other !== id)))
    }, freshFor)
    timers.current.add(timer)
  })
  useEffect(() => {
    const running = timers.current
    return () => {
      for (const timer of running) clearTimeout(timer)
    }
  }, [])
  return fresh
}
