/** What a page may ask of main: four words, each checked for its sender and its argument. */
import type { IpcMain, WebContents } from 'electron'
import { z } from 'zod'
import { channels } from './channels.ts'
import { isFromOurPage } from './senders.ts'

export interface PageWords {
  readonly connect: (page: WebContents) => void
  readonly openBoard: () => void
  readonly closeBoard: () => void
  readonly setDemo: (demo: boolean) => void
}

/** A message from anywhere else, or with another argument, is not answered at all. */
export function hearPages(ipc: IpcMain, words: PageWords): void {
  ipc.on(channels.connect, (event) => {
    if (isFromOurPage(event)) words.connect(event.sender)
  })
  ipc.on(channels.openBoard, (event) => {
    if (isFromOurPage(event)) words.openBoard()
  })
  ipc.on(channels.closeBoard, (event) => {
    if (isFromOurPage(event)) words.closeBoard()
  })
  ipc.on(channels.setDemo, (event, demo: unknown) => {
    const read = z.boolean().safeParse(demo)
    if (isFromOurPage(event) && read.success) words.setDemo(read.data)
  })
}
