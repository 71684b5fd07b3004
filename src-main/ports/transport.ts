/** The words of HEAR: the ways bytes reach the station (serial, TCP, watched folder, replay), and what any of them offers to the line above. */
import type { Fault } from '#core/fault.ts'

/** The same shape as the contract's transport, said again here because ports may not know the contract. */
export type Transport =
  | {
      readonly kind: 'serial'
      readonly path: string
      /** Where the instrument's menu was changed; the model's own settings otherwise. */
      readonly baudRate?: number | undefined
      readonly dataBits?: 7 | 8 | undefined
      readonly parity?: 'none' | 'even' | 'odd' | undefined
      readonly stopBits?: 1 | 2 | undefined
      /** Which adapter: looked for at each opening, because its path changes; without it the path alone counts. */
      readonly usb?: UsbIdentity | undefined
    }
  | { readonly kind: 'tcp-client'; readonly host: string; readonly port: number }
  | { readonly kind: 'tcp-server'; readonly host?: string | undefined; readonly port: number }
  /** Files that an instrument's program exports; `pattern` is `*.csv;*.txt`. Each file is a wire of its own. */
  | { readonly kind: 'folder'; readonly path: string; readonly pattern?: string | undefined }
  | { readonly kind: 'replay'; readonly path: string; readonly bytesPerSecond?: number | undefined }

/** The adapter a person chose; see binding.ts. */
export interface UsbIdentity {
  /** `VID:PID`. */
  readonly id: string
  readonly serialNumber: string | null
  readonly location: string | null
  readonly serialShared?: boolean | undefined
}

/** `talking`: bytes within the last minute; `quiet`: open and silent; `lost`: reopening with back-off; `closed`: switched off or played out. */
export type PortState = 'opening' | 'talking' | 'quiet' | 'lost' | 'closed'

/** One open way for bytes: a serial line, one socket, one capture being played. */
export interface Wire {
  /** Who is at the other end, for the log: a device path or `host:port`. */
  readonly peer: string
  /** Queues the bytes in order. Never throws: bytes for a wire that is gone are dropped, its end is told by `ended`. */
  write(bytes: Uint8Array): void
  /** Resolves when everything written so far was handed to the operating system, or the wire is gone. */
  flushed(): Promise<void>
  /** Last write, drain, close, in that order; gives up after a time limit. Never rejects. */
  close(): Promise<void>
}

/** The side that listens to one wire. `ended` comes exactly once, after the last `heard`. */
export interface Hearer {
  /** The bytes are the hearer's: whoever read them uses their memory for nothing else. */
  heard(bytes: Uint8Array): void
  ended(): void
  /** Asked after `ended`: something it heard could not be kept, so a file must be told again. */
  unkept?(): boolean
}

/** Called at the moment a wire is there; the bytes that follow go to the hearer it returns. */
export type Attach = (wire: Wire) => Hearer

/** An open transport. `address` says where it really listens or is connected. */
export interface Opened {
  readonly address: string
  /** Closes every wire and whatever listens for more. Never rejects; `lost` is not called for it. */
  close(): Promise<void>
}

/** What every kind of transport is made into. One `open` gives one wire, except a TCP server, which gives one for each caller, and a folder, one for each file. */
export interface Source {
  /**
   * Rejects with a `Fault` when it does not open. After it opened, `lost` comes at most once: with a fault when the transport
   * broke and should be opened again, with null when it is over for good (a capture played to its end).
   */
  open(attach: Attach, lost: (fault: Fault | null) => void): Promise<Opened>
}

/** A logger's two useful shapes; pino fits as it is. */
export interface Log {
  info(facts: object, words: string): void
  warn(facts: object, words: string): void
  error(facts: object, words: string): void
}

/** Time limits of a wire; tests shorten them, nothing else should. */
export interface WireLimits {
  /** Give up an orderly close after so many milliseconds. */
  readonly closeMs: number
  /** Give up connecting after so many milliseconds. */
  readonly connectMs: number
  /** First TCP keep-alive probe after so many milliseconds of silence: finds a peer that went away without a word. */
  readonly keepAliveMs: number
  /** More unsent bytes than this and the peer is not reading: the wire is given up. */
  readonly unsentBytes: number
  /** How often the device file of an open serial port is looked for, in milliseconds. */
  readonly presenceMs: number
  /** Callers served at once by one TCP server. */
  readonly connections: number
  /** A file in a watched folder is whole when it has not changed for so many milliseconds. */
  readonly unchangedMs: number
}

export const wireLimits: WireLimits = {
  closeMs: 2_000,
  connectMs: 10_000,
  keepAliveMs: 15_000,
  unsentBytes: 1024 * 1024,
  presenceMs: 2_000,
  connections: 32,
  unchangedMs: 2_000,
}

/** Resolves with the work or after `ms`, whichever is first; a failure of the work counts as done. */
export function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    work.then(done, done)
  })
}
