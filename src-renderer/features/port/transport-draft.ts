/** What stands in the form of a line, as text, for all kinds at once: changing the kind forgets nothing. Pure. */
import type { Transport } from '#contract/port.ts'
import type { SerialPortShown } from '#ui/serial-words.ts'

type Serial = Extract<Transport, { kind: 'serial' }>

export interface Draft {
  readonly kind: Transport['kind']
  readonly path: string
  /** The adapter that was picked from the list; forgotten when the path is typed over. */
  readonly usb: Serial['usb']
  /** Empty fields keep the model's own setting. */
  readonly baudRate: string
  readonly dataBits: '' | '7' | '8'
  readonly parity: '' | 'none' | 'even' | 'odd'
  readonly stopBits: '' | '1' | '2'
  readonly host: string
  readonly port: string
  readonly folder: string
  readonly pattern: string
  readonly file: string
}

export const emptyDraft: Draft = {
  kind: 'serial',
  path: '',
  usb: undefined,
  baudRate: '',
  dataBits: '',
  parity: '',
  stopBits: '',
  host: '',
  port: '',
  folder: '',
  pattern: '',
  file: '',
}

/** Picking a port from the list remembers its adapter, so that it is found again in another socket. */
export function picked(draft: Draft, port: SerialPortShown): Draft {
  const { usb: id, serialNumber, location } = port
  return { ...draft, path: port.path, usb: id === null ? undefined : { id, serialNumber, location } }
}

export function typed(draft: Draft, path: string): Draft {
  return { ...draft, path, usb: undefined }
}

function whole(text: string, from: number, to: number): number | null {
  const number = Number(text)
  return /^\d{1,7}$/.test(text) && number >= from && number <= to ? number : null
}

/** The transport the draft describes, or null while it is incomplete. */
export function transportOf(draft: Draft): Transport | null {
  const port = whole(draft.port.trim(), draft.kind === 'tcp-server' ? 0 : 1, 65_535)
  switch (draft.kind) {
    case 'serial':
      return serialOf(draft)
    case 'tcp-client':
      return draft.host.trim() === '' || port === null ? null : { kind: 'tcp-client', host: draft.host.trim(), port }
    case 'tcp-server':
      return port === null
        ? null
        : { kind: 'tcp-server', port, ...(draft.host.trim() === '' ? {} : { host: draft.host.trim() }) }
    case 'folder':
      return draft.folder.trim() === ''
        ? null
        : {
            kind: 'folder',
            path: draft.folder.trim(),
            ...(draft.pattern.trim() === '' ? {} : { pattern: draft.pattern.trim() }),
          }
    case 'replay':
      return draft.file.trim() === '' ? null : { kind: 'replay', path: draft.file.trim() }
  }
}

function serialOf({ path, usb, baudRate, dataBits, parity, stopBits }: Draft): Serial | null {
  const speed = baudRate.trim() === '' ? undefined : whole(baudRate.trim(), 300, 1_000_000)
  if (path.trim() === '' || speed === null) return null
  return {
    kind: 'serial',
    path: path.trim(),
    ...(speed === undefined ? {} : { baudRate: speed }),
    ...(dataBits === '' ? {} : { dataBits: dataBits === '7' ? 7 : 8 }),
    ...(parity === '' ? {} : { parity }),
    ...(stopBits === '' ? {} : { stopBits: stopBits === '2' ? 2 : 1 }),
    ...(usb === undefined ? {} : { usb }),
  }
}
