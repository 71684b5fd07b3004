/** Who sent this message: only the top frame of one of our own pages is heard. */
import type { IpcMainEvent } from 'electron'
import { isOurs } from './pages-protocol.ts'

export function isFromOurPage(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOurs(frame.url)
}
