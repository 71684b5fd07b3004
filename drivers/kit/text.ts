/** Characters: bytes of a whole frame or message become text here, after framing and before fields are split. */

import { latinOf } from './bytes.ts'

/** The part of the Encoding standard every host we run in offers; declared because the pure folders know no host. */
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => { encode(text: string): Uint8Array }

export type Charset = 'utf-8' | 'gb18030' | 'cp437' | 'latin1'

/** CP437 from 80 on, as DOS-era print-outs have it: F8 is the degree sign, E6 the micro sign, F1 plus-minus. */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** `lossy`: some bytes belong to no character and stand as U+FFFD; shown, never dropped. */
export interface Decoded {
  readonly text: string
  readonly charset: Charset
  readonly lossy: boolean
}

/**
 * Decodes in the given charset, or, when none is given, as strict UTF-8 and failing that as GB18030: Chinese analyzers send GBK
 * without saying so, and GBK text of more than a few characters is hardly ever valid UTF-8.
 */
export function decodeText(bytes: Uint8Array, charset: Charset | null = null): Decoded {
  // ASCII is the same in all of them, and most lines are nothing else.
  if (isAscii(bytes)) return { text: latinOf(bytes), charset: charset ?? 'utf-8', lossy: false }
  if (charset === 'cp437' || charset === 'latin1') return { text: singleBytes(bytes, charset), charset, lossy: false }
  for (const candidate of charset === null ? (['utf-8', 'gb18030'] as const) : [charset]) {
    const text = strictly(bytes, candidate)
    if (text !== null) return { text, charset: candidate, lossy: false }
  }
  const last = charset === 'utf-8' ? 'utf-8' : 'gb18030'
  return { text: decoder(last, false).decode(bytes), charset: last, lossy: true }
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false
  return true
}

/** Each byte is a character: below 80 ASCII, above by the table. */
function singleBytes(bytes: Uint8Array, charset: 'cp437' | 'latin1'): string {
  if (charset === 'latin1') return latinOf(bytes)
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (cp437[byte - 0x80] ?? '\ufffd')
  return text
}

export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** GBK bytes, the two-byte part of GB18030; for simulators. What has no two-byte code becomes `?`. */
export function encodeGbk(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else {
      const pair = gbkCodes().get(character)
      if (pair === undefined) bytes.push(0x3f)
      else bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

/** GB18030-2005 bytes: two where GBK has the character, else four. Half a surrogate becomes `?`. */
export function encodeGb18030(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const pair = code < 0x80 ? undefined : gbkCodes().get(character)
    if (code < 0x80) bytes.push(code)
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff)
    else {
      // Beyond the basic plane the four bytes count on from 90 30 81 30.
      const place = code > 0xffff ? FIRST_BEYOND + code - 0x10000 : fourByteCodes().get(character)
      bytes.push(...(place === undefined ? [0x3f] : fourBytes(place)))
    }
  }
  return Uint8Array.from(bytes)
}

const FIRST_BEYOND = 189_000
/** 81 30 81 30 to 84 31 A4 39: the rest of the basic plane. */
const FOUR_BYTE_PLACES = 39_420

function fourBytes(place: number): readonly number[] {
  return [
    0x81 + Math.floor(place / 12_600),
    0x30 + (Math.floor(place / 1_260) % 10),
    0x81 + (Math.floor(place / 10) % 126),
    0x30 + (place % 10),
  ]
}

let longCodes: ReadonlyMap<string, number> | null = null

function fourByteCodes(): ReadonlyMap<string, number> {
  if (longCodes !== null) return longCodes
  const made = new Map<string, number>()
  const gb18030 = decoder('gb18030', false)
  for (let place = 0; place < FOUR_BYTE_PLACES; place++) {
    const character = gb18030.decode(Uint8Array.from(fourBytes(place)))
    if (!character.includes('\ufffd') && !made.has(character)) made.set(character, place)
  }
  longCodes = made
  return made
}

let codes: ReadonlyMap<string, number> | null = null

/** The host decodes GB18030 but does not encode it, so the table is read backwards once. */
function gbkCodes(): ReadonlyMap<string, number> {
  if (codes !== null) return codes
  const made = new Map<string, number>()
  const gb18030 = decoder('gb18030', false)
  const pair = new Uint8Array(2)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      pair[0] = lead
      pair[1] = trail
      const character = gb18030.decode(pair)
      if (!character.includes('\ufffd') && !made.has(character)) made.set(character, (lead << 8) | trail)
    }
  }
  codes = made
  return made
}

type Decoder = InstanceType<typeof TextDecoder>
const decoders = new Map<string, Decoder>()

function decoder(charset: 'utf-8' | 'gb18030', fatal: boolean): Decoder {
  const key = `${charset} ${fatal}`
  const known = decoders.get(key)
  if (known !== undefined) return known
  const made = new TextDecoder(charset, { fatal })
  decoders.set(key, made)
  return made
}

function strictly(bytes: Uint8Array, charset: 'utf-8' | 'gb18030'): string | null {
  try {
    return decoder(charset, true).decode(bytes)
  } catch {
    return null
  }
}
