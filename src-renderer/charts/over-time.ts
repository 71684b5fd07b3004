/** A line chart of values over time: days below, the unit at the side, the whole moment on hover; no animation. */
import {
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { colourOf, letters } from './paint.ts'

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip)

type Lines = ChartConfiguration<'line', (number | null)[], string>

interface OverTime {
  /** Clocks on the wall at the site, one a place on the axis. */
  readonly times: readonly string[]
  readonly datasets: Lines['data']['datasets']
  readonly unit: string | null
  readonly ticks: number
  /** Lines behind the values; without them the values bring their own. */
  readonly gridded: boolean
  /** How many of the datasets answer to the pointer; the rest are lines drawn between them. */
  readonly pointed: number
}

export function overTime(
  canvas: HTMLCanvasElement,
  { times, datasets, unit, ticks, gridded, pointed }: OverTime,
): Chart {
  const ink = colourOf('--ink-2')
  const font = letters()
  const lines: Lines = {
    type: 'line',
    data: { labels: [...times], datasets },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      font,
      interaction: { mode: 'nearest', intersect: false },
      plugins: {
        tooltip: {
          titleFont: font,
          bodyFont: font,
          filter: ({ datasetIndex }) => datasetIndex < pointed,
          callbacks: { title: ([item]) => (item?.label ?? '').slice(0, 16).replace('T', ' ') },
        },
      },
      scales: {
        x: {
          grid: { display: false },
          ticks: {
            color: ink,
            font,
            maxRotation: 0,
            autoSkipPadding: 18,
            callback: (_value, index) => times[index]?.slice(5, 10) ?? '',
          },
        },
        y: {
          grid: gridded ? { color: colourOf('--line') } : { display: false },
          ticks: { color: ink, font, maxTicksLimit: ticks },
          title: { display: unit !== null, text: unit ?? '', color: ink, font },
          border: { display: !gridded },
        },
      },
    },
  }
  return new Chart(canvas, lines)
}
