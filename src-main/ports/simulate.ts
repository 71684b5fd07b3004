/** The analyzer's side of a wire: connects to a port and performs an `Instrument`; for the command line, demonstrations, bench and tests. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '#core/fault.ts'
import { assertNever } from '#core/ids.ts'
import type { Link } from '#drivers/kit/driver.ts'
import type { Instrument, InstrumentStep } from '#drivers/kit/line.ts'
import { pace } from './pace.ts'
import { sourceOf } from './source.ts'
import type { Hearer, Log, Opened, Transport, Wire } from './transport.ts'
import { noTroubles, type Troubles, troubleMaker } from './trouble.ts'

export interface SimulateOptions {
  readonly instrument: Instrument
  /** What goes wrong on the way; nothing when left out. */
  readonly troubles?: Troubles
  /** The same device after its power came back; without it a power loss ends the simulation. */
  readonly restarted?: () => Instrument
  /** `tcp://host:port`, `listen://host:port` (the station calls the device), or the path of a serial port. */
  readonly to: string
  /** The model's serial settings; TCP ignores them. */
  readonly link?: Link
  /** Speed of the line: 115200 baud 8N1 is 11520. As fast as possible when left out. */
  readonly bytesPerSecond?: number
  /** Go on answering after the instrument is done, until `signal` is aborted (a reader that is asked again and again). */
  readonly stay?: boolean
  /** Ends the simulation early and without a fault. */
  readonly signal?: AbortSignal
  readonly log?: Log
}

/** `sent` and `refused` count units in the instrument's own words; `bytes` what went out. */
export interface Simulated {
  readonly sent: number
  readonly refused: number
  readonly bytes: number
}

/** A device that lost its power is back after so long. */
const RESTART_MS = 400
const usualLink: Link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Where `to` leads; `input.invalid` when it is a tcp address without a port. */
export function destinationOf(to: string): Transport {
  const scheme = /^(tcp|listen):/.exec(to)?.[1]
  if (scheme === undefined) return { kind: 'serial', path: to }
  const said = /^\w+:\/\/(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})\/?$/.exec(to)
  const host = said?.[1] ?? said?.[2]
  const port = Number(said?.[3])
  const least = scheme === 'listen' ? 0 : 1
  if (host === undefined || port < least || port > 65535)
    throw new Fault('input.invalid', `${to}: expected ${scheme}://host:port`)
  return { kind: scheme === 'listen' ? 'tcp-server' : 'tcp-client', host, port }
}

/**
 * Resolves when the instrument is done (or `signal` aborted) and its last byte is out. Rejects with the port's `Fault`: it did
 * not open, or was lost before the instrument was done; after that the other side may hang up.
 */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const { signal } = options
  const source = sourceOf(destinationOf(options.to), options.link ?? usualLink, options.log ?? silent)
  let counts: Simulated = { sent: 0, refused: 0, bytes: 0 }
  let playing: Playing | null = null
  let opened: Opened | null = null

  try {
    await new Promise<void>((resolve, reject) => {
      let done = false
      const finish = () => resolve()
      if (signal?.aborted === true) return finish()
      signal?.addEventListener('abort', finish, { once: true })
      const attach = (wire: Wire): Hearer => {
        const now = playInstrument(options, wire, reject, (step) => {
          done = true
          counts = { ...counts, sent: step.sent, refused: step.refused }
          if (options.stay !== true) finish()
        })
        playing = now
        return { heard: now.heard, ended: () => {} }
      }
      const lost = (fault: Fault | null) => (done || fault === null ? finish() : reject(fault))
      source.open(attach, lost).then((made) => {
        opened = made
        // The instrument may speak only now: everything it writes is then closed in order below.
        playing?.begin()
      }, reject)
    })
  } finally {
    const went = playing as Playing | null
    if (went !== null) counts = { ...counts, bytes: went.stop() }
    await (opened as Opened | null)?.close()
  }
  return counts
}

interface Playing {
  begin(): void
  heard(bytes: Uint8Array): void
  /** No more steps, no more timers; answers how many bytes went out. */
  stop(): number
}

type Done = Extract<InstrumentStep, { kind: 'done' }>

/** Steps take time at line speed, so what happens meanwhile waits its turn: a wait begins after the bytes before it are out. */
function playInstrument(
  options: SimulateOptions,
  wire: Wire,
  failed: (error: unknown) => void,
  done: (step: Done) => void,
): Playing {
  const { signal } = options
  let { instrument } = options
  const speed = pace(options.bytesPerSecond)
  const trouble = troubleMaker(options.troubles ?? noTroubles)
  let bytes = 0
  let stopped = false
  let restarts = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<void> = Promise.resolve()

  async function act(step: InstrumentStep): Promise<void> {
    switch (step.kind) {
      case 'send':
        await say(step.bytes)
        return
      case 'wait':
        clearTimeout(timer)
        if (step.ms !== null && !stopped) timer = setTimeout(() => inTurn(() => instrument.elapsed()), step.ms)
        return
      case 'done':
        done(step)
        return
      default:
        assertNever(step)
    }
  }

  async function say(message: Uint8Array): Promise<void> {
    const { pieces, powerLost } = trouble.disturb(message)
    for (const { bytes: piece, pauseMs } of pieces) {
      if (pauseMs > 0) await sleep(pauseMs, undefined, signal === undefined ? {} : { signal }).catch(() => {})
      for await (const part of speed.pieces(piece, signal)) {
        if (stopped) return
        wire.write(part)
        bytes += part.length
        await wire.flushed()
      }
    }
    if (powerLost) losePower()
  }

  /** Whatever the device still had in mind is gone; it comes back as it starts. */
  function losePower(): void {
    clearTimeout(timer)
    restarts += 1
    if (options.restarted === undefined) {
      done({ kind: 'done', sent: 0, refused: 0 })
      return
    }
    const back = options.restarted()
    instrument = back
    timer = setTimeout(() => inTurn(() => back.opened()), RESTART_MS)
  }

  async function perform(steps: () => Generator<InstrumentStep, void, void>): Promise<void> {
    const life = restarts
    if (stopped) return
    for (const step of steps()) {
      if (life === restarts) await act(step)
    }
  }

  function inTurn(steps: () => Generator<InstrumentStep, void, void>): void {
    turn = turn.then(() => perform(steps)).catch(failed)
  }

  return {
    begin: () => inTurn(() => instrument.opened()),
    heard: (heard) => inTurn(() => instrument.heard(new Uint8Array(heard.buffer, heard.byteOffset, heard.byteLength))),
    stop() {
      stopped = true
      clearTimeout(timer)
      return bytes
    },
  }
}
