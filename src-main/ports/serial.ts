/** A serial port (or USB converter) as a wire: exclusive, with the model's settings, closed in the order that loses nothing. */
import { access } from 'node:fs/promises'
import { Fault } from '#core/fault.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { bindingFrom, bindPort } from './binding.ts'
import { holderName, holderOf } from './holder.ts'
import { type ListPorts, listSerialPorts } from './list.ts'
import { portFault } from './os-error.ts'
import { loadSerialPort } from './serial-library.ts'
import {
  type Attach,
  atMost,
  type Hearer,
  type Log,
  type Opened,
  type Source,
  type UsbIdentity,
  type Wire,
  type WireLimits,
} from './transport.ts'

type SerialPort = import('serialport').SerialPort

export interface SerialSettings extends Link {
  readonly path: string
  /** Which adapter; its path is looked up at each opening, because a re-plug gives it another. */
  readonly usb?: UsbIdentity | undefined
}

/** Paths this program has open now: an adapter that another instrument of ours talks through is nobody's lost one. */
const openHere = new Set<string>()

export function serialSource(
  settings: SerialSettings,
  log: Log,
  limits: WireLimits,
  list: ListPorts = listSerialPorts,
): Source {
  return {
    async open(attach, lost) {
      const path = await pathOf(settings, list)
      const port = await openExclusively({ ...settings, path })
      openHere.add(path)
      return wired(port, path, attach, lost, log, limits)
    },
  }
}

/** Errors: `port.which` when a person has to say which adapter, `port.unknown` when it is not there. */
export async function pathOf({ path, usb }: Pick<SerialSettings, 'path' | 'usb'>, list: ListPorts): Promise<string> {
  if (usb === undefined) return path
  const { ports, fault } = await list()
  const bound = bindPort(bindingFrom(path, usb), ports)
  if (bound.kind === 'found') return bound.path
  const free = bound.kind === 'ask' ? bound.candidates.filter((one) => !openHere.has(one.path)) : []
  if (bound.kind === 'ask' && free.length > 0)
    throw new Fault('port.which', `${usb.id} ${bound.reason}: ${free.map((one) => one.path).join(' ')}`)
  if (fault !== null && ports.length === 0) throw fault
  throw new Fault('port.unknown', `${path}: no adapter ${usb.id} ${usb.serialNumber ?? usb.location ?? ''}`.trim())
}

/** The options given to serialport, apart so that a test can read them: a pty accepts any baud rate and hides a mistake here. */
export function serialOptions(settings: SerialSettings) {
  const { path, baudRate, dataBits, parity, stopBits } = settings
  // lock: a second program (an old host program) reading the same port would steal every other byte.
  return { path, baudRate, dataBits, parity, stopBits, lock: true, autoOpen: false } as const
}

async function openExclusively(settings: SerialSettings): Promise<SerialPort> {
  const { SerialPort } = await loadSerialPort()
  return new Promise((resolve, reject) => {
    const port = new SerialPort(serialOptions(settings))
    port.open((error) =>
      error === null
        ? resolve(port)
        : named(portFault(error, settings.path, 'port.unknown'), settings.path).then(reject),
    )
  })
}

/** "Busy" names the program that holds the port, where the system tells. */
async function named(fault: Fault, path: string): Promise<Fault> {
  if (fault.code !== 'port.busy') return fault
  const holder = await holderOf(path)
  return holder === null ? fault : new Fault('port.busy', `${fault.detail} — 正被 ${holderName(holder)} 占用`)
}

function wired(
  port: SerialPort,
  path: string,
  attach: Attach,
  lost: (fault: Fault) => void,
  log: Log,
  limits: WireLimits,
): Opened {
  let closing = false
  let over = false
  let last: Promise<void> = Promise.resolve()
  let sayOver: () => void = () => {}
  const overSoon = new Promise<void>((resolve) => {
    sayOver = resolve
  })

  function end(fault: Fault): void {
    if (over) return
    over = true
    openHere.delete(path)
    clearInterval(presence)
    sayOver()
    hearer.ended()
    if (!closing) lost(fault)
  }

  function giveUp(words: string): void {
    end(new Fault('port.lost', `${path}: ${words}`))
    if (port.isOpen) port.close(() => {})
  }

  const wire: Wire = {
    peer: path,
    write(bytes) {
      // serialport would hold these for an opening that never comes: every attempt opens a port of its own.
      if (over || !port.isOpen) return
      if (port.writableLength > limits.unsentBytes) return giveUp(`${port.writableLength} bytes unsent`)
      last = new Promise((resolve) => port.write(Buffer.from(bytes), () => resolve()))
    },
    flushed: () => Promise.race([last, overSoon]),
    async close() {
      closing = true
      // drain() alone answers while up to 64 KiB still wait in the stream's own buffer, and close() throws those away.
      const orderly = async () => {
        await wire.flushed()
        if (port.isOpen) await new Promise<void>((resolve) => port.drain(() => resolve()))
        if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()))
      }
      await atMost(limits.closeMs, orderly())
      giveUp('closed')
    },
  }

  // On a hung-up device a read may give 0 bytes for ever, which serialport repeats without a word.
  const presence = setInterval(
    () => void absence(port, path).then((words) => words !== null && giveUp(words)),
    limits.presenceMs,
  )
  presence.unref()

  port.on('error', (error) => log.warn({ port: path, words: error.message }, 'serial port error'))
  port.on('close', (error: Error | null) => end(new Fault('port.lost', `${path}: ${error?.message ?? 'closed'}`)))
  const hearer: Hearer = attach(wire)
  port.on('data', (bytes: Buffer) => {
    if (!over) hearer.heard(bytes)
  })
  return { address: path, close: () => wire.close() }
}

/** Null while the device is there. Pulled and plugged again between two looks, it has its file again, and our end of it is dead. */
async function absence(port: SerialPort, path: string): Promise<string | null> {
  if (!path.startsWith('/')) return null
  try {
    await access(path)
  } catch {
    return 'the device file is gone'
  }
  try {
    await port.port?.getBaudRate()
    return null
  } catch (error) {
    // Other systems do not tell a speed; EIO is Linux's word for a line that was hung up.
    return port.isOpen && /input\/output error/i.test(String(error)) ? 'the device was unplugged and is back' : null
  }
}
