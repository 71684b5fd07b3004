/** A transport as the settings write it, made into something that opens. The only list of transports in ports. */
import { assertNever } from '#core/ids.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { replaySource } from './replay.ts'
import { serialSource } from './serial.ts'
import { tcpClientSource } from './tcp-client.ts'
import { tcpServerSource } from './tcp-server.ts'
import { type Log, type Source, type Transport, type WireLimits, wireLimits } from './transport.ts'

/** `link` is the model's serial settings; TCP and replay ignore it. */
export function sourceOf(transport: Transport, link: Link, log: Log, limits: Partial<WireLimits> = {}): Source {
  const bounds = { ...wireLimits, ...limits }
  switch (transport.kind) {
    case 'serial':
      return serialSource({ ...link, baudRate: transport.baudRate ?? link.baudRate, path: transport.path }, log, bounds)
    case 'tcp-client':
      return tcpClientSource(transport, log, bounds)
    case 'tcp-server':
      return tcpServerSource(transport, log, bounds)
    case 'replay':
      return replaySource(transport)
    default:
      return assertNever(transport)
  }
}
