/** A station that cannot start says so in the system's own box: no page can, because pages live on the station. */
import { app, dialog } from 'electron'
import type { StationFault } from '../contract/process.ts'

/** Asks what to do: `retry` after the operator did what the fault says, or leave. */
export async function showFault(fault: StationFault, retry: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: '快检站',
    message: `${fault.what}(${fault.code})`,
    detail: `${fault.why}。\n${fault.next}。\n\n${fault.detail}`,
    buttons: ['重试', '退出'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) retry()
  else app.quit()
}
