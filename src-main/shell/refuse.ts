/** Everything a page may not do is refused here: other windows, other addresses, devices, permissions, the network. */
import { type App, type Session, shell } from 'electron'
import { isOurs } from './pages-protocol.ts'

/** Holds for every window ever made, ours included. */
export function refuseWanderings(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** The pages need no permission, no device and no network: their bytes come from the build, their data over a port. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // The spell checker would fetch dictionaries from the internet.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isLocal(request.url) }))
}

/** Papers leave as downloads of the page's own bytes; the save dialog is the system's. */
export function refuseForeignDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:app://station/')) event.preventDefault()
    // A saved paper is opened in the system's own viewer, where it is printed.
    else
      item.once(
        'done',
        (_done, state) =>
          state === 'completed' && item.getSavePath().endsWith('.pdf') && shell.openPath(item.getSavePath()),
      )
  })
}

function isLocal(address: string): boolean {
  return (
    isOurs(address) ||
    address.startsWith('blob:app://station/') ||
    address.startsWith('data:') ||
    address.startsWith('devtools:')
  )
}
