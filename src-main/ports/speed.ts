/** Which serial settings an unknown instrument uses, from what was heard with several: for the learning wizard. Pure. */
import type { Link } from '#drivers/kit/driver.ts'
import { checkedFrames } from './frame-checks.ts'
import { levelChanges, meanChanges, parityMark, share, stretchedShare, textShare } from './line-damage.ts'

export interface Heard {
  readonly link: Link
  readonly bytes: Uint8Array
}

export interface Plausible {
  readonly link: Link
  /** 0 to 1: how much the bytes look like what an instrument says. */
  readonly score: number
}

export interface SpeedFound extends Plausible {
  /** False: a suggestion, and a person should look at the text before it is saved. */
  readonly sure: boolean
}

/** Eight data bits without parity at every usual speed: parity and seven bits show in these recordings by themselves. */
export const usualLinks: readonly Link[] = [9600, 115200, 19200, 4800, 38400, 57600, 2400, 1200].map((baudRate) => ({
  baudRate,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
}))

/** Fewer bytes than this fit anything. */
const ENOUGH = 8
const SURE = 0.8
const LEAD = 0.15

/** The likeliest settings, or null when nothing was heard that looks like anything. */
export function findSpeed(heard: readonly Heard[]): SpeedFound | null {
  const ranked = rankSpeeds(heard)
  const best = ranked[0]
  if (best === undefined || best.score < 0.3) return null
  const next = ranked.find(({ link }) => link.baudRate !== best.link.baudRate)?.score ?? 0
  return { ...best, sure: best.score >= SURE && best.score - next >= LEAD }
}

/** All of them, the likeliest first; equal ones in the order they were tried. */
function rankSpeeds(heard: readonly Heard[]): readonly Plausible[] {
  return heard.map(plausible).sort((one, other) => other.score - one.score)
}

/** The settings are those it was heard with, unless the bytes themselves show a parity bit. */
function plausible({ link, bytes }: Heard): Plausible {
  if (bytes.length < ENOUGH) return { link, score: 0 }
  const mark = link.parity === 'none' ? parityMark(bytes, link.dataBits) : null
  if (mark !== null) {
    const dataBits = mark.kind === 'seven-bits' ? 7 : 8
    const plain = dataBits === 7 ? bytes.map((byte) => byte & 0x7f) : bytes
    // Of eight bits with parity only half came through; where top bits may be Chinese, a person has to look.
    const trust = mark.certain ? (dataBits === 7 ? 1 : 0.95) : 0.75
    return { link: { ...link, dataBits, parity: mark.parity }, score: trust * scoreOf(plain) }
  }
  return { link, score: scoreOf(bytes) }
}

function scoreOf(bytes: Uint8Array): number {
  if (checkedFrames(bytes) >= 3) return 0.97
  const text = textShare(bytes)
  const endings = Math.min(1, share(bytes, (byte) => byte === 0x0d || byte === 0x0a || byte === 0x03) * 20)
  const digits = Math.min(1, share(bytes, (byte) => byte >= 0x30 && byte <= 0x39) * 5)
  const asText = text ** 3 * (0.6 + 0.2 * endings + 0.2 * digits)
  // Bytes that are no text: levels change about five times in a byte, whatever it means; a stretched line changes seldom.
  const lively = Math.max(0, 1 - Math.abs(meanChanges(bytes) - 5) / 2.5) * (1 - stretchedShare(bytes))
  const many = Math.min(1, bytes.length / 64)
  return Math.max(asText, 0.5 * lively * many * share(bytes, (byte) => levelChanges(byte) > 1))
}
