/** A serial port (or USB converter) as a wire: exclusive, with the model's settings, closed in the order that loses nothing. */
import { access } from 'node:fs/promises'
import { Fault } from '#core/fault.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { portFault } from './os-error.ts'
import {
  type Attach,
  atMost,
  type Hearer,
  type Log,
  type Opened,
  type Source,
  type Wire,
  type WireLimits,
} from './transport.ts'

type SerialPort = import('serialport').SerialPort

export interface SerialSettings extends Link {
  readonly path: string
}

export function serialSource(settings: SerialSettings, log: Log, limits: WireLimits): Source {
  return {
    async open(attach, lost) {
      const port = await openExclusively(settings)
      return wired(port, settings.path, attach, lost, log, limits)
    },
  }
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
    port.open((error) => (error === null ? resolve(port) : reject(portFault(error, settings.path, 'port.unknown'))))
  })
}

/** Loaded on first use: a machine on which the native part does not load still has TCP, replay and every other desk. */
export async function loadSerialPort(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport')
  } catch (error) {
    throw new Fault(
      'port.unknown',
      `serialport does not load: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
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

  // On a hung-up device a read may give 0 bytes for ever, which serialport repeats without a word; a missing device file is certain.
  const presence = setInterval(() => {
    if (path.startsWith('/')) access(path).catch(() => giveUp('the device file is gone'))
  }, limits.presenceMs)
  presence.unref()

  port.on('error', (error) => log.warn({ port: path, words: error.message }, 'serial port error'))
  port.on('close', (error: Error | null) => end(new Fault('port.lost', `${path}: ${error?.message ?? 'closed'}`)))
  const hearer: Hearer = attach(wire)
  port.on('data', (bytes: Buffer) => {
    if (!over) hearer.heard(bytes)
  })
  return { address: path, close: () => wire.close() }
}
