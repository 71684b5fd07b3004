/** Which serial ports this machine has: the system's own list, and beside it what lies in /dev. For the instrument desk and the doctor. */
import { readdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#core/fault.ts'
import { credibleSerial, type Identity, linuxLocation, windowsIdentity } from './identity.ts'
import { loadSerialPort } from './serial-library.ts'
import { chipOf, usbId } from './usb-ids.ts'

export interface SerialPortFound extends Identity {
  /** What to open: `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  readonly maker: string | null
  /** `VID:PID` in upper-case hex, e.g. `1A86:7523`. */
  readonly usb: string | null
  /** What that id is known to be, e.g. `CH340`: a suggestion, see usb-ids.ts. */
  readonly chip: string | null
}

/** How ports are found out; tests put their own in its place. */
export type ListPorts = () => Promise<SerialPortsFound>

export interface SerialPortsFound {
  readonly ports: readonly SerialPortFound[]
  /** Why the list may be incomplete; the ports that were found stand beside it. */
  readonly fault: Fault | null
}

/** serialport's own pattern misses WCH's driver name ttyCH343USB0. */
const SERIAL_NAME = /^(tty(USB|ACM|S|AMA|WCH|CH\d+USB|MFD|O|XRUSB)\d+|rfcomm\d+)$/

/** Never rejects. `root` and `platform` are for tests: a folder with `dev` and `sys` in it. */
export async function listSerialPorts(
  options: { readonly root?: string; readonly platform?: string } = {},
): Promise<SerialPortsFound> {
  const onLinux = (options.platform ?? process.platform) === 'linux'
  const found = new Map<string, SerialPortFound>()
  const fault = await addSystemList(found, onLinux)
  if (onLinux)
    for (const port of await portsInDev(options.root ?? '/')) if (!found.has(port.path)) found.set(port.path, port)
  const ports = [...found.values()].sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }))
  return { ports, fault }
}

async function addSystemList(found: Map<string, SerialPortFound>, onLinux: boolean): Promise<Fault | null> {
  try {
    const { SerialPort } = await loadSerialPort()
    for (const port of await SerialPort.list()) {
      const usb = usbId(port.vendorId, port.productId)
      const name = port.path.slice('/dev/'.length)
      if (onLinux && !(await hasHardware('/', name))) continue
      const identity = onLinux ? await usbOf('/', name) : windowsIdentity(port)
      found.set(port.path, {
        path: port.path,
        maker: port.manufacturer ?? null,
        usb,
        chip: chipOf(usb),
        serialNumber: identity.serialNumber,
        location: identity.location,
      })
    }
    return null
  } catch (error) {
    if (error instanceof Fault) return error
    const detail = error instanceof Error ? error.message : String(error)
    return new Fault(onLinux ? 'port.no-udevadm' : 'port.unknown', detail)
  }
}

async function portsInDev(root: string): Promise<readonly SerialPortFound[]> {
  const makers = await namesById(root)
  const ports: SerialPortFound[] = []
  for (const name of await namesIn(join(root, 'dev'))) {
    if (!SERIAL_NAME.test(name) || !(await hasHardware(root, name))) continue
    const found = await usbOf(root, name)
    ports.push({ path: join(root, 'dev', name), maker: makers.get(name) ?? null, ...found, chip: chipOf(found.usb) })
  }
  return ports
}

/** `/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0 -> ../../ttyUSB0`: the link's name is the only maker's name without udevadm. */
async function namesById(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, 'dev/serial/by-id')
  const names = new Map<string, string>()
  for (const link of await namesIn(folder)) {
    const target = await realpath(join(folder, link)).catch(() => null)
    if (target !== null) names.set(target.slice(target.lastIndexOf('/') + 1), link)
  }
  return names
}

/** Most PCs show ttyS0 to ttyS31 and have one or none: the kernel gives the others UART type 0. */
async function hasHardware(root: string, name: string): Promise<boolean> {
  if (!/^ttyS\d+$/.test(name)) return true
  return (await textOf(join(root, 'sys/class/tty', name, 'type'))) !== '0'
}

/** The USB ids stand in the first folder above the tty's device that has them: one step up for ACM, two for USB converters. */
async function usbOf(root: string, name: string): Promise<Identity & { readonly usb: string | null }> {
  const device = await realpath(join(root, 'sys/class/tty', name, 'device')).catch(() => null)
  let folder = device
  for (let steps = 0; device !== null && folder !== null && steps < 4; steps += 1) {
    const usb = usbId(await textOf(join(folder, 'idVendor')), await textOf(join(folder, 'idProduct')))
    if (usb !== null) {
      const serialNumber = credibleSerial(await textOf(join(folder, 'serial')))
      const inside = device.slice((await realpath(root)).length)
      return { usb, serialNumber, location: linuxLocation(inside, await textOf(join(device, 'port_number'))) }
    }
    folder = dirname(folder)
  }
  return { usb: null, serialNumber: null, location: null }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'latin1').then(
    (text) => text.trim(),
    () => undefined,
  )
}
