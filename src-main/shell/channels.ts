/** Every message a page may send to main; the preload script repeats these names because it may import nothing. */

export const channels = {
  /** Asks for a port to the station. */
  connect: 'station:connect',
  openBoard: 'shell:open-board',
  closeBoard: 'shell:close-board',
  /** One boolean: the demonstration database or the real one. */
  setDemo: 'shell:set-demo',
} as const

/** Main to page: here is a port (also the name under which preload posts it into the page). */
export const PORT_MESSAGE = 'station:port'
