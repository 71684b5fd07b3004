/** The two windows: the desk of the operator and the notice board on the second screen. */
import { join } from 'node:path'
import { app, BrowserWindow, screen } from 'electron'
import { PAGE_ORIGIN } from './pages-protocol.ts'

export interface Windows {
  openDesk(): void
  openBoard(): void
  closeBoard(): void
}

/** `folder`: where the built preload script lies. */
export function makeWindows(folder: string): Windows {
  let desk: BrowserWindow | null = null
  let board: BrowserWindow | null = null

  function make(options: Electron.BrowserWindowConstructorOptions, address: string): BrowserWindow {
    const window = new BrowserWindow({
      ...options,
      show: false,
      backgroundColor: '#f5f6f4',
      webPreferences: {
        preload: join(folder, 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    })
    window.once('ready-to-show', () => window.show())
    // The station lives in its own process: a page that died is simply shown again.
    window.webContents.on('render-process-gone', (_event, gone) => {
      if (gone.reason !== 'clean-exit') setTimeout(() => window.isDestroyed() || window.reload(), 1000)
    })
    void window.loadURL(`${PAGE_ORIGIN}/${address}`)
    return window
  }

  return {
    openDesk() {
      if (desk === null) {
        desk = make({ width: 1440, height: 900, minWidth: 1024, minHeight: 700, title: '快检站' }, '')
        desk.once('closed', () => {
          desk = null
          board?.close()
        })
      }
      if (desk.isMinimized()) desk.restore()
      desk.focus()
    },
    openBoard() {
      if (board !== null) return board.focus()
      const second = screen.getAllDisplays().find((display) => display.id !== screen.getPrimaryDisplay().id)
      const place = second === undefined ? { width: 1280, height: 720 } : { ...second.bounds, fullscreen: true }
      board = make({ ...place, title: '快检公示' }, '#/board')
      board.once('closed', () => {
        board = null
      })
    },
    closeBoard() {
      board?.close()
    },
  }
}
