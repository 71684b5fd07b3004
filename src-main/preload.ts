/** The bridge: four words to main and the port to the station. Thirty lines, never grows; it imports nothing of ours. */
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('desktop', {
  connect: () => ipcRenderer.send('station:connect'),
  openBoard: () => ipcRenderer.send('shell:open-board'),
  closeBoard: () => ipcRenderer.send('shell:close-board'),
  setDemo: (demo: boolean) => ipcRenderer.send('shell:set-demo', demo),
})

// A port cannot cross the context bridge; it is posted into the page, and only into ours.
ipcRenderer.on('station:port', (event) => {
  window.postMessage('station:port', 'app://station', event.ports)
})
