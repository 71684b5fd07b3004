/** 今日: what is open at the left, what came in in the middle, the instruments and the day's course at the right. */
import { client } from '#api'
import { dayOf, momentOf } from '#core/time.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { useLoad } from '#ui/load.ts'
import { dayText } from '#ui/local-words.ts'
import type { Route } from '#ui/route.ts'
import './day.css'
import { InstrumentLines } from './instrument-lines.tsx'
import { OpenWorkList } from './open-work-list.tsx'
import { ResultCard } from './result-card.tsx'
import { TodayResults } from './today-results.tsx'
import { TrendPanel } from './trend-panel.tsx'

export function DayDesk({ route }: { readonly route: Route }) {
  const overview = useLoad('day', () => client.day.overview({}), [
    'result.recorded',
    'failure.moved',
    'settings.changed',
  ])
  const chosen = route.rest[0] === 'result' ? Number(route.rest[1]) : null
  const counts = overview.data?.counts
  const total = counts === undefined ? 0 : Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <DeskPage
      className="day"
      title={
        <>
          今日{' '}
          <span className="quiet">
            {overview.data === null ? '' : `${dayText(overview.data.day)} · 已出结果 ${total} 条`}
          </span>
        </>
      }
    >
      <div className="day-grid">
        <OpenWorkList />
        <TodayResults
          route={route}
          day={overview.data?.day ?? dayOf(momentOf(Date.now()))}
          counts={counts}
          chosen={chosen}
        />
        <div className="day-side">
          {chosen === null || Number.isNaN(chosen) ? (
            <>
              <InstrumentLines />
              <TrendPanel />
            </>
          ) : (
            <ResultCard id={chosen} />
          )}
        </div>
      </div>
    </DeskPage>
  )
}
