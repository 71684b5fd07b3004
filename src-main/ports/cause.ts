/** Why nothing useful comes from a port: likely causes, the likeliest first, from facts alone. Pure; cause-facts.ts gathers them. */
import type { FaultCode } from '#core/fault.ts'
import type { Link } from '#drivers/kit/driver.ts'
import type { CauseCode } from './cause-words.ts'
import type { Holder } from './holder.ts'
import {
  isLinkCharacter,
  levelChanges,
  meanChanges,
  parityMark,
  share,
  stretchedShare,
  textShare,
} from './line-damage.ts'
import { bytesOf, type Tapped } from './tap.ts'

export interface PortFacts {
  /** The device file (or COM name) is there. */
  readonly exists: boolean
  /** This program has it open now. */
  readonly open: boolean
  /** Why the last attempt to open failed. */
  readonly openError: { readonly code: FaultCode; readonly detail: string } | null
  readonly holder: Holder | null
  /** May this user read and write it? null: the system does not say. */
  readonly allowed: boolean | null
  readonly brltty: { readonly running: boolean; readonly rule: boolean }
  /** Converters that are plugged in but have no port, with the driver that has them. */
  readonly withoutPort: readonly {
    readonly usb: string
    readonly chip: string | null
    readonly driver: string | null
  }[]
  readonly link: Link
  /** The live line, oldest first. */
  readonly recent: readonly Tapped[]
  /** A whole frame was heard here before, on another day perhaps. */
  readonly heardBefore: boolean
  /** What the driver made of the recent bytes. */
  readonly frames: { readonly ok: number; readonly damaged: number; readonly noise: number }
  /** Modem lines, where the port has them: a powered instrument with a full cable raises one. */
  readonly lines: { readonly cts: boolean; readonly dsr: boolean } | null
}

export interface Cause {
  readonly code: CauseCode
  /** 0 to 1. */
  readonly weight: number
  /** What it rests on, e.g. `minicom(进程 1234)` or `偶校验`; empty when the code says it all. */
  readonly on: string
}

/** brltty takes these generic bridges for Braille displays (its own udev rules). */
const TAKEN_BY_BRLTTY = new Set(['1A86:7523', '0403:6001', '10C4:EA60', '067B:2303'])

/** So many bytes without a frame, damaged or whole, are no beginning of one. */
const FRAME_UNDER_WAY = 64

/** Never empty; a port in order is `healthy`. */
export function causesOf(facts: PortFacts): readonly Cause[] {
  const causes = facts.open ? causesOfLine(facts) : causesOfOpening(facts)
  return [...causes].sort((one, other) => other.weight - one.weight)
}

function cause(code: CauseCode, weight: number, on = ''): Cause {
  return { code, weight, on }
}

function causesOfOpening({ exists, openError, holder, allowed, brltty, withoutPort }: PortFacts): readonly Cause[] {
  const causes: Cause[] = []
  if (holder !== null) causes.push(cause('held', 0.98, `${holder.program}(进程 ${holder.pid})`))
  else if (openError?.code === 'port.busy') causes.push(cause('held', 0.9))
  if (openError?.code === 'port.denied') causes.push(cause('no-permission', 0.95))
  else if (exists && allowed === false) causes.push(cause('no-permission', holder === null ? 0.9 : 0.5))
  if (!exists) {
    const taken = withoutPort.find(
      ({ usb, driver }) => TAKEN_BY_BRLTTY.has(usb) && (driver === null || driver === 'usbfs'),
    )
    if (taken !== undefined && (brltty.running || brltty.rule))
      causes.push(cause('brltty', brltty.running || taken.driver === 'usbfs' ? 0.95 : 0.8, taken.chip ?? taken.usb))
    const bare = withoutPort.find(({ driver }) => driver === null) ?? withoutPort[0]
    if (bare !== undefined) causes.push(cause('no-driver', 0.75, bare.chip ?? bare.usb))
    causes.push(cause('unplugged', 0.6))
  }
  return causes.length > 0 ? causes : [cause('unplugged', 0.4, openError?.detail ?? '')]
}

function causesOfLine(facts: PortFacts): readonly Cause[] {
  const { recent, frames } = facts
  const heard = bytesOf(recent, 'in')
  const bad = frames.damaged + frames.noise
  if (frames.ok > 0 && bad <= frames.ok / 5 && !unanswered(recent)) return [cause('healthy', 0.9)]
  if (frames.ok > 0 && bad > frames.ok / 5) return [cause('noisy', 0.8, `${bad}/${frames.ok + bad}`)]
  if (heard.length === 0) return causesOfSilence(facts)
  const causes: Cause[] = [...causesOfEcho(recent, heard), ...causesOfShortAnswers(facts, heard)]
  if (frames.ok === 0) causes.push(...causesOfGarbage(facts, heard))
  return causes.length > 0 ? causes : causesOfSilence(facts)
}

