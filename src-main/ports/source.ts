/** A transport as the settings write it, made into something that opens. The only list of transports in ports. */
import { assertNever } from '#core/ids.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { folderSource } from './folder.ts'
import type { ListPorts } from './list.ts'
import { replaySource } from './replay.ts'
import { type SerialSettings, serialSource } from './serial.ts'
import { tcpClientSource } from './tcp-client.ts'
import { tcpServerSource } from './tcp-server.ts'
import { type Log, type Source, type Transport, type WireLimits, wireLimits } from './transport.ts'

/** `link` is the model's serial settings; the others ignore it. `heardBefore`: was a file with this SHA-256 kept on this port? */
export function sourceOf(
  transport: Transport,
  link: Link,
  log: Log,
  limits: Partial<WireLimits> = {},
  list?: ListPorts,
  heardBefore?: (sha256: string) => boolean,
): Source {
  const bounds = { ...wireLimits, ...limits }
  switch (transport.kind) {
    case 'serial':
      return serialSource(serialSettings(transport, link), log, bounds, list)
    case 'tcp-client':
      return tcpClientSource(transport, log, bounds)
    case 'tcp-server':
      return tcpServerSource(transport, log, bounds)
    case 'folder':
      return folderSource(transport, log, bounds, heardBefore)
    case 'replay':
      return replaySource(transport)
    default:
      return assertNever(transport)
  }
}

/** The model's settings with what this port has of its own. */
export function serialSettings(transport: Extract<Transport, { kind: 'serial' }>, link: Link): SerialSettings {
  const { path, usb, baudRate, dataBits, parity, stopBits } = transport
  return {
    path,
    usb,
    baudRate: baudRate ?? link.baudRate,
    dataBits: dataBits ?? link.dataBits,
    parity: parity ?? link.parity,
    stopBits: stopBits ?? link.stopBits,
  }
}
