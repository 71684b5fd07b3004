/** The last seven days of an instrument as seven small bars, today last; the numbers are in its words. */
import './charts.css'

interface WeekBarsProps {
  /** Oldest first. */
  readonly counts: readonly number[]
}

const height = 34
const step = 14
const wide = 10

export function WeekBars({ counts }: WeekBarsProps) {
  const most = Math.max(1, ...counts)
  const words = `最近 ${counts.length} 天的读数:${counts.join('、')}`
  return (
    <svg
      className="week-bars"
      role="img"
      aria-label={words}
      viewBox={`0 0 ${counts.length * step} ${height}`}
      width={counts.length * step}
      height={height}
    >
      <title>{words}</title>
      {counts.map((count, index) => {
        // An empty day keeps a foot of one unit: seven days are always seven.
        const tall = count === 0 ? 1 : Math.max(3, Math.round((count / most) * height))
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what a bar is
            key={index}
            className={index === counts.length - 1 ? 'week-today' : 'week-day'}
            x={index * step}
            y={height - tall}
            width={wide}
            height={tall}
          />
        )
      })}
    </svg>
  )
}
