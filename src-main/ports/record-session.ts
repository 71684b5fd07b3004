/** Records one port until told to stop: by listening only, or with a driver's real line performed meanwhile. For `station record` and the wizard. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault, isFault } from '#core/fault.ts'
import type { Outcome } from '#core/reading/reading.ts'
import type { Driver, Link } from '#drivers/kit/driver.ts'
import { openPort } from './open.ts'
import type { Keeper } from './perform.ts'
import type { Recorder } from './record.ts'
import { sourceOf } from './source.ts'
import { type Direction, tapSource } from './tap.ts'
import type { Log, Transport } from './transport.ts'

export interface RecordOptions {
  readonly transport: Transport
  readonly link: Link
  /** null: nothing is sent. */
  readonly driver: Driver | null
  readonly recorder: Recorder
  readonly signal: AbortSignal
  /** The wall clock at the site, for dialogues that ask for a day. */
  readonly now: () => string
  readonly log: Log
  /** Sees each outcome of the driver. */
  readonly took?: (outcome: Outcome) => void
}

const AGAIN_MS = 1_000

/** Resolves when `signal` is aborted. Rejects with a `Fault` when the port does not open at first, or the file cannot be written any more. */
export async function recordSession(options: RecordOptions): Promise<void> {
  const { recorder, signal } = options
  const stop = new AbortController()
  const until = AbortSignal.any([signal, stop.signal])
  const take = (dir: Direction, bytes: Uint8Array) => {
    recorder.take(dir, bytes)
    if (recorder.fault() !== null) stop.abort()
  }
  if (options.driver === null) await listen(options, take, until)
  else await perform({ ...options, driver: options.driver }, take, until)
  const fault = recorder.fault()
  if (fault !== null) throw fault
}

type Take = (dir: Direction, bytes: Uint8Array) => void

async function listen({ transport, link, log }: RecordOptions, take: Take, until: AbortSignal): Promise<void> {
  const source = tapSource(sourceOf(transport, link, log), take)
  for (let first = true; !until.aborted; first = false) {
    const over = new AbortController()
    try {
      const opened = await source.open(
        () => ({ heard() {}, ended() {} }),
        (fault) => {
          log.warn({ code: fault?.code, detail: fault?.detail }, 'lost while recording')
          over.abort()
        },
      )
      await aborted(AbortSignal.any([until, over.signal]))
      await opened.close()
    } catch (error) {
      // A wrong name is told at once; a cable pulled later is waited for.
      if (first || !isFault(error)) throw error
    }
    if (!until.aborted) await sleep(AGAIN_MS, undefined, { signal: until }).catch(() => {})
  }
}

async function perform(
  options: RecordOptions & { readonly driver: Driver },
  take: Take,
  until: AbortSignal,
): Promise<void> {
  const { driver, link, transport, recorder, log, now } = options
  let kept = 0
  const keeper: Keeper = {
    // Recorded before the line heard them, and on the disk before the line may acknowledge: an instrument may forget what it was told to.
    keep() {
      recorder.sync()
      kept += 1
      return kept
    },
    settle(settlement) {
      for (const { outcome } of settlement.outcomes) options.took?.(outcome)
    },
  }
  const port = openPort({
    name: 'record',
    driver: { ...driver, link },
    transport,
    keeper,
    now,
    log,
    tell: () => {},
    took: take,
  })
  try {
    await port.ready
    const fault = port.fault()
    if (fault !== null) throw new Fault(fault.code, fault.detail)
    await aborted(until)
  } finally {
    await port.close()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
