/** A connected TCP socket as a wire; what TCP client and TCP server have in common. */
import type { Socket } from 'node:net'
import { Fault } from '#core/fault.ts'
import { portFault } from './os-error.ts'
import { type Attach, atMost, type Log, type Wire, type WireLimits } from './transport.ts'

/** `[::1]:9100` or `127.0.0.1:9100`. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Attaches the socket; `over` comes once, after the hearer's `ended`, with the fault that ended it (a plain hang-up is one too). */
export function socketWire(
  socket: Socket,
  attach: Attach,
  log: Log,
  limits: WireLimits,
  over: (fault: Fault) => void,
): Wire {
  const peer = hostAndPort(socket.remoteAddress ?? '?', socket.remotePort ?? 0)
  let error: Error | null = null
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))

  const wire: Wire = {
    peer,
    write(bytes) {
      if (socket.destroyed || socket.writableEnded) return
      if (socket.writableLength > limits.unsentBytes) {
        error ??= new Error(`${socket.writableLength} bytes unsent, the other side does not read`)
        socket.destroy()
        return
      }
      socket.write(bytes)
    },
    // Written after all the others, so it is done after them.
    flushed: () => Promise.race([new Promise<void>((resolve) => socket.write('', () => resolve())), closed]),
    async close() {
      // end() sends what is queued, then FIN; a peer that never reads would hold it for ever, hence the limit.
      await atMost(limits.closeMs, new Promise<void>((resolve) => socket.end(() => resolve())))
      socket.destroy()
      await closed
    },
  }

  socket.setNoDelay(true)
  socket.setKeepAlive(true, limits.keepAliveMs)
  socket.on('error', (raised) => {
    error ??= raised
    log.warn({ peer, words: raised.message }, 'socket error')
  })
  const hearer = attach(wire)
  socket.on('data', (bytes) => hearer.heard(bytes))
  socket.once('close', () => {
    hearer.ended()
    over(error === null ? new Fault('port.lost', `${peer}: connection closed by the other side`) : lostBy(error, peer))
  })
  return wire
}

/** An open connection that breaks is lost, whatever the number: ETIMEDOUT here is a dead peer found by keep-alive, not a refusal. */
function lostBy(error: Error, peer: string): Fault {
  return new Fault('port.lost', portFault(error, peer).detail)
}
