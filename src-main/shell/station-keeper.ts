/** Keeps one station process alive and gives every window its own port to it. */
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import { type StationFault, type StationOrder, stationNote } from '../contract/process.ts'
import { PORT_MESSAGE } from './channels.ts'

export interface StationKeeper {
  /** A page asks for its port; it gets one now, and a new one after every restart until its window is gone. */
  connect(page: WebContents): void
  /** Ends the running station and starts another: another database, or a retry after a fault. */
  restart(): void
  /** Lets the station close its database; resolves when it is gone, by force after five seconds. */
  stop(): Promise<void>
}

export interface KeeperOptions {
  /** The built station process. */
  readonly script: string
  /** Asked at each start. */
  readonly order: () => Extract<StationOrder, { kind: 'start' }>
  /** The station says why it cannot start; nothing is tried again until `restart`. */
  readonly onFault: (fault: StationFault) => void
}

const BACK_OFF_MS = [500, 1000, 2000, 5000, 10_000, 30_000] as const
/** A station that lived this long starts its back-off anew. */
const STEADY_MS = 60_000

export function keepStation(options: KeeperOptions): StationKeeper {
  const pages = new Set<WebContents>()
  let station: UtilityProcess | null = null
  let crashes = 0
  let wanted = true

  start()

  function start(): void {
    const child = utilityProcess.fork(options.script, [], { serviceName: 'station', stdio: 'inherit' })
    const startedAt = Date.now()
    station = child
    let faulted = false
    child.on('message', (data: unknown) => {
      const note = stationNote.parse(data)
      if (note.kind === 'ready') return
      faulted = true
      options.onFault(note)
    })
    child.once('exit', () => {
      if (station !== child) return
      station = null
      if (!wanted || faulted) return
      if (Date.now() - startedAt > STEADY_MS) crashes = 0
      const delay = BACK_OFF_MS[Math.min(crashes, BACK_OFF_MS.length - 1)]
      crashes += 1
      setTimeout(() => {
        if (wanted && station === null) start()
      }, delay)
    })
    tell(child, options.order())
    for (const page of pages) handOver(child, page)
  }

  function handOver(child: UtilityProcess, page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain()
    tell(child, { kind: 'window' }, port1)
    page.postMessage(PORT_MESSAGE, null, [port2])
  }

  function tell(child: UtilityProcess, order: StationOrder, port?: Electron.MessagePortMain): void {
    child.postMessage(order, port === undefined ? [] : [port])
  }

  function end(): Promise<void> {
    const child = station
    station = null
    if (child === null) return Promise.resolve()
    return new Promise((resolve) => {
      const force = setTimeout(() => child.kill(), 5000)
      child.once('exit', () => {
        clearTimeout(force)
        resolve()
      })
      tell(child, { kind: 'stop' })
    })
  }

  return {
    connect(page) {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page))
      pages.add(page)
      if (station !== null) handOver(station, page)
    },
    restart() {
      crashes = 0
      void end().then(() => {
        if (wanted && station === null) start()
      })
    },
    stop() {
      wanted = false
      return end()
    },
  }
}
