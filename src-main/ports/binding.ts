/** Which of the listed ports a saved instrument hangs on: found for sure, to be asked, or absent. Pure; serial.ts asks at each opening. */
import { credibleSerial, interfaceOf, socketOf } from './identity.ts'
import type { UsbIdentity } from './transport.ts'

/** What a person once chose. `usb` null: by path alone (ttyCH343USB0 typed by hand, a pty, a COM port on the board). */
export interface Binding {
  readonly path: string
  readonly usb: string | null
  readonly serialNumber: string | null
  readonly location: string | null
  /** Another adapter carried the same serial number when this was saved: the number alone proves nothing. */
  readonly serialShared?: boolean | undefined
}

/** What `bindPort` needs of a listed port; `SerialPortFound` has it. */
export type Listed = Pick<Binding, 'path' | 'usb' | 'serialNumber' | 'location'>

/** `moved`: an equal adapter, but in another socket; `several`: more than one of them; `replaced`: our socket holds another adapter. */
export type AskReason = 'moved' | 'several' | 'replaced'

export type Bound<Port extends Listed = Listed> =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'ask'; readonly candidates: readonly Port[]; readonly reason: AskReason }
  | { readonly kind: 'absent' }

/** What to save for the port a person chose. */
export function bindingOf(chosen: Listed, listed: readonly Listed[]): Binding {
  const { path, usb, location } = chosen
  const serialNumber = credibleSerial(chosen.serialNumber)
  const twins = listed.filter((one) => one.usb === usb && one.serialNumber === chosen.serialNumber)
  const shared = serialNumber !== null && new Set(twins.map((one) => socketOf(one.location))).size > 1
  return { path, usb, serialNumber, location, ...(shared ? { serialShared: true } : {}) }
}

/** The same as the transport's `usb` wants it, and back. */
export function usbOf(binding: Binding): UsbIdentity | undefined {
  const { usb, path: _, ...rest } = binding
  return usb === null ? undefined : { id: usb, ...rest }
}

export function bindingFrom(path: string, usb: UsbIdentity | undefined): Binding {
  if (usb === undefined) return { path, usb: null, serialNumber: null, location: null }
  const { id, serialNumber, location, serialShared } = usb
  return { path, usb: id, serialNumber, location, serialShared }
}

/**
 * A serial number decides, then the socket; the adapter's type alone only suggests. The socket says which adapter, never which
 * instrument: that is confirmed by the instrument's own answer in its driver's line.
 */
export function bindPort<Port extends Listed>(saved: Binding, listed: readonly Port[]): Bound<Port> {
  if (saved.usb === null) return { kind: 'found', path: saved.path }
  const equal = listed.filter((port) => port.usb === saved.usb)
  const serial = credibleSerial(saved.serialNumber)
  return serial === null ? bySocket(saved, equal) : bySerial(saved, serial, equal)
}

function bySerial<Port extends Listed>(saved: Binding, serial: string, equal: readonly Port[]): Bound<Port> {
  const same = equal.filter((port) => credibleSerial(port.serialNumber) === serial)
  const here = same.filter((port) => inSocket(saved, port))
  if (here.length === 1) return found(here)
  if (same.length === 0) {
    // Another number, so another adapter: never taken by itself; in our socket it may stand in for a broken one.
    const instead = equal.filter((port) => inSocket(saved, port))
    return instead.length === 0 ? { kind: 'absent' } : { kind: 'ask', candidates: instead, reason: 'replaced' }
  }
  const oneAdapter = new Set(same.map((port) => socketOf(port.location))).size === 1
  if (oneAdapter && saved.serialShared !== true) {
    const ours = same.filter((port) => interfaceOf(port.location) === interfaceOf(saved.location))
    if (ours.length === 1) return found(ours)
  }
  return { kind: 'ask', candidates: same, reason: same.length === 1 ? 'moved' : 'several' }
}

function bySocket<Port extends Listed>(saved: Binding, equal: readonly Port[]): Bound<Port> {
  const here = equal.filter((port) => inSocket(saved, port))
  const only = here.length === 1 ? here[0] : undefined
  if (only !== undefined)
    return credibleSerial(only.serialNumber) === null
      ? found(here)
      : { kind: 'ask', candidates: here, reason: 'replaced' }
  // Ours has no number, so one that has is another adapter.
  const candidates = here.length > 1 ? here : equal.filter((port) => credibleSerial(port.serialNumber) === null)
  if (candidates.length === 0) return { kind: 'absent' }
  return { kind: 'ask', candidates, reason: candidates.length > 1 ? 'several' : 'moved' }
}

/** Where no socket is known, a COM number stands for it: Windows ties it to the adapter in its socket. A ttyUSB number is mere order. */
function inSocket(saved: Binding, port: Listed): boolean {
  if (saved.location !== null || port.location !== null) return saved.location === port.location
  return /^COM\d+$/i.test(saved.path) && saved.path === port.path
}

function found<Port extends Listed>(one: readonly Port[]): Bound<Port> {
  return { kind: 'found', path: one[0]?.path ?? '' }
}
