/** The day by the hour: results as stacked bars, told apart by colour and hatching, with the same numbers as a table behind. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { useCallback, useState } from 'react'
import { ChartCanvas } from './canvas.tsx'
import { fullHours, type HourCount } from './full-hours.ts'
import { colourOf, hatch } from './paint.ts'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

interface DayTrendProps {
  readonly hours: readonly HourCount[]
}

const series = [
  { key: 'negative', name: '阴性', shape: '✓' },
  { key: 'positive', name: '阳性', shape: '▲' },
  { key: 'other', name: '可疑·无效·待判定', shape: '◆' },
] as const

function draw(canvas: HTMLCanvasElement, hours: readonly HourCount[]): Chart {
  const ink = colourOf('--ink-2')
  const line = colourOf('--line')
  const fills = {
    negative: colourOf('--good'),
    positive: colourOf('--bad'),
    other: hatch(colourOf('--warn'), colourOf('--sheet')),
  }
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: hours.map(({ hour }) => String(hour)),
      datasets: series.map(({ key, name }) => ({
        label: name,
        data: hours.map((count) => count[key]),
        backgroundColor: fills[key],
        borderColor: colourOf('--sheet'),
        borderWidth: { top: 1 },
        maxBarThickness: 34,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      plugins: { tooltip: { callbacks: { title: ([item]) => `${item?.label ?? ''} 时` } } },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { color: ink, maxRotation: 0, callback: (_value, index) => `${hours[index]?.hour ?? ''}时` },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          grid: { color: line },
          ticks: { color: ink, precision: 0, maxTicksLimit: 6 },
          border: { display: false },
        },
      },
    },
  })
}

export function DayTrend({ hours }: DayTrendProps) {
  const [asTable, setAsTable] = useState(false)
  const drawn = useCallback((canvas: HTMLCanvasElement) => draw(canvas, fullHours(hours)), [hours])
  const total = hours.reduce((sum, count) => sum + count.negative + count.positive + count.other, 0)
  return (
    <div className="trend">
      <div className="trend-head">
        <ul className="trend-key">
          {series.map(({ key, name, shape }) => (
            <li key={key} className={`trend-${key}`}>
              <span aria-hidden="true">{shape}</span> {name}
            </li>
          ))}
        </ul>
        <button type="button" className="chip" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表格'}
        </button>
      </div>
      {asTable ? (
        <table className="ledger" aria-label="今日各时段结果数">
          <thead>
            <tr>
              <th scope="col">时段</th>
              <th scope="col" className="number">
                阴性
              </th>
              <th scope="col" className="number">
                阳性
              </th>
              <th scope="col" className="number">
                其他
              </th>
            </tr>
          </thead>
          <tbody>
            {fullHours(hours).map((count) => (
              <tr key={count.hour}>
                <td>{count.hour} 时</td>
                <td className="number">{count.negative}</td>
                <td className="number">{count.positive}</td>
                <td className="number">{count.other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ChartCanvas label={`今日各时段结果,共 ${total} 条;数字见表格`} draw={drawn} />
      )}
    </div>
  )
}
