/** 质控图: one chart for each control, item and channel, with the numbers behind it and the rules it broke. */
import { useMemo, useState } from 'react'
import { client } from '#api'
import { ControlChart } from '#charts/control-chart.tsx'
import type { ChartView } from '#contract/control.ts'
import { BASELINE, westgardRules } from '#core/control/levey-jennings.ts'
import { localText } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Select } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { chartName, pointWords, ruleWords } from './control-words.ts'
import { TargetForm } from './target-form.tsx'

export function ChartsPage() {
  const charts = useLoad('control charts', () => client.control.charts({}), ['result.recorded', 'settings.changed'])
  return (
    <Answered of={charts}>
      {(list) =>
        list.length === 0 ? (
          <Panel title="质控图">
            <EmptyState title="还没有质控数值">
              每天测一个空白或阳性质控,这里就按仪器、项目、通道画出质控图;满 {BASELINE} 次自动算出平均值和标准差。
            </EmptyState>
          </Panel>
        ) : (
          <Charts charts={list} />
        )
      }
    </Answered>
  )
}

function Charts({ charts }: { readonly charts: readonly ChartView[] }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const named = charts.map((chart) => ({ key: `${chartName(chart)} ${chart.unit ?? ''}`, chart }))
  const { key, chart } = named.find((one) => one.key === chosen) ?? named[0] ?? { key: '', chart: undefined }
  if (chart === undefined) return null
  const rejected = (one: ChartView) => one.points.some(({ state }) => state === 'reject')
  return (
    <div className="stack">
      <Select
        aria-label="哪一张质控图"
        className="control-choice"
        value={key}
        options={named.map((one) => ({
          value: one.key,
          label: `${rejected(one.chart) ? '✕ ' : ''}${chartName(one.chart)}(${one.chart.points.length} 次)`,
        }))}
        onChange={setChosen}
      />
      <OneChart key={key} chart={chart} />
    </div>
  )
}

function OneChart({ chart }: { readonly chart: ChartView }) {
  const { bands, unit } = chart
  const points = useMemo(
    () => chart.points.map(({ at, value, state }) => ({ at: localText(at), value, state })),
    [chart.points],
  )
  return (
    <div className="control-chart-grid">
      <div className="stack">
        <Panel
          title={chartName(chart)}
          className="control-chart"
          aside={
            bands === null
              ? `还没有控制线:满 ${BASELINE} 次或填了靶值才有`
              : `平均 ${bands.mean} ${unit ?? ''} · 标准差 ${bands.sd} · ${bands.from === 'target' ? '按靶值' : `按前 ${BASELINE} 次`}`
          }
        >
          <ControlChart name={chartName(chart)} points={points} bands={bands} unit={unit} />
        </Panel>
        <Panel title="数值" flush>
          <table className="ledger" aria-label="质控数值">
            <thead>
              <tr>
                {['时间', '数值', '偏离(标准差)', '状态', '触犯的规则'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chart.points
                .map((point, index) => ({ ...point, number: index + 1 }))
                .reverse()
                .map((point) => (
                  <tr key={point.number}>
                    <td>{shortText(localText(point.at))}</td>
                    <td>
                      {point.value} {unit}
                    </td>
                    <td>{point.z ?? '—'}</td>
                    <td>{pointWords[point.state]}</td>
                    <td>{point.rules.length === 0 ? '—' : point.rules.join('、')}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </Panel>
      </div>
      <div className="stack">
        <Panel title="判断规则" aside="建议">
          <ul className="stack">
            {westgardRules.map((rule) => (
              <li key={rule}>{ruleWords[rule]}</li>
            ))}
          </ul>
          <p className="quiet small control-source">通行的 Westgard 规则,出处尚未核对原文,只作提醒,不自动判无效。</p>
        </Panel>
        <TargetForm chart={chart} />
      </div>
    </div>
  )
}
