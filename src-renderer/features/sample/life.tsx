/** A sample's life as one timeline, oldest above: what happened, who did it, and the way to the record of it. */
import { localText, type Moment } from '#core/time.ts'
import { dayText, secondText } from '#ui/local-words.ts'
import { link } from '#ui/route.ts'
import { lifeText, lifeWords, photoOf } from './life-words.ts'
import { SamplePhoto } from './sheet-photos.tsx'

interface LifeEvent {
  readonly at: Moment
  readonly kind: string
  readonly by: string | null
  readonly text: string
  readonly target: string | null
}

/** `failure:F1`, `result:12`, `notice:N1`, `entry:E1` */
function hrefOf(target: string): string | null {
  const cut = target.indexOf(':')
  const id = target.slice(cut + 1)
  switch (target.slice(0, cut)) {
    case 'failure':
      return link('failure', [id])
    case 'result':
      return link('day', ['result', id])
    case 'notice':
      return link('notice', [id])
    case 'entry':
      return link('outbox', [id])
    default:
      return null
  }
}

export function Life({ life }: { readonly life: readonly LifeEvent[] }) {
  let day = ''
  return (
    <ol className="life">
      {life.map((event, index) => {
        const local = localText(event.at)
        const newDay = local.slice(0, 10) !== day
        day = local.slice(0, 10)
        const href = event.target === null ? null : hrefOf(event.target)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a life only ever grows at its end
          <li key={index}>
            {newDay && <p className="life-day">{dayText(local)}</p>}
            <p className="life-line">
              <time className="life-time">{secondText(local)}</time>
              <b className="life-kind">{lifeWords(event.kind)}</b>
              <span>
                {href === null ? lifeText(event) : <a href={href}>{lifeText(event)}</a>}
                {event.kind === 'sample.photo' && <LifePhoto text={event.text} />}
                {event.by !== null && <span className="quiet"> · {event.by === 'station' ? '本机' : event.by}</span>}
              </span>
            </p>
          </li>
        )
      })}
    </ol>
  )
}

function LifePhoto({ text }: { readonly text: string }) {
  const id = photoOf(text)
  return id === null ? null : (
    <span className="life-photo">
      <SamplePhoto id={id} name={lifeText({ kind: 'sample.photo', text })} />
    </span>
  )
}
