/** Control readings of one item by channel over time: a channel that drifts away from the others is seen before it judges wrongly. */
import type { Chart, PointStyle } from 'chart.js'
import { useCallback, useMemo, useState } from 'react'
import { ChartCanvas } from './canvas.tsx'
import { byChannel, channelDrifts, type DriftSeries, onOneAxis } from './drift-words.ts'
import { overTime } from './over-time.ts'
import { colourOf } from './paint.ts'

/** Told apart by shape and dash as well as colour; after six the shapes come again with another dash. */
const colours = ['--accent', '--ask', '--warn', '--bad', '--good', '--ink-2'] as const
const shapes: readonly { readonly style: PointStyle; readonly sign: string }[] = [
  { style: 'circle', sign: '●' },
  { style: 'triangle', sign: '▲' },
  { style: 'rect', sign: '■' },
  { style: 'rectRot', sign: '◆' },
  { style: 'star', sign: '✱' },
  { style: 'crossRot', sign: '✕' },
]
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [10, 4, 2, 4], [4, 2], [14, 4]]

interface DriftChartProps {
  /** Of one item. */
  readonly series: readonly DriftSeries[]
  readonly unit: string | null
}

function draw(
  canvas: HTMLCanvasElement,
  series: readonly DriftSeries[],
  hidden: readonly string[],
  unit: string | null,
): Chart {
  const { times, values } = onOneAxis(series)
  const datasets = series.map(({ channel }, place) => {
    const colour = colourOf(colours[place % colours.length] ?? '--ink')
    return {
      label: `${channel} 号通道`,
      data: [...(values[place] ?? [])],
      borderColor: colour,
      backgroundColor: colour,
      borderDash: [...(dashes[Math.floor(place / shapes.length) % dashes.length] ?? [])],
      pointStyle: shapes[place % shapes.length]?.style ?? 'circle',
      pointRadius: 4,
      borderWidth: 2,
      spanGaps: true,
      hidden: hidden.includes(channel),
    }
  })
  return overTime(canvas, { times, datasets, unit, ticks: 6, gridded: true, pointed: datasets.length })
}

export function DriftChart({ series, unit }: DriftChartProps) {
  const [hidden, setHidden] = useState<readonly string[]>([])
  const all = useMemo(() => [...series].sort(byChannel), [series])
  const drawn = useCallback((canvas: HTMLCanvasElement) => draw(canvas, all, hidden, unit), [all, hidden, unit])
  return (
    <div className="trend">
      <fieldset className="chips" aria-label="显示哪些通道">
        {all.map(({ channel }, place) => (
          <button
            key={channel}
            type="button"
            className="chip"
            aria-pressed={!hidden.includes(channel)}
            onClick={() =>
              setHidden(hidden.includes(channel) ? hidden.filter((one) => one !== channel) : [...hidden, channel])
            }
          >
            {shapes[place % shapes.length]?.sign} {channel} 号
          </button>
        ))}
      </fieldset>
      <ChartCanvas label={`${all.length} 个通道的质控读数随时间的变化;数字见下表`} draw={drawn} />
      <table className="ledger" aria-label="各通道的质控读数">
        <thead>
          <tr>
            <th scope="col">通道</th>
            {['次数', '最近一次', '平均', '最小', '最大', '最近比平均'].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channelDrifts(all).map(({ channel, count, latest, mean, least, most }) => (
            <tr key={channel}>
              <td>{channel} 号</td>
              {[count, latest, round(mean), least, most, signed(latest - mean)].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
                <td key={index} className="number">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function round(value: number): string {
  return value.toFixed(2)
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${round(value)}`
}
