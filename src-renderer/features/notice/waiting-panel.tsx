/** How many results wait to be published, and how long until they must be. */
import { client } from '#api'
import { dayOf, epochOf, momentOf } from '#core/time.ts'
import { Clock, useNow } from '#ui/clock.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'

export function WaitingPanel({ waiting }: { readonly waiting: number }) {
  const settings = useLoad('settings', () => client.settings.get({}), ['settings.changed'])
  const open = useLoad('open publish', () => client.day.open({ queue: 'publish' }), [
    'result.recorded',
    'notice.changed',
    'failure.moved',
  ])
  const now = useNow(60_000)
  const before = settings.data?.site.publishBefore ?? null
  const earliest = (open.data ?? [])
    .flatMap((work) => (work.dueAt === null ? [] : [epochOf(work.dueAt)]))
    .sort((one, other) => one - other)[0]
  const today = momentOf(now)
  const due =
    earliest ?? (before === null ? null : Date.parse(`${dayOf(today)}T${before}:00.000Z`) - today.offset * 60_000)
  return (
    <Panel title="等着公示" aside={before === null ? '' : `每天 ${before} 前`}>
      <p className="notice-waiting">
        <b>{waiting}</b> 条结果
        {waiting > 0 && due !== null && <Clock dueMs={due} />}
        {waiting === 0 && <span className="quiet">✓ 全部公示了</span>}
      </p>
    </Panel>
  )
}
