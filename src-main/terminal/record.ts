/** `station record`: any session of a port into a file, both directions with times; listens only, or runs a driver's dialogue meanwhile. */
import { localText, momentOf } from '#core/time.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { openRecorder } from '#ports/record.ts'
import { recordSession } from '#ports/record-session.ts'
import { RECORDING_FORMAT } from '#ports/recording.ts'
import { destinationOf } from '#ports/simulate.ts'
import { terminalLog } from './log.ts'
import { knownDriver } from './samples.ts'
import { UsageError } from './usage.ts'

export interface RecordCommand {
  readonly from: string
  readonly to: string
  readonly driver?: string
  readonly baud?: string
  readonly dataBits?: string
  readonly parity?: string
  readonly stopBits?: string
  /** Seconds; until Ctrl+C when left out. */
  readonly for?: string
}

const usualLink: Link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }

export async function record(command: RecordCommand): Promise<void> {
  const driver = command.driver === undefined ? null : knownDriver(command.driver)
  const link = linkOf(command, driver?.link ?? usualLink)
  const seconds = command.for === undefined ? null : numberOf('--for', command.for, 1, 604_800)
  const transport = destinationOf(command.from)
  const recorder = openRecorder(command.to, {
    format: RECORDING_FORMAT,
    link: transport.kind === 'serial' ? link : null,
    peer: command.from,
    startedAt: new Date().toISOString(),
    ...(driver === null ? {} : { driver: driver.id }),
  })
  const told = { reading: 0, ignored: 0, damaged: 0 }
  const asked = askedToEnd(seconds)
  process.stderr.write(`正在记录 ${command.from} → ${command.to},按 Ctrl+C 结束\n`)
  try {
    await recordSession({
      transport,
      link,
      driver,
      recorder,
      signal: asked,
      now: () => localText(momentOf(Date.now())),
      log: terminalLog(),
      took: ({ kind }) => {
        told[kind] += 1
      },
    })
  } finally {
    recorder.close()
    process.stdout.write(
      `${JSON.stringify({ file: command.to, ...recorder.counts(), ...(driver === null ? {} : told) })}\n`,
    )
  }
}

function askedToEnd(seconds: number | null): AbortSignal {
  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())
  if (seconds !== null) setTimeout(() => ended.abort(), seconds * 1_000).unref()
  // Waiting for a signal alone would let the process end by itself while a port is lost.
  const awake = setInterval(() => {}, 60_000)
  ended.signal.addEventListener('abort', () => clearInterval(awake))
  return ended.signal
}

function linkOf({ baud, dataBits, parity, stopBits }: RecordCommand, usual: Link): Link {
  return {
    baudRate: baud === undefined ? usual.baudRate : numberOf('--baud', baud, 300, 1_000_000),
    dataBits: oneOf('--data-bits', dataBits, { 7: 7, 8: 8 }, usual.dataBits),
    parity: oneOf('--parity', parity, { none: 'none', even: 'even', odd: 'odd' }, usual.parity),
    stopBits: oneOf('--stop-bits', stopBits, { 1: 1, 2: 2 }, usual.stopBits),
  }
}

function oneOf<T>(option: string, said: string | undefined, from: Readonly<Record<string, T>>, usual: T): T {
  if (said === undefined) return usual
  const found = Object.hasOwn(from, said) ? from[said] : undefined
  if (found === undefined) throw new UsageError(`${option} ${said}: one of ${Object.keys(from).join(', ')}`)
  return found
}

function numberOf(option: string, said: string, least: number, most: number): number {
  const number = Number(said)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new UsageError(`${option} ${said}: a whole number from ${least} to ${most}`)
}
