/** The station as a process of its own under the desktop shell: started by an order, answering each window over its port. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { RPCHandler } from '@orpc/server/message-port'
import { type AnswerContext, connectionCaller } from '#answer/caller.ts'
import { isFault } from '#core/fault.ts'
import { answersInFaults, faultAnswer } from '#serve/answer-faults.ts'
import { noConfig, readConfig } from './config.ts'
import { type StationNote, type StationOrder, stationOrder } from './contract/process.ts'
import { fileLog } from './log-file.ts'
import { type Station, startStation } from './station.ts'

/** Electron's `process.parentPort`, described here because the station knows no Electron. */
interface ParentPort {
  on(event: 'message', hear: (message: { readonly data: unknown; readonly ports: readonly WindowPort[] }) => void): void
  postMessage(note: StationNote): void
}
interface WindowPort {
  on(event: string, hear: (message?: { readonly data: unknown }) => void): void
  postMessage(data: unknown): void
  start(): void
  close(): void
}

const parent = parentPort()
/** Windows may knock while the station is still opening; their ports wait for it. */
const station = new Promise<{ readonly station: Station; readonly handler: RPCHandler<AnswerContext> }>((resolve) => {
  parent.on('message', ({ data, ports }) => {
    const order = stationOrder.parse(data)
    const port = ports[0]
    if (order.kind === 'start') resolve(start(order))
    else if (order.kind === 'window' && port !== undefined) void admit(port)
    else if (order.kind === 'stop') void stop()
  })
})
station.then(
  () => parent.postMessage({ kind: 'ready' }),
  (error: unknown) => {
    parent.postMessage({ kind: 'fault', ...explained(error) })
    // The note must be on its way before the process goes.
    setTimeout(() => process.exit(1), 200)
  },
)

async function start(order: Extract<StationOrder, { kind: 'start' }>) {
  mkdirSync(dirname(order.file), { recursive: true })
  const log = fileLog(`${order.file}.log`)
  const config = order.config === null ? noConfig : readConfig(order.config)
  const started = await startStation({ file: order.file, demo: order.demo, config, log })
  const handler = new RPCHandler(
    started.router,
    answersInFaults((error) => log.error({ err: error }, 'a request met a bug')),
  )
  return { station: started, handler }
}

async function admit(port: WindowPort): Promise<void> {
  const { handler } = await station
  handler.upgrade(port, { context: { caller: connectionCaller() } })
  port.start()
}

async function stop(): Promise<void> {
  await station.then(({ station: running }) => running.close()).catch(() => undefined)
  process.exit(0)
}

/** A fault speaks for itself; a bug at start-up is shown with its stack, for the one who will be called. */
function explained(error: unknown) {
  if (isFault(error)) return faultAnswer(error.code, error.detail)
  return faultAnswer('station.failed', error instanceof Error ? (error.stack ?? error.message) : String(error))
}

function parentPort(): ParentPort {
  const port = Reflect.get(process, 'parentPort') as ParentPort | undefined
  if (port === undefined)
    throw new Error('station-process runs only as a utility process; use `station serve` elsewhere')
  return port
}
