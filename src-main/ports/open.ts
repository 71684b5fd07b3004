/** An instrument's port, from switched on to switched off: opens its transport, performs the driver's line, comes back after a loss. */
import { Fault, isFault } from '#core/fault.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { ListPorts } from './list.ts'
import type { Keeper } from './perform.ts'
import { type Retry, retryDelay, usualRetry } from './retry.ts'
import { openSession, type Session } from './session.ts'
import type { Slots } from './slots.ts'
import { sourceOf } from './source.ts'
import { type Direction, openTap, type Tapped, tapSource } from './tap.ts'
import {
  type Attach,
  atMost,
  type Log,
  type Opened,
  type PortState,
  type Transport,
  type WireLimits,
  wireLimits,
} from './transport.ts'

export interface PortOptions {
  readonly name: string
  readonly driver: Driver
  readonly transport: Transport
  /** Takes this port's frames; see `Keeper` for what it promises. */
  readonly keeper: Keeper
  /** The wall clock at the site, `YYYY-MM-DDTHH:mm:ss`. */
  readonly now: () => string
  readonly log: Log
  readonly tell: (event: { readonly kind: 'port.changed'; readonly port: string }) => void
  /** Hooks for tests; the usual values are in `usualRetry`, `wireLimits` and one minute. */
  readonly retry?: Partial<Retry>
  readonly limits?: Partial<WireLimits>
  readonly quietAfterMs?: number
  readonly list?: ListPorts
  /** Was a file with this SHA-256 kept on this port before? For watched folders. */
  readonly heardBefore?: (sha256: string) => boolean
  /** Sees every byte as it passes, inbound ones before the line does: the recorder. */
  readonly took?: (dir: Direction, bytes: Uint8Array) => void
  /** See `SessionOptions`. */
  readonly slots?: Slots
}

export interface OpenPort {
  readonly name: string
  readonly driver: Driver
  readonly transport: Transport
  /** Resolves when the first attempt to open has ended, well or badly. Never rejects. */
  readonly ready: Promise<void>
  state(): PortState
  /** Where it really listens or is connected, e.g. `127.0.0.1:40123`; null while it is not open. */
  address(): string | null
  /** What stands in the way just now: of the link, or of keeping (`disk.full`). */
  fault(): Fault | null
  /** When the next attempt is made, milliseconds since 1970; null when none is planned. */
  retryAt(): number | null
  /** The newest bytes in both directions, 64 KiB at most, oldest first; they stay after a loss. */
  tap(): readonly Tapped[]
  /** Closes and opens again at once, from any state; resolves when that attempt has ended. */
  reopen(): Promise<void>
  /** Last bytes out, half a frame settled as damaged, port given back. Never rejects, never hangs. */
  close(): Promise<void>
}

