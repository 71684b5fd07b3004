/** 通道漂移: the control readings of each item by channel; without controls it says how to get some. */
import { useMemo, useState } from 'react'
import { client } from '#api'
import { DriftChart } from '#charts/drift-chart.tsx'
import { localText, momentOf } from '#core/time.ts'
import { Chips } from '#ui/chips.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Answered } from '#ui/waiting.tsx'
import { heardNews } from './port-news.ts'

type Series = Awaited<ReturnType<typeof client.port.drift>>

const days = 90

export function DriftPanel({ name }: { readonly name: string }) {
  const drift = useLoad(`drift ${name}`, () => client.port.drift({ name, days }), heardNews)
  return (
    <Panel title={`通道漂移,最近 ${days} 天的质控读数`} className="port-chart">
      <Answered of={drift}>
        {(series) =>
          series.length === 0 ? (
            <EmptyState title="还没有质控读数">
              <p>每天开机先测一个空白或阳性质控,登记样品时“样品类别”选质控。</p>
              <p>测过几天,这里按通道画出曲线:哪个通道慢慢偏了,一眼就看出来。</p>
            </EmptyState>
          ) : (
            <Items series={series} />
          )
        }
      </Answered>
    </Panel>
  )
}

function Items({ series }: { readonly series: Series }) {
  const items = [...new Set(series.map(({ item }) => item))]
  const [chosen, setChosen] = useState<string | null>(null)
  const item = items.find((one) => one === chosen) ?? items[0] ?? ''
  const ofItem = useMemo(
    () =>
      series
        .filter((one) => one.item === item)
        .map((one) => ({
          ...one,
          points: one.points.map(({ at, value }) => ({ at: localText(momentOf(Date.parse(at))), value })),
        })),
    [series, item],
  )
  return (
    <div className="stack port-chart-stack">
      {items.length > 1 && (
        <Chips label="检测项目" chips={items.map((name) => ({ key: name, name }))} value={item} onChange={setChosen} />
      )}
      <DriftChart key={item} series={ofItem} unit={ofItem[0]?.unit ?? null} />
    </div>
  )
}
