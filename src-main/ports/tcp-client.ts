/** TCP client: the station calls the analyzer (or its serial-to-network adapter) and hears it over one socket. */
import { connect, type Socket } from 'node:net'
import { Fault } from '#core/fault.ts'
import { portFault } from './os-error.ts'
import { hostAndPort, socketWire } from './socket.ts'
import type { Log, Source, Transport, Wire, WireLimits } from './transport.ts'

export function tcpClientSource(to: Extract<Transport, { kind: 'tcp-client' }>, log: Log, limits: WireLimits): Source {
  const address = hostAndPort(to.host, to.port)
  return {
    async open(attach, lost) {
      const socket = await connected(to, address, limits)
      let closing = false
      const wire: Wire = socketWire(socket, attach, log, limits, (fault) => {
        if (!closing) lost(fault)
      })
      return {
        address,
        close() {
          closing = true
          return wire.close()
        },
      }
    },
  }
}

function connected(
  to: { readonly host: string; readonly port: number },
  address: string,
  limits: WireLimits,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: to.host, port: to.port })
    const timer = setTimeout(
      () => socket.destroy(new Fault('port.refused', `${address}: no answer in ${limits.connectMs} ms`)),
      limits.connectMs,
    )
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(portFault(error, address))
    }
    socket.once('error', fail)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', fail)
      resolve(socket)
    })
  })
}
