/** What tells one USB adapter from its twin: its serial number, where it is one, and the socket it sits in. Pure; for list and binding. */

export interface Identity {
  /** Only what can tell two adapters apart; null where the adapter has none. */
  readonly serialNumber: string | null
  /** The socket, in the system's own words; the same after a restart and a re-plug. */
  readonly location: string | null
}

/** `0001` (new CP2102s), `000000`, `123456`: the same on every unit of a cheap batch, so no identity. */
function isFactory(serial: string): boolean {
  const said = serial.toLowerCase()
  return /^(0*1?|(.)\2*)$/.test(said) || '0123456789abcdef'.startsWith(said) || '1234567890'.startsWith(said)
}

/** The serial number, or null when there is none or it is one that a whole batch carries. */
export function credibleSerial(serial: string | null | undefined): string | null {
  const said = serial?.trim() ?? ''
  return said.length < 3 || isFactory(said) ? null : said
}

/**
 * Linux: the tty's real device path in sysfs, e.g. `/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.4/1-1.4:1.0/ttyUSB0`, gives
 * `0000:00:14.0/1.4:1.0`. The bus number is left out: it follows the order in which controllers were found, and a machine with
 * two of them may have it the other way round tomorrow.
 */
export function linuxLocation(device: string, portNumber: string | undefined): string | null {
  const parts = device.split('/')
  const bus = parts.findIndex((part) => /^usb\d+$/.test(part))
  const socket = parts.findLast((part) => /^\d+-[\d.]+:\d+\.\d+$/.test(part))
  if (bus < 0 || socket === undefined) return null
  // `xhci-hcd.0.auto` is numbered in order of discovery too; the part before it names the hardware.
  const controller = parts.slice(0, bus).findLast((part) => !part.endsWith('.auto') && part !== 'devices')
  const extra = portNumber === undefined || portNumber === '0' ? '' : `#${portNumber}`
  return `${controller === undefined || controller === 'sys' ? '' : `${controller}/`}${socket.replace(/^\d+-/, '')}${extra}`
}

/**
 * Windows: serialport takes the end of `USB\VID_1A86&PID_7523\5&2F3A1B&0&3` for a serial number. With an `&` in it, Windows made it up
 * from the socket because the adapter has none: it is a location, and the steadiest that Windows has.
 */
export function windowsIdentity(found: {
  readonly pnpId?: string | undefined
  readonly serialNumber?: string | undefined
  readonly locationId?: string | undefined
}): Identity {
  const instance = /^(?:USB\\[^\\]+\\|FTDIBUS\\VID_\w+\+PID_\w+\+)([^\\]+)/i.exec(found.pnpId ?? '')?.[1]
  if (instance?.includes('&') === true) return { serialNumber: null, location: instance.toUpperCase() }
  const said = found.serialNumber?.includes('&') === true ? null : found.serialNumber
  return { serialNumber: credibleSerial(said), location: found.locationId || null }
}

/** Which of an adapter's several ports: `:1.1` or `#2`, the end of a Linux location; empty elsewhere. */
export function interfaceOf(location: string | null): string {
  return /:\d+\.\d+(#\d+)?$/.exec(location ?? '')?.[0] ?? ''
}

/** The socket without the port of the adapter: equal for both ports of a two-port adapter. */
export function socketOf(location: string | null): string | null {
  return location === null ? null : location.slice(0, location.length - interfaceOf(location).length)
}
