/** TCP server: analyzers call the station; each connection is a wire of its own with its own line. */
import { createServer, type Server } from 'node:net'
import { portFault } from './os-error.ts'
import { hostAndPort, socketWire } from './socket.ts'
import type { Log, Source, Transport, Wire, WireLimits } from './transport.ts'

/**
 * Listens on this machine only unless a host is given; port 0 takes a free one. A second connection while one stands is served
 * beside it: an analyzer that lost power calls again long before its first connection is known to be dead.
 */
export function tcpServerSource(at: Extract<Transport, { kind: 'tcp-server' }>, log: Log, limits: WireLimits): Source {
  const host = at.host ?? '127.0.0.1'
  return {
    async open(attach, lost) {
      const wires = new Set<Wire>()
      const server = createServer((socket) => {
        const wire: Wire = socketWire(socket, attach, log, limits, () => wires.delete(wire))
        wires.add(wire)
      })
      server.maxConnections = limits.connections
      server.on('drop', (dropped) =>
        log.warn({ peer: dropped?.remoteAddress, limit: limits.connections }, 'too many connections, one refused'),
      )
      const address = await listening(server, host, at.port)
      server.on('error', (error) => {
        server.close()
        for (const wire of wires) void wire.close()
        lost(portFault(error, address))
      })
      return {
        address,
        async close() {
          const stopped = new Promise<void>((resolve) => server.close(() => resolve()))
          await Promise.all([...wires].map((wire) => wire.close()))
          await stopped
        },
      }
    },
  }
}

function listening(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(portFault(error, hostAndPort(host, port)))
    server.once('error', fail)
    server.listen({ host, port }, () => {
      server.off('error', fail)
      const bound = server.address()
      resolve(
        bound === null || typeof bound === 'string' ? hostAndPort(host, port) : hostAndPort(bound.address, bound.port),
      )
    })
  })
}
