/** 质控图 (Levey-Jennings): one control over time between the bands of its mean and deviation; each point's state by shape and colour. */
import type { Chart } from 'chart.js'
import { useCallback } from 'react'
import { ChartCanvas } from './canvas.tsx'
import { overTime } from './over-time.ts'
import { colourOf } from './paint.ts'

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
  const measured = {
    label: '质控值',
    data: points.map(({ value }) => Number(value)),
    borderColor: colourOf('--accent'),
    borderWidth: 2,
    pointBackgroundColor: colours,
    pointBorderColor: colours,
    pointStyle: points.map(({ state }) => looks[state].style),
    pointRadius: points.map(({ state }) => (state === 'ok' || state === 'baseline' ? 4 : 7)),
  }
  const times = points.map(({ at }) => at)
  return overTime(canvas, { times, datasets: [measured, ...lines], unit, ticks: 8, gridded: false, pointed: 1 })
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
