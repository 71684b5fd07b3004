/** Ports of one station write in shared commits: what is not yet durable is not yet told. */
import { tallied } from '#storage/port-tally.ts'
import type { News, World } from './world.ts'

export interface SharedCommits {
  /** What ports write is told through this world; everything else in it is the station's own, as it is at that moment. */
  readonly world: World
  /** One transaction; its news follow it. Throws the `Fault` when nothing of it was written. */
  readonly together: (work: () => void) => void
}

export function sharedCommits(outer: World): SharedCommits {
  let waiting: News[] | null = null
  const world: World = Object.create(outer, {
    tell: { value: (news: News) => (waiting === null ? outer.tell(news) : waiting.push(news)) },
  })
  return {
    world,
    together(work) {
      const news: News[] = []
      waiting = news
      try {
        tallied(outer.db, work)
      } finally {
        waiting = null
      }
      // Durable: whoever stumbles over the news must not make it look unwritten.
      for (const one of news) {
        try {
          outer.tell(one)
        } catch (error) {
          outer.log.error({ error, news: one.kind }, 'news met a bug')
        }
      }
    },
  }
}
