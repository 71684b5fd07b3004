/** A serial port as a person tells it from its neighbours: chip, maker, serial number, and the socket it is in. */
import type { Choice } from './choice-list.tsx'

/** As the system names it. */
export interface SerialPortShown {
  readonly path: string
  readonly maker: string | null
  readonly usb: string | null
  readonly chip: string | null
  readonly serialNumber: string | null
  readonly location: string | null
}

/** The chip is what the cable is made of; it never says which instrument hangs on it. */
export function serialChoices(ports: readonly SerialPortShown[]): readonly Choice[] {
  return ports.map(({ path, maker, usb, chip, serialNumber, location }) => {
    const parts = [
      chip ?? usb,
      maker,
      serialNumber === null ? null : `序列号 ${serialNumber}`,
      location === null ? null : `USB 口 ${location}`,
    ].filter((part) => part !== null && part !== '')
    return { key: path, name: path, detail: parts.length === 0 ? '主板自带串口' : parts.join(' · ') }
  })
}
