/** From a platform's settings to the function that sends to it: the list of platform kinds, one line each. */
import { assertNever } from '#core/ids.ts'
import type { Moment } from '#core/time.ts'
import { acknowledgeAsDemo } from './demo.ts'
import { jsonBatch } from './platforms/json-batch.ts'
import type { OwedRecord } from './platforms/platform.ts'
import { type Sent, sendBatch } from './send.ts'

export type PlatformSettings =
  | {
      readonly kind: 'json-batch'
      readonly url: string
      readonly token?: string | undefined
      readonly timeoutMs?: number | undefined
    }
  | { readonly kind: 'demo' }

export interface SenderWorld {
  /** Name of the station as platforms know it. */
  readonly station: string
  /** A demonstration never uploads for real: then every platform is the demonstration platform. */
  readonly demo: boolean
  readonly now: () => Moment
  readonly signal?: AbortSignal | undefined
}

/** Sends the entries and answers with exactly one `Sent` for each, in order. */
export type Sender = (entries: readonly OwedRecord[]) => Promise<readonly Sent[]>

/** Long enough for a slow county server, short enough that a dead one does not hold the queue for minutes. */
const PATIENCE_MS = 30_000

export function senderOf(settings: PlatformSettings, world: SenderWorld): Sender {
  const { station, now, signal } = world
  if (world.demo) return async (entries) => acknowledgeAsDemo(entries, now)
  switch (settings.kind) {
    case 'demo':
      return async (entries) => acknowledgeAsDemo(entries, now)
    case 'json-batch': {
      const { url, token, timeoutMs = PATIENCE_MS } = settings
      return (entries) => sendBatch({ url, token, station, entries, platform: jsonBatch, timeoutMs, now, signal })
    }
    default:
      return assertNever(settings)
  }
}
