/** Three procedures of the real contract, enough to meet every way an answer can go. */
import { implement } from '@orpc/server'
import { Fault } from '#core/fault.ts'
import { contract } from '../../src-main/contract/index.ts'

const make = implement(contract)

/** `trend` answers, `failure.get` ends in a fault, `settings.get` breaks; `events` tells two things and waits until it is left. */
export function smallRouter(seen: { left: boolean } = { left: false }) {
  return {
    settings: {
      get: make.settings.get.handler(() => {
        throw new Error('a bug with a secret: 王某 13800000000')
      }),
    },
    outbox: { platforms: make.outbox.platforms.handler(() => []) },
    failure: {
      get: make.failure.get.handler(({ input }) => {
        throw new Fault('not-found', input.id)
      }),
      addEvidence: make.failure.addEvidence.handler(({ input }) => ({
        id: input.id,
        name: input.name,
        mime: input.mime,
        sha256: '',
        bytes: input.content.length,
        addedAt: { utc: '2026-03-02T01:00:00.000Z', offset: 480 },
        addedBy: input.by,
        film: false,
      })),
    },
    day: {
      trend: make.day.trend.handler(() => [{ hour: 8, negative: 3, positive: 1, other: 0 }]),
    },
    events: {
      follow: make.events.follow.handler(async function* ({ signal }) {
        yield { kind: 'settings.changed' as const }
        yield { kind: 'port.changed' as const, port: 'p1' }
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
        seen.left = true
      }),
    },
  }
}
