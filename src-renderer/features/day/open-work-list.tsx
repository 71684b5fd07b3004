/** 待办: one queue of everything that is open, ordered by its clock; each line says the next step and leads to it. */
import { client } from '#api'
import type { OpenWork } from '#contract/day.ts'
import { epochOf } from '#core/time.ts'
import { Clock, useNow } from '#ui/clock.tsx'
import { agoWords } from '#ui/clock-words.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Answered } from '#ui/waiting.tsx'
import { hrefOfWork, nextWords, queueWords, titleOf } from './open-work.ts'

/** Beyond this the queue is a list of its own desk, not something to read in the morning. */
const mostShown = 60

export function OpenWorkList() {
  const open = useLoad('open', () => client.day.open({}), [
    'result.recorded',
    'reading.unclaimed',
    'outbox.moved',
    'failure.moved',
    'notice.changed',
    'sample.changed',
  ])
  const count = open.data?.length ?? 0
  return (
    <Panel
      title="待办"
      className="open-work"
      flush
      aside={count > 0 ? <b className="open-count">{count} 件</b> : '没有'}
    >
      <Answered of={open}>
        {(works) =>
          works.length === 0 ? (
            <EmptyState title="✓ 没有待办">
              <p>样品、处置、公示、上报都已办完。</p>
            </EmptyState>
          ) : (
            <ol className="work-list">
              {works.slice(0, mostShown).map((work) => (
                <WorkLine key={`${work.queue} ${work.target}`} work={work} />
              ))}
              {works.length > mostShown && (
                <li className="work-rest">还有 {works.length - mostShown} 件,办完前面的会依次显示</li>
              )}
            </ol>
          )
        }
      </Answered>
    </Panel>
  )
}

function WorkLine({ work }: { readonly work: OpenWork }) {
  const now = useNow(15_000)
  return (
    <li>
      <a className={`work work-${work.queue}`} href={hrefOfWork(work)}>
        <span className="work-head">
          <span className="work-queue">{queueWords[work.queue]}</span>
          {work.dueAt === null ? (
            <span className="quiet small">{agoWords(epochOf(work.since), now)}</span>
          ) : (
            <Clock dueMs={epochOf(work.dueAt)} fromMs={epochOf(work.since)} />
          )}
        </span>
        <span className="work-title">{titleOf(work)}</span>
        <span className="work-next">→ {nextWords(work)}</span>
      </a>
    </li>
  )
}
