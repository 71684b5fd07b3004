/** The day's course by the hour, as a chart or as its table. */
import { client } from '#api'
import { DayTrend } from '#charts/day-trend.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Answered } from '#ui/waiting.tsx'

export function TrendPanel() {
  const trend = useLoad('trend', () => client.day.trend({}), ['result.recorded'])
  return (
    <Panel title="今日走势" className="trend-panel">
      <Answered of={trend}>{(hours) => <DayTrend hours={hours} />}</Answered>
    </Panel>
  )
}
