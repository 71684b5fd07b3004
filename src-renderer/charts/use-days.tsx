/** How much an instrument is used: readings a day as bars, invalid ones hatched on top, with the same numbers as a table behind. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js'
import { useCallback, useState } from 'react'
import { ChartCanvas } from './canvas.tsx'
import { colourOf, hatch, letters } from './paint.ts'

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip)

export interface DayUse {
  /** `YYYY-MM-DD` */
  readonly day: string
  /** All readings of the day, invalid ones included. */
  readonly readings: number
  readonly invalid: number
}

function draw(canvas: HTMLCanvasElement, days: readonly DayUse[]): Chart {
  const ink = colourOf('--ink-2')
  const font = letters()
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: days.map(({ day }) => day),
      datasets: [
        {
          label: '有数值',
          data: days.map(({ readings, invalid }) => readings - invalid),
          backgroundColor: colourOf('--accent'),
        },
        {
          label: '无效',
          data: days.map(({ invalid }) => invalid),
          backgroundColor: hatch(colourOf('--warn'), colourOf('--sheet')),
        },
      ].map((set) => ({ ...set, maxBarThickness: 28 })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      font,
      plugins: { tooltip: { titleFont: font, bodyFont: font } },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: {
            color: ink,
            font,
            maxRotation: 0,
            autoSkipPadding: 14,
            callback: (_value, index) => days[index]?.day.slice(5) ?? '',
          },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          grid: { color: colourOf('--line') },
          ticks: { color: ink, font, precision: 0, maxTicksLimit: 6 },
          border: { display: false },
        },
      },
    },
  })
}

export function UseDays({ days }: { readonly days: readonly DayUse[] }) {
  const [asTable, setAsTable] = useState(false)
  const drawn = useCallback((canvas: HTMLCanvasElement) => draw(canvas, days), [days])
  const total = days.reduce((sum, { readings }) => sum + readings, 0)
  const invalid = days.reduce((sum, day) => sum + day.invalid, 0)
  const busy = days.filter(({ readings }) => readings > 0)
  return (
    <div className="trend">
      <div className="trend-head">
        <p>
          {days.length} 天里用了 <b>{busy.length}</b> 天({percent(busy.length, days.length)}),读数 <b>{total}</b> 条
          {busy.length > 0 && (
            <>
              ,用的日子平均每天 <b>{Math.round(total / busy.length)}</b> 条
            </>
          )}
          {invalid > 0 && (
            <>
              ,▨ 无效 <b>{invalid}</b> 条
            </>
          )}
        </p>
        <button type="button" className="chip" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? '看图' : '看表格'}
        </button>
      </div>
      {asTable ? (
        <table className="ledger" aria-label="每天的读数">
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col" className="number">
                读数
              </th>
              <th scope="col" className="number">
                其中无效
              </th>
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((day) => (
              <tr key={day.day}>
                <td>{day.day}</td>
                <td className="number">{day.readings}</td>
                <td className="number">{day.invalid}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ChartCanvas label={`每天的读数,共 ${total} 条,其中无效 ${invalid} 条;数字见表格`} draw={drawn} />
      )}
    </div>
  )
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((part / whole) * 100)} %`
}
