/** What we owe is sent: due entries in batches, every attempt a row, the same identity for ever, until a receipt is stored. */

import type { EntryId } from '#core/ids.ts'
import { type AttemptOutcome, afterAttempt } from '#core/outbox/attempt.ts'
import { transaction } from '#storage/open.ts'
import { appendAttempt, dueEntries, entryById, moveEntry } from '#storage/outbox.ts'
import type { Sent } from '#upload/send.ts'
import { type Sender, senderOf } from '#upload/sender.ts'
import { inFlight } from './in-flight.ts'
import type { Platform } from './platform.ts'
import { siteOf } from './site.ts'
import type { World } from './world.ts'

const BATCH = 50
const IDLE_MS = 1000

export interface Sending {
  readonly platform: string
  /** Something new is due: do not wait for the next look. */
  wake(): void
  /** Why the last exchange failed, or null when it went through. */
  trouble(): string | null
  close(): Promise<void>
}

/** One loop a platform: a platform that is down never holds up another. */
export function startSending(world: World, platform: Platform, idleMs: number = IDLE_MS): Sending {
  const stop = new AbortController()
  let trouble: string | null = null
  let wake: () => void = () => {}

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const sent = await sendDue(world, platform, senderFor(world, platform, stop.signal))
      if (sent.length > 0) {
        const failed = sent.find(({ outcome }) => outcome.kind === 'retry' || outcome.kind === 'unknown')
        trouble = failed === undefined || failed.outcome.kind === 'acknowledged' ? null : failed.outcome.reason
        world.tell({ kind: 'outbox.moved', platform: platform.name })
        continue
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, idleMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
        if (stop.signal.aborted) wake()
      })
    }
  }

  const running = (async () => {
    while (!stop.signal.aborted) {
      try {
        await run()
      } catch (error) {
        // A full disk or a bug must not end sending for the day: say so, rest, go on.
        world.log.error({ error: String(error), platform: platform.name }, 'sending paused')
        trouble = String(error)
        await new Promise((resolve) => setTimeout(resolve, idleMs))
      }
    }
  })()

  return {
    platform: platform.name,
    wake: () => wake(),
    trouble: () => trouble,
    close: async () => {
      stop.abort()
      wake()
      await running
    },
  }
}

export function senderFor(world: World, platform: Platform, signal?: AbortSignal): Sender {
  const settings =
    platform.kind === 'demo'
      ? { kind: 'demo' as const }
      : { kind: platform.kind, url: platform.url, token: platform.token ?? undefined }
  return senderOf(settings, { station: siteOf(world).name, demo: world.demo, now: world.now, signal })
}

/** Sends one batch of what is due now and keeps what came of it, attempt and move in one transaction. */
export async function sendDue(world: World, platform: Platform, send: Sender): Promise<readonly Sent[]> {
  const due = dueEntries(world.db, platform.name, world.now(), BATCH)
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  return inFlight(world.db, ids, async () => {
    const sent = await send(due.map(({ id, payload }) => ({ id, payload })))
    transaction(world.db, () => {
      for (const one of sent) keepAttempt(world, one)
    })
    return sent
  })
}

function keepAttempt(world: World, sent: Sent): void {
  const entry = entryById(world.db, sent.id)
  const advance = afterAttempt(entry, outcomeFor(sent.id, sent), world.now(), world.random())
  appendAttempt(world.db, {
    entryId: sent.id,
    outcome: advance.outcome,
    requestSha256: sent.requestSha256,
    answer: sent.answer,
    receipt: advance.receipt,
    reason: advance.reason ?? '',
    ms: sent.ms,
    at: sent.at,
  })
  moveEntry(world.db, {
    id: sent.id,
    state: advance.state,
    nextAt: advance.nextAt,
    tries: advance.tries,
    receipt: advance.receipt,
    reason: advance.reason,
  })
}

/** The adapter has matched by id already; the id travels on so that core can refuse a mismatch once more. */
function outcomeFor(id: EntryId, { outcome }: Sent): AttemptOutcome {
  return outcome.kind === 'acknowledged' ? { kind: 'acknowledged', recordId: id, receipt: outcome.receipt } : outcome
}
