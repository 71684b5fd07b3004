/** The analyzer's side of a wire: connects to a port and performs an `Instrument`; for the command line, demonstrations, bench and tests. */
import { Fault } from '#core/fault.ts'
import { assertNever } from '#core/ids.ts'
import type { Link } from '#drivers/kit/driver.ts'
import type { Instrument, InstrumentStep } from '#drivers/kit/line.ts'
import { pace } from './pace.ts'
import { sourceOf } from './source.ts'
import type { Hearer, Log, Opened, Transport, Wire } from './transport.ts'

export interface SimulateOptions {
  readonly instrument: Instrument
  /** `tcp://host:port`, or the path of a serial port. */
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

const usualLink: Link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Where `to` leads; `input.invalid` when it is a tcp address without a port. */
export function destinationOf(to: string): Transport {
  if (!to.startsWith('tcp:')) return { kind: 'serial', path: to }
  const said = /^tcp:\/\/(?:\[([^\]]+)\]|([^:/]+)):(\d{1,5})\/?$/.exec(to)
  const host = said?.[1] ?? said?.[2]
  const port = Number(said?.[3])
  if (host === undefined || port < 1 || port > 65535)
    throw new Fault('input.invalid', `${to}: expected tcp://host:port`)
  return { kind: 'tcp-client', host, port }
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
  const { instrument, signal } = options
  const speed = pace(options.bytesPerSecond)
  let bytes = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<void> = Promise.resolve()

  async function act(step: InstrumentStep): Promise<void> {
    switch (step.kind) {
      case 'send':
        for await (const piece of speed.pieces(step.bytes, signal)) {
          if (stopped) return
          wire.write(piece)
          bytes += piece.length
          await wire.flushed()
        }
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

  async function perform(steps: () => Generator<InstrumentStep, void, void>): Promise<void> {
    if (!stopped) for (const step of steps()) await act(step)
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
