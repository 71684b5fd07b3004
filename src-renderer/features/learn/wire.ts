/** What stands in the form of the first step: a line, and its settings where a person knows them. Pure. */
import type { Draft } from '#contract/learn.ts'
import type { Transport } from '#contract/port.ts'

export const wireKinds = ['serial', 'tcp-client', 'tcp-server'] as const

export interface Wire {
  readonly kind: (typeof wireKinds)[number]
  readonly path: string
  /** A place in `usualLinks`, or `find`: the program tries the usual ones. */
  readonly link: string
  readonly host: string
  readonly port: string
}

export const emptyWire: Wire = { kind: 'serial', path: '', link: 'find', host: '', port: '' }

/** What quick-test analyzers and balances are set to; anything rarer the program finds by trying. */
export const usualLinks: readonly Draft['link'][] = [
  { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 19200, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 38400, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 57600, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 4800, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 2400, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 1200, dataBits: 8, parity: 'none', stopBits: 1 },
  { baudRate: 9600, dataBits: 8, parity: 'even', stopBits: 1 },
  { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 },
  { baudRate: 2400, dataBits: 7, parity: 'even', stopBits: 1 },
  { baudRate: 1200, dataBits: 7, parity: 'odd', stopBits: 1 },
]

export function linkOf({ kind, link }: Wire): Draft['link'] | null {
  return kind === 'serial' ? (usualLinks[Number(link)] ?? null) : null
}

function portOf(text: string, least: number): number | null {
  const port = Number(text)
  return /^\d{1,5}$/.test(text.trim()) && port >= least && port <= 65_535 ? port : null
}

export function transportOf(wire: Wire): Transport | null {
  switch (wire.kind) {
    case 'serial':
      return wire.path.trim() === '' ? null : { kind: 'serial', path: wire.path.trim() }
    case 'tcp-client': {
      const port = portOf(wire.port, 1)
      return wire.host.trim() === '' || port === null ? null : { kind: 'tcp-client', host: wire.host.trim(), port }
    }
    case 'tcp-server': {
      const port = portOf(wire.port, 0)
      return port === null
        ? null
        : { kind: 'tcp-server', port, ...(wire.host.trim() === '' ? {} : { host: wire.host.trim() }) }
    }
  }
}

/** What a person must still say, in words; null: go on. */
export function missingOf(wire: Wire): string | null {
  if (transportOf(wire) !== null) return null
  if (wire.kind === 'serial') return '先点选串口,或填串口名称'
  return wire.kind === 'tcp-client' ? '先填仪器的地址和端口号' : '先填端口号'
}
