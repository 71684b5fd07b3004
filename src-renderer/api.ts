/** The only place that knows how to reach the station: a MessagePort in the desktop window, HTTP in a browser. */
import { type ClientLink, createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../src-main/contract/index.ts'

type NoContext = Record<never, never>
type Link = ClientLink<NoContext>
export type StationClient = ContractRouterClient<Contract>

/** What preload shows the page; absent in a browser. */
interface DesktopBridge {
  connect(): void
  openBoard(): void
  closeBoard(): void
  setDemo(demo: boolean): void
}
declare global {
  interface Window {
    readonly desktop?: DesktopBridge
  }
}

const PORT_MESSAGE = 'station:port'

/** True in the desktop window, false in a browser. */
export const isDesktop: boolean = window.desktop !== undefined

const link = window.desktop === undefined ? overHttp() : overPort(window.desktop)

/** Every procedure of the contract. A call made before the station is up waits for it; a lost station rejects the call. */
export const client: StationClient = createORPCClient({
  call: (path, input, options) => link.call(path, input, options),
})

/** Shows the notice board: the second window of the desktop, a new tab in a browser. */
export function openBoard(): void {
  if (window.desktop === undefined) window.open(boardAddress, '_blank', 'noopener')
  else window.desktop.openBoard()
}

export function closeBoard(): void {
  if (window.desktop === undefined) window.close()
  else window.desktop.closeBoard()
}

/** The desktop can swap between the demonstration and the real database; null in a browser, where the command line decides. */
export const setDemo: ((demo: boolean) => void) | null =
  window.desktop === undefined ? null : (demo) => window.desktop?.setDemo(demo)

/** Where the page shows the board and nothing else. */
export const boardAddress = '#/board'

/** Saves bytes as a file, through the save dialog of the desktop or the download list of the browser. `content` is base64. */
export function savePaper(paper: { readonly name: string; readonly mime: string; readonly content: string }): void {
  savePieces({ ...paper, pieces: [paper.content] })
}

/** The same for a file that came in pieces, each in base64. */
export function savePieces(file: {
  readonly name: string
  readonly mime: string
  readonly pieces: readonly string[]
}): void {
  const parts = file.pieces.map((piece) => Uint8Array.from(atob(piece), (character) => character.charCodeAt(0)))
  const address = URL.createObjectURL(new Blob(parts, { type: file.mime }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = file.name
  anchor.click()
  // The download reads the blob after this task; a minute is far more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** The session cookie travels by itself: the one-time address was exchanged for it before this page was served. */
function overHttp(): Link {
  return new FetchLink({ url: new URL('/rpc', window.location.href).href })
}

/** Main hands over a port when asked, and another after the station was restarted; calls made in between wait for it. */
function overPort(desktop: DesktopBridge): Link {
  let current = expectLink()
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0]
    if (
      event.source !== window ||
      event.origin !== window.location.origin ||
      event.data !== PORT_MESSAGE ||
      port === undefined
    )
      return
    // A port that comes before the old one was seen to close simply takes its place.
    if (current.taken) current = expectLink()
    const mine = current
    mine.take(new PortLink({ port }))
    port.addEventListener('close', () => {
      if (current === mine) current = expectLink()
    })
    port.start()
  })
  desktop.connect()
  return { call: async (path, input, options) => (await current.link).call(path, input, options) }
}

interface Arrival {
  readonly link: Promise<Link>
  readonly taken: boolean
  take(link: Link): void
}

/** A link that will come. A function, because the client above is made before a class down here would exist. */
function expectLink(): Arrival {
  let settle: (link: Link) => void = () => {}
  let taken = false
  const link = new Promise<Link>((resolve) => {
    settle = resolve
  })
  return {
    link,
    get taken() {
      return taken
    },
    take(arrived) {
      taken = true
      settle(arrived)
    },
  }
}