export function openPort(options: PortOptions): OpenPort {
  const { name, driver, transport, log } = options
  const retry: Retry = { ...usualRetry, ...options.retry }
  const quietAfterMs = options.quietAfterMs ?? 60_000
  const tap = openTap()
  const source = tapSource(
    sourceOf(transport, driver.link, log, options.limits, options.list, options.heardBefore),
    (dir, bytes) => {
      tap.take(dir, bytes, Date.now())
      options.took?.(dir, bytes)
    },
  )

  let state: PortState = 'opening'
  let linkFault: Fault | null = null
  let keepFault: Fault | null = null
  let opened: Opened | null = null
  let openedAt = 0
  let failures = 0
  let retryAt: number | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let quietTimer: ReturnType<typeof setTimeout> | undefined
  let heardAt = 0
  /** Every close and every new attempt begins a new turn; what an older turn still has to say is not heard. */
  let turn = 0
  let attempting: Promise<void> = Promise.resolve()

  const tell = () => options.tell({ kind: 'port.changed', port: name })

  function change(next: PortState, fault: Fault | null): void {
    const same = state === next && linkFault === fault
    state = next
    linkFault = fault
    if (!same) tell()
  }

  function heardNow(): void {
    failures = 0
    if (state === 'quiet') change('talking', null)
    heardAt = performance.now()
    quietTimer ??= setTimeout(fallQuiet, quietAfterMs)
  }

  /** One timer for many pieces: it looks at its end how long the newest one still counts. */
  function fallQuiet(): void {
    const left = heardAt + quietAfterMs - performance.now()
    quietTimer = left > 0 ? setTimeout(fallQuiet, left) : undefined
    if (quietTimer === undefined && state === 'talking') change('quiet', null)
  }

  function failed(error: unknown): void {
    if (!isFault(error)) {
      log.error({ port: name, err: error }, 'a frame met a bug')
      return
    }
    log.warn({ port: name, code: error.code, detail: error.detail }, 'a frame could not be kept or settled')
    const known = keepFault?.code === error.code
    keepFault = error
    if (!known) tell()
  }

  function settled(): void {
    if (keepFault === null) return
    keepFault = null
    tell()
  }

  function attachIn(mine: number): Attach {
    return (wire) => {
      log.info({ port: name, peer: wire.peer }, 'connected')
      let unkept = false
      const session: Session = openSession({
        newLine: () => driver.line(),
        keeper: options.keeper,
        now: options.now,
        send: (bytes) => wire.write(bytes),
        failed: (error) => {
          unkept = true
          failed(error)
        },
        settled,
        slots: options.slots,
      })
      // The line may speak first, but only once the source has its hearer.
      queueMicrotask(() => session.opened())
      return {
        heard(bytes) {
          if (mine === turn) heardNow()
          session.heard(bytes)
        },
        unkept: () => unkept,
        ended() {
          log.info({ port: name, peer: wire.peer }, 'disconnected')
          session.closed()
        },
      }
    }
  }

  function attempt(): Promise<void> {
    turn += 1
    retryAt = null
    attempting = attemptIn(turn)
    return attempting
  }

  async function attemptIn(mine: number): Promise<void> {
    let ended: { readonly fault: Fault | null } | null = null
    const lost = (fault: Fault | null) => {
      ended = { fault }
      if (mine === turn && opened !== null) gone(fault)
    }
    try {
      const made = await source.open(attachIn(mine), lost)
      if (mine !== turn) return await made.close()
      opened = made
      openedAt = performance.now()
      log.info({ port: name, address: made.address, transport: transport.kind }, 'port opened')
      change(quietTimer === undefined ? 'quiet' : 'talking', null)
      const early = ended as { readonly fault: Fault | null } | null
      if (early !== null) gone(early.fault)
    } catch (error) {
      const fault = isFault(error) ? error : new Fault('port.lost', String(error))
      log.warn({ port: name, code: fault.code, detail: fault.detail }, 'port did not open')
      if (mine === turn) tryLater(wordedAfter(linkFault, fault))
    }
  }

  function gone(fault: Fault | null): void {
    const stood = performance.now() - openedAt
    opened = null
    clearTimeout(quietTimer)
    quietTimer = undefined
    if (fault === null) {
      log.info({ port: name }, 'capture played to its end')
      change('closed', null)
      return
    }
    log.warn({ port: name, code: fault.code, detail: fault.detail }, 'port lost')
    // A peer that accepts and hangs up at once must not be called every second; a line that stood all day may.
    if (stood >= retry.longestMs) failures = 0
    tryLater(fault)
  }

  function tryLater(fault: Fault): void {
    failures += 1
    const delay = retryDelay(failures, retry)
    retryAt = Date.now() + delay
    retryTimer = setTimeout(() => void attempt(), delay)
    log.info({ port: name, failures, inMs: delay }, 'will try again')
    change('lost', fault)
  }

  /** Ends the turn: after this no timer fires and no wire is open. An attempt still in the air is waited for, within the limit. False: a newer turn took over. */
  async function letGo(): Promise<boolean> {
    turn += 1
    const mine = turn
    clearTimeout(retryTimer)
    clearTimeout(quietTimer)
    quietTimer = undefined
    retryAt = null
    const was = opened
    opened = null
    await was?.close()
    await atMost(options.limits?.closeMs ?? wireLimits.closeMs, attempting)
    return mine === turn
  }

  const ready = attempt()
  return {
    name,
    driver,
    transport,
    ready,
    state: () => state,
    address: () => opened?.address ?? null,
    fault: () => keepFault ?? linkFault,
    retryAt: () => retryAt,
    tap: () => tap.read(),
    async reopen() {
      failures = 0
      if (!(await letGo())) return
      change('opening', null)
      await attempt()
    },
    async close() {
      if (await letGo()) change('closed', null)
    },
  }
}

/** A port that was open and vanished stays "lost" in words while it is merely absent; only news (busy, denied) replaces that. */
function wordedAfter(before: Fault | null, now: Fault): Fault {
  const absent = now.code === 'port.unknown' || now.code === 'port.refused'
  return before?.code === 'port.lost' && absent ? new Fault('port.lost', now.detail) : now
}
