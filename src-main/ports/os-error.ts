/** What the operating system says when a port fails, as a fault an operator can act on. */
import { Fault, type FaultCode, isFault } from '#core/fault.ts'

/** By error code: Node's sockets and files carry one. */
const byCode: Readonly<Record<string, FaultCode>> = {
  EBUSY: 'port.busy',
  EACCES: 'port.denied',
  EPERM: 'port.denied',
  ENOENT: 'port.unknown',
  ENXIO: 'port.unknown',
  ENODEV: 'port.unknown',
  ENOTTY: 'port.unknown',
  EISDIR: 'port.unknown',
  EADDRNOTAVAIL: 'port.unknown',
  EADDRINUSE: 'port.in-use',
  ECONNREFUSED: 'port.refused',
  ENOTFOUND: 'port.refused',
  EAI_AGAIN: 'port.refused',
  EHOSTUNREACH: 'port.refused',
  ENETUNREACH: 'port.refused',
  ETIMEDOUT: 'port.refused',
}

/**
 * By text: serialport's binding gives words only. Linux and macOS: `Error: No such file or directory, cannot open /dev/x`,
 * `Error Resource temporarily unavailable Cannot lock port`. Windows: `Opening COM3: Access denied` is a port another
 * program holds (Windows opens every port exclusively), `Opening COM3: File not found` one that is not there.
 */
const byText: readonly (readonly [RegExp, FaultCode])[] = [
  [
    /cannot lock port|resource temporarily unavailable|device or resource busy|resource busy|access denied/i,
    'port.busy',
  ],
  [/permission denied|operation not permitted/i, 'port.denied'],
  [/no such file|file not found|no such device|inappropriate ioctl|is a directory|not a directory/i, 'port.unknown'],
  [/cannot open|input\/output error/i, 'port.unknown'],
]

/** The fault for an error met while opening or using a port; `where` (path or `host:port`) and the system's own words become its detail. */
export function portFault(error: unknown, where: string, otherwise: FaultCode = 'port.lost'): Fault {
  if (isFault(error)) return error
  const words = error instanceof Error ? error.message : String(error)
  const detail = words.includes(where) ? words : `${where}: ${words}`
  const code = codeOf(error)
  const named = code === undefined ? undefined : byCode[code]
  if (named !== undefined) return new Fault(named, detail)
  return new Fault(byText.find(([pattern]) => pattern.test(words))?.[1] ?? otherwise, detail)
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}
