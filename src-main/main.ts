/** Electron's entry: owns windows, knows no domain. The station is another process; this file is the list of what the shell does. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, ipcMain, session } from 'electron'
import { databaseIn, readChoice, rememberChoice } from './shell/choice.ts'
import { showFault } from './shell/fault-box.ts'
import { showMenu } from './shell/menu.ts'
import { hearPages } from './shell/page-words.ts'
import { declarePages, servePages } from './shell/pages-protocol.ts'
import { refuseForeignDownloads, refusePermissions, refuseWanderings } from './shell/refuse.ts'
import { keepStation, type StationKeeper } from './shell/station-keeper.ts'
import { makeWindows } from './shell/windows.ts'

const built = join(app.getAppPath(), 'dist')
const chosen = process.argv.find((argument) => argument.startsWith('--data-folder='))?.slice('--data-folder='.length)
// The same folder as `station serve`: one set of data, whichever way the station is opened.
app.setPath('userData', chosen ?? join(app.getPath('appData'), 'kuaijian-station'))

// Date and time fields follow the language of the program, not that of the system it was put on.
app.commandLine.appendSwitch('lang', 'zh-CN')

if (app.requestSingleInstanceLock()) open()
else app.quit()

function open(): void {
  // The switch is how containers without user namespaces run it; enabling the sandbox on top would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  declarePages()
  refuseWanderings(app)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => {
    servePages(join(built, 'renderer'))
    refusePermissions(session.defaultSession)
    refuseForeignDownloads(session.defaultSession)
    const folder = app.getPath('userData')
    let demo = readChoice(folder, process.argv)
    const station = keepStation({
      script: join(built, 'main', 'station-process.js'),
      order: () => ({ kind: 'start', file: databaseIn(folder, demo), demo, config: configIn(folder) }),
      onFault: (fault) => void showFault(fault, () => station.restart()),
    })
    const windows = makeWindows(join(built, 'main'))
    const setDemo = (next: boolean) => {
      if (next === demo) return
      demo = next
      rememberChoice(folder, demo)
      showMenu(demo, { openBoard: windows.openBoard, setDemo })
      station.restart()
    }
    showMenu(demo, { openBoard: windows.openBoard, setDemo })
    hearPages(ipcMain, {
      connect: station.connect,
      openBoard: windows.openBoard,
      closeBoard: windows.closeBoard,
      setDemo,
    })
    app.on('second-instance', windows.openDesk)
    app.on('activate', windows.openDesk)
    quitAfter(station)
    windows.openDesk()
  })
}

/** A file the county's people put there; absent on most machines. */
function configIn(folder: string): string | null {
  const file = join(folder, 'config.json')
  return existsSync(file) ? file : null
}

/** The station closes its database before the program ends. */
function quitAfter(station: StationKeeper): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void station.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
}
