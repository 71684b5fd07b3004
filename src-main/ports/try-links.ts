/** Opens a port with one setting after another and records what each hears: for the learning wizard; speed.ts judges it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Link } from '#drivers/kit/driver.ts'
import type { Heard } from './speed.ts'
import type { Source } from './transport.ts'

/** More than this says nothing new about the settings. */
const ENOUGH = 1_024

/**
 * Only listens; nothing is sent to an unknown instrument. A person keeps it talking meanwhile (print, upload). Rejects with the port's
 * `Fault` when it does not open or is lost; an aborted trial gives what was heard until then.
 */
export async function tryLinks(
  open: (link: Link) => Source,
  candidates: readonly Link[],
  listenMs: number,
  options: { readonly signal?: AbortSignal; readonly tried?: (heard: Heard) => void } = {},
): Promise<readonly Heard[]> {
  const all: Heard[] = []
  for (const link of candidates) {
    if (options.signal?.aborted === true) break
    const heard = { link, bytes: await listen(open(link), listenMs, options.signal) }
    all.push(heard)
    options.tried?.(heard)
  }
  return all
}

async function listen(source: Source, ms: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let count = 0
  const enough = new AbortController()
  let lostBy: Error | null = null
  const opened = await source.open(
    () => ({
      heard(bytes) {
        pieces.push(Uint8Array.from(bytes))
        count += bytes.length
        if (count >= ENOUGH) enough.abort()
      },
      ended() {},
    }),
    (fault) => {
      lostBy = fault
      enough.abort()
    },
  )
  const until = signal === undefined ? enough.signal : AbortSignal.any([enough.signal, signal])
  await sleep(ms, undefined, { signal: until }).catch(() => {})
  await opened.close()
  if (lostBy !== null) throw lostBy
  return joinBytes(pieces)
}
