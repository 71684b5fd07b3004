/** Answers for whoever follows the station: news as it happens, looked up when it is told. */
import type { StationEvent } from '#contract/events.ts'
import { assertNever } from '#core/ids.ts'
import type { News } from '#flow/world.ts'
import { resultById } from '#storage/results.ts'
import { maySee } from './admit.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { resultRow } from './result-row.ts'

/** A window that does not read must not make the station remember for ever; it asks again when it comes back. */
const LONGEST_QUEUE = 500

/** Told to a window that may not read: that something moved, without a word of it. */
const bare: readonly News['kind'][] = ['person.changed', 'settings.changed', 'notice.changed', 'port.changed']

export function eventAnswers({ world, follow, sessions }: Desk) {
  return {
    follow: os.events.follow.handler(async function* ({ signal, context: { caller } }) {
      const queue: News[] = []
      let wake: () => void = () => {}
      const stop = follow((news) => {
        queue.push(news)
        if (queue.length > LONGEST_QUEUE) queue.shift()
        wake()
      })
      const aborted = () => wake()
      signal?.addEventListener('abort', aborted)
      try {
        while (signal?.aborted !== true) {
          const news = queue.shift()
          if (news !== undefined) {
            if (bare.includes(news.kind) || maySee({ sessions }, caller)) yield eventOf(news)
            continue
          }
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      } finally {
        stop()
        signal?.removeEventListener('abort', aborted)
      }
    }),
  }

  function eventOf(news: News): StationEvent {
    switch (news.kind) {
      case 'result.recorded':
        return { kind: news.kind, row: resultRow(resultById(world.db, news.resultId)) }
      case 'reading.unclaimed':
      case 'frame.damaged':
      case 'port.changed':
      case 'outbox.moved':
      case 'failure.moved':
      case 'notice.changed':
      case 'sample.changed':
      case 'settings.changed':
      case 'catalog.changed':
      case 'person.changed':
        return news
      default:
        return assertNever(news)
    }
  }
}