function causesOfSilence({ recent, heardBefore, frames, lines }: PortFacts): readonly Cause[] {
  if (!recent.some(({ dir }) => dir === 'out')) return [cause('quiet', 0.8), cause('crossed', 0.3)]
  const known = heardBefore || frames.ok > 0
  // A raised modem line: the instrument is on and the cable is in, so only the data wires are left to blame.
  const powered = lines !== null && (lines.cts || lines.dsr)
  return known
    ? [cause('in-menu', 0.8), cause('crossed', 0.2)]
    : [cause('crossed', powered ? 0.85 : 0.7), cause('in-menu', 0.4), cause('wrong-speed', 0.3)]
}

/** Our own words come back: receive and send touch, or the instrument's end of the cable hangs in the air. */
function causesOfEcho(recent: readonly Tapped[], heard: Uint8Array): readonly Cause[] {
  const sent = bytesOf(recent, 'out')
  if (sent.length < 2) return []
  // An instrument that repeats the request before it answers says more than was sent.
  const same = heard.length <= sent.length && matches(sent, heard) >= 0.9 * heard.length
  return same && heard.length >= sent.length / 2 ? [cause('crossed', 0.95, 'echo')] : []
}

/** Bytes of `heard` that come in the same order in `sent`. */
function matches(sent: Uint8Array, heard: Uint8Array): number {
  let at = 0
  let same = 0
  for (const byte of heard) {
    const next = sent.indexOf(byte, at)
    if (next < 0) continue
    at = next + 1
    same += 1
  }
  return same
}

/** The last request stands without any answer. */
function unanswered(recent: readonly Tapped[]): boolean {
  return recent.slice(-3).length === 3 && recent.slice(-3).every(({ dir }) => dir === 'out')
}

/** A keep-alive or a refusal, over and over, in one or two bytes: it hears us and has something else on its screen. */
function causesOfShortAnswers(facts: PortFacts, heard: Uint8Array): readonly Cause[] {
  const pieces = facts.recent.filter(({ dir }) => dir === 'in')
  const asked = facts.recent.some(({ dir }) => dir === 'out')
  if (facts.frames.ok > 0) return asked && unanswered(facts.recent) ? [cause('in-menu', 0.8)] : []
  const short = pieces.every(({ bytes }) => bytes.length <= 3) && new Set(heard).size <= 3
  // 00 80 F0 FF, or another byte each time, are what a short answer becomes at the wrong speed.
  const first = pieces[0]?.bytes ?? heard
  const always = pieces.length >= 3 && pieces.every(({ bytes }) => bytes.join() === first.join())
  const clean = share(heard, (byte) => levelChanges(byte) > 1 && (isLinkCharacter(byte) || always)) >= 0.9
  if (!short || !clean) return unanswered(facts.recent) && facts.heardBefore ? [cause('in-menu', 0.6)] : []
  return [cause('in-menu', facts.heardBefore ? 0.9 : 0.75)]
}

function causesOfGarbage({ link, heardBefore, frames }: PortFacts, heard: Uint8Array): readonly Cause[] {
  // The first frame may be on its way still.
  if (frames.damaged + frames.noise === 0 && heard.length < FRAME_UNDER_WAY) return [cause('healthy', 0.5)]
  const mark = parityMark(heard, link.dataBits)
  if (mark !== null) {
    const letter = { none: 'N', even: 'E', odd: 'O' }[mark.parity]
    const on = `${mark.kind === 'seven-bits' ? 7 : 8}${letter}1${mark.certain ? '' : '?'}`
    return [cause('wrong-parity', 0.95, on), cause('wrong-speed', 0.3)]
  }
  const text = textShare(heard)
  const stretched = stretchedShare(heard)
  const flat = meanChanges(heard) < 3.2
  const plain = share(heard, (byte) => byte >= 0x20 && byte < 0x7f)
  if (text >= 0.9 && plain >= 0.4) return [cause('other-model', 0.7), cause('wrong-speed', 0.2)]
  const speed = 0.55 + 0.3 * Math.max(stretched, flat ? 0.6 : 0) + 0.1 * (1 - text)
  return [cause('wrong-speed', Math.min(0.9, heardBefore ? speed - 0.1 : speed)), cause('other-model', 0.45)]
}
