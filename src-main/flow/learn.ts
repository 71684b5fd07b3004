/** The learning wizard listens: one unknown instrument at a time, recorded in bounded memory, never spoken to. */
import { Fault, isFault } from '#core/fault.ts'
import { epochOf, type Moment } from '#core/time.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Link } from '#drivers/kit/driver.ts'
import type { Draft } from '#drivers/kit/learned/format.ts'
import { type Proposal, propose } from '#drivers/kit/learned/propose.ts'
import { type Tried, tryDraft } from '#drivers/kit/learned/try-draft.ts'
import { sourceOf } from '#ports/source.ts'
import { findSpeed, usualLinks } from '#ports/speed.ts'
import type { Opened, Transport } from '#ports/transport.ts'
import { tryLinks } from '#ports/try-links.ts'
import { type HeardLine, lineLog } from './learn-lines.ts'
import { learnable, QUIET_MS, type Recording, recordingFrom, USUAL } from './learn-recording.ts'
import type { World } from './world.ts'

export interface LearnState {
  readonly listening: boolean
  readonly searching: boolean
  readonly address: string | null
  readonly link: Link | null
  readonly linkSure: boolean
  readonly bytes: number
  readonly full: boolean
  /** Newest last. */
  readonly lines: readonly HeardLine[]
  readonly fault: Fault | null
}

export interface Learning {
  /** Errors: the port's own (`port.busy`, `port.denied` ...). */
  listen(transport: Transport, link: Link | null): Promise<LearnState>
  /** Keeps listening alive: unasked for a minute, the port is given back. */
  state(): LearnState
  stop(): Promise<LearnState>
  /** Learns from bytes that were recorded before: a capture, or a `.kjrec` recording. Errors: `learn.nothing-recorded`. */
  sample(bytes: Uint8Array, link: Link | null): Promise<LearnState>
  /** Errors: `learn.nothing-recorded`. */
  propose(split: string | null): Proposal
  try(draft: Draft): Tried
  recording(): Recording
  close(): Promise<void>
}

export const RECORDED_BYTES = 1024 * 1024
const LISTEN_MS = 4_000
/** Each speed comes so often before the search gives up. */
const ROUNDS = 3
const FORGOTTEN_MS = 60_000

export function openLearning(world: Pick<World, 'now' | 'log'>, listenMs = LISTEN_MS): Learning {
  let pieces: Uint8Array[] = []
  let count = 0
  let log = lineLog()
  let link: Link | null = null
  let linkSure = false
  let quietStart = false
  let fault: Fault | null = null
  let opened: Opened | null = null
  let search: AbortController | null = null
  let searched: Promise<void> = Promise.resolve()
  let forgotten: ReturnType<typeof setTimeout> | undefined
  /** Each listening is a turn; what an older one still hears is not heard. */
  let turn = 0

  function take(bytes: Uint8Array, at: Moment): void {
    const room = RECORDED_BYTES - count
    if (room <= 0) return
    const piece = Uint8Array.from(bytes.subarray(0, room))
    pieces.push(piece)
    count += piece.length
    log.take(piece, at)
  }

  function forget(): void {
    pieces = []
    count = 0
    log = lineLog()
    fault = null
    quietStart = false
  }

  async function letGo(): Promise<void> {
    turn += 1
    clearTimeout(forgotten)
    search?.abort()
    search = null
    await searched
    const was = opened
    opened = null
    await was?.close()
  }

  async function open(transport: Transport, by: Link): Promise<void> {
    const mine = turn
    const openedAt = epochOf(world.now())
    const made = await sourceOf(transport, by, world.log).open(
      () => ({
        heard(bytes) {
          if (mine !== turn) return
          const at = world.now()
          if (count === 0) quietStart = epochOf(at) - openedAt >= QUIET_MS
          take(bytes, at)
        },
        ended() {},
      }),
      (lost) => {
        if (mine !== turn) return
        opened = null
        fault = lost
      },
    )
    if (mine === turn) opened = made
    else await made.close()
  }

  /** A recording made with another speed is worth nothing, so the search ends before the recording begins. */
  async function find(transport: Transport, abort: AbortController): Promise<void> {
    const mine = turn
    try {
      for (let round = 0; round < ROUNDS && !abort.signal.aborted; round++) {
        const heard = await tryLinks((by) => sourceOf(plain(transport), by, world.log), usualLinks, listenMs, {
          signal: abort.signal,
        })
        const found = findSpeed(heard)
        if (found === null || abort.signal.aborted) continue
        link = found.link
        linkSure = found.sure
        await open(plain(transport), found.link)
        return
      }
      if (mine === turn) fault = new Fault('learn.nothing-recorded', `${usualLinks.length} 种速率都没有收到数据`)
    } catch (error) {
      if (mine === turn) fault = isFault(error) ? error : new Fault('port.lost', String(error))
    } finally {
      if (search === abort) search = null
    }
  }

  function watched(): void {
    clearTimeout(forgotten)
    if (opened === null && search === null) return
    forgotten = setTimeout(() => {
      world.log.info({}, 'nobody looks at the learning wizard; the port is given back')
      void letGo()
    }, FORGOTTEN_MS)
    forgotten.unref()
  }

  function state(): LearnState {
    watched()
    return {
      listening: opened !== null || search !== null,
      searching: search !== null,
      address: opened?.address ?? null,
      link,
      linkSure,
      bytes: count,
      full: count >= RECORDED_BYTES,
      lines: log.read(),
      fault,
    }
  }

  function recording(): Recording {
    if (count === 0) throw new Fault('learn.nothing-recorded')
    return { bytes: joinBytes(pieces), link: link ?? USUAL, linkSure, quietStart }
  }

  return {
    async listen(transport, said) {
      await letGo()
      forget()
      const known = said ?? saidBy(transport)
      link = known ?? (transport.kind === 'serial' ? null : USUAL)
      linkSure = known !== null || transport.kind !== 'serial'
      if (link === null) {
        const abort = new AbortController()
        search = abort
        searched = find(transport, abort)
      } else await open(plain(transport), link)
      return state()
    },
    state,
    async stop() {
      await letGo()
      return state()
    },
    async sample(bytes, said) {
      await letGo()
      forget()
      const recorded = recordingFrom(bytes)
      link = said ?? recorded?.link ?? null
      linkSure = link !== null
      quietStart = recorded?.quietStart ?? false
      take(recorded?.bytes ?? bytes, world.now())
      if (count === 0) throw new Fault('learn.nothing-recorded')
      return state()
    },
    propose(split) {
      const heard = recording()
      const made = propose({ bytes: learnable(heard), link: heard.link, linkSure: heard.linkSure ? 1 : 0.5 }, split)
      if (made === null) throw new Fault('learn.nothing-recorded', '没有完整的一条记录')
      return made
    },
    try(draft) {
      const heard = recording()
      return tryDraft(draft, learnable(heard), heard.quietStart)
    },
    recording,
    async close() {
      await letGo()
    },
  }
}

/** Speeds come from `link` alone here. */
function plain(transport: Transport): Transport {
  if (transport.kind !== 'serial') return transport
  return { kind: 'serial', path: transport.path, usb: transport.usb }
}

function saidBy(transport: Transport): Link | null {
  if (transport.kind !== 'serial' || transport.baudRate === undefined) return null
  const { baudRate, dataBits = 8, parity = 'none', stopBits = 1 } = transport
  return { baudRate, dataBits, parity, stopBits }
}
