/** 质控图 (Levey-Jennings): one control over time between the bands of its mean and deviation; each point's state by shape and colour. */
import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import { useCallback } from 'react'
import { ChartCanvas } from './canvas.tsx'
import { colourOf, letters } from './paint.ts'

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip)

export interface ControlPoint {
  /** The clock on the wall at the site. */
  readonly at: string
  readonly value: string
  readonly state: 'baseline' | 'ok' | 'warn' | 'reject'
}

interface ControlChartProps {
  readonly name: string
  readonly points: readonly ControlPoint[]
  readonly bands: { readonly mean: string; readonly sd: string } | null
  readonly unit: string | null
}

const looks = {
  baseline: { style: 'circle', colour: '--ink-2' },
  ok: { style: 'circle', colour: '--good' },
  warn: { style: 'triangle', colour: '--warn' },
  reject: { style: 'rectRot', colour: '--bad' },
} as const

/** The mean and its bands at 1, 2 and 3 deviations; only the picture is rounded, the verdicts came with the points. */
const bandsAt = [
  { times: 3, dash: [] as number[], colour: '--bad' },
  { times: 2, dash: [6, 4], colour: '--warn' },
  { times: 1, dash: [2, 4], colour: '--line-2' },
]

function draw(canvas: HTMLCanvasElement, { points, bands, unit }: ControlChartProps): Chart {
  const ink = colourOf('--ink-2')
  const font = letters()
  const flat = (value: number) => points.map(() => value)
  const [mean, sd] = bands === null ? [0, 0] : [Number(bands.mean), Number(bands.sd)]
  const line = (value: number, colour: string, dash: number[], label: string) => ({
    label,
    data: flat(value),
    borderColor: colourOf(colour),
    borderDash: dash,
    borderWidth: 1.5,
    pointRadius: 0,
    pointHitRadius: 0,
  })
  const lines =
    bands === null
      ? []
      : [
          line(mean, '--ink-2', [], '平均'),
          ...bandsAt.flatMap(({ times, dash, colour }) => [
            line(mean + times * sd, colour, dash, `+${times}s`),
            line(mean - times * sd, colour, dash, `-${times}s`),
          ]),
        ]
  const colours = points.map(({ state }) => colourOf(looks[state].colour))
  return new Chart(canvas, {
    type: 'line',
    data: {
      labels: points.map(({ at }) => at),
      datasets: [
        {
          label: '质控值',
          data: points.map(({ value }) => Number(value)),
          borderColor: colourOf('--accent'),
          borderWidth: 2,
          pointBackgroundColor: colours,
          pointBorderColor: colours,
          pointStyle: points.map(({ state }) => looks[state].style),
          pointRadius: points.map(({ state }) => (state === 'ok' || state === 'baseline' ? 4 : 7)),
        },
        ...lines,
      ],
    },
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
          filter: ({ datasetIndex }) => datasetIndex === 0,
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
            callback: (_value, index) => points[index]?.at.slice(5, 10) ?? '',
          },
        },
        y: {
          grid: { display: false },
          ticks: { color: ink, font, maxTicksLimit: 8 },
          title: { display: unit !== null, text: unit ?? '', color: ink, font },
        },
      },
    },
  })
}

export function ControlChart(props: ControlChartProps) {
  const { name, points, bands, unit } = props
  const drawn = useCallback(
    (canvas: HTMLCanvasElement) => draw(canvas, { name, points, bands, unit }),
    [name, points, bands, unit],
  )
  const broken = points.filter(({ state }) => state === 'reject').length
  return (
    <div className="trend">
      <ChartCanvas label={`${name}:${points.length} 次,其中 ${broken} 次失控;数字见下表`} draw={drawn} />
    </div>
  )
}
