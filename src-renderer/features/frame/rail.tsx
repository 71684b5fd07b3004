/** The eight desks at the left, each with the number of things waiting there. */
import type { Overview } from '#contract/day.ts'
import { link } from '#ui/route.ts'

interface RailProps {
  readonly desk: string
  readonly overview: Overview | null
}

type Waiting = (overview: Overview) => number

const desks: readonly {
  readonly key: string
  readonly name: string
  readonly waiting: Waiting
  readonly means: string
}[] = [
  { key: 'day', name: '今日', waiting: () => 0, means: '' },
  { key: 'sample', name: '样品', waiting: (overview) => overview.open.claim, means: '条读数待认领' },
  {
    key: 'port',
    name: '仪器',
    waiting: (overview) => overview.ports.all - overview.ports.online,
    means: '台仪器未连接',
  },
  {
    key: 'failure',
    name: '处置',
    waiting: (overview) => overview.open.retest + overview.open.disposal,
    means: '件待复测或待处置',
  },
  { key: 'outbox', name: '上报', waiting: (overview) => overview.open.upload, means: '条待上报' },
  { key: 'notice', name: '公示', waiting: (overview) => overview.open.publish, means: '条结果待公示' },
  { key: 'kpi', name: '看板', waiting: () => 0, means: '' },
  { key: 'settings', name: '设置', waiting: () => 0, means: '' },
]

export function Rail({ desk, overview }: RailProps) {
  return (
    <nav className="rail" aria-label="工作台">
      <div className="rail-mark">快检站</div>
      {desks.map(({ key, name, waiting, means }, index) => {
        const count = overview === null ? 0 : waiting(overview)
        const words = count > 0 ? `${name},${count} ${means}` : name
        return (
          <a
            key={key}
            href={link(key)}
            aria-current={desk === key ? 'page' : undefined}
            aria-label={words}
            title={count > 0 ? `${count} ${means}` : name}
          >
            {name}
            <span className="rail-key">Ctrl+{index + 1}</span>
            {count > 0 && <span className="rail-count">{count > 99 ? '99+' : count}</span>}
          </a>
        )
      })}
    </nav>
  )
}
