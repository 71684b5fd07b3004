/**
 * The parts of a zip file, each unpacked when asked for (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16). Stricter than most
 * readers: the directory must end the file, sizes are bounded before and while unpacking, and each part must match its CRC-32.
 */
import { Inflate, inflateSync } from 'fflate'
import { joinBytes, latinOf, u16le, u32le } from '../bytes.ts'
import { decodeText } from '../text.ts'
import { broken, Unreadable } from './unreadable.ts'

/** All parts together; what is larger than the longest file of text is no day's list. */
const MOST_UNPACKED = 16 * 1024 * 1024
/** Packed bytes at a time: a bomb of a thousand to one is noticed 16 MiB later at most. */
const PACKED_STEP = 16_384
const CRC_STEP = 1024 * 1024
const TEXT_STEP = 512 * 1024

const END = 0x06054b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const LISTED = 0x02014b50
const LOCAL = 0x04034b50

interface Part {
  readonly encrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly local: number
}

/** `PK 03 04`: what a zip file with any part begins with. */
export function isZip(file: Uint8Array): boolean {
  return file.length >= 4 && u32le(file, 0) === LOCAL
}

export class ZipParts {
  readonly #file: Uint8Array
  readonly #parts: ReadonlyMap<string, Part>
  readonly #directory: number
  #left: number

  /** Throws `Unreadable`. */
  constructor(file: Uint8Array, mostUnpacked: number = MOST_UNPACKED) {
    this.#file = file
    this.#left = mostUnpacked
    const { from, count, until } = directoryOf(file)
    this.#directory = from
    this.#parts = partsIn(file, from, until, count)
  }

  has(name: string): boolean {
    return this.#parts.has(plainName(name))
  }

  /** The part as UTF-8 text. Throws `Unreadable`. */
  text(name: string): string {
    const steps = this.textSteps(name)
    for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
  }

  /** The same, with a pause after every so many bytes. */
  *textSteps(name: string): Generator<void, string, void> {
    const part = this.#parts.get(plainName(name))
    if (part === undefined) throw broken(`${name} is missing`)
    const bytes = yield* this.#unpacked(name, part)
    let whole = ''
    for (let at = 0; at < bytes.length; ) {
      const until = characterEnd(bytes, at + TEXT_STEP)
      const { text, lossy } = decodeText(bytes.subarray(at, until), 'utf-8')
      if (lossy) throw broken(`${name} is not UTF-8`)
      whole += text
      at = until
      if (at < bytes.length) yield
    }
    return whole
  }

  *#unpacked(name: string, part: Part): Generator<void, Uint8Array, void> {
    if (part.encrypted) throw broken(`${name} is encrypted`)
    if (part.size > this.#left) throw new Unreadable(`file-too-long: ${name} unpacks to ${part.size} bytes`)
    this.#left -= part.size
    const packed = this.#packed(name, part)
    const bytes = part.method === 0 ? packed : yield* inflated(name, packed, part.size)
    if (bytes.length !== part.size) throw broken(`${name} has ${bytes.length} of ${part.size} bytes`)
    if ((yield* crcSteps(bytes)) !== part.crc) throw broken(`the checksum of ${name} differs`)
    return bytes
  }

  /** The local header repeats the name and may have other extra fields than the directory. */
  #packed(name: string, { local, packed, method }: Part): Uint8Array {
    const file = this.#file
    const from = local + 30 + u16le(file, local + 26) + u16le(file, local + 28)
    if (local + 30 > this.#directory || u32le(file, local) !== LOCAL || u16le(file, local + 8) !== method)
      throw broken(`${name} does not begin where the directory says`)
    if (from + packed > this.#directory) throw broken(`${name} runs into the directory`)
    return file.subarray(from, from + packed)
  }
}

/** Whatever the part says of itself: nothing is unpacked beyond the size that was agreed to. */
function* inflated(name: string, packed: Uint8Array, size: number): Generator<void, Uint8Array, void> {
  try {
    // One byte more than agreed, so that a longer part is seen to be longer.
    const bytes =
      packed.length <= PACKED_STEP
        ? inflateSync(packed, { out: new Uint8Array(size + 1) })
        : yield* inSteps(packed, size)
    if (bytes.length <= size) return bytes
  } catch {
    throw broken(`${name} cannot be unpacked`)
  }
  throw broken(`${name} is longer than it says`)
}

/** Stops soon after `size`. */
function* inSteps(packed: Uint8Array, size: number): Generator<void, Uint8Array, void> {
  const pieces: Uint8Array[] = []
  let count = 0
  const inflate = new Inflate((piece) => {
    pieces.push(piece)
    count += piece.length
  })
  for (let at = 0; at < packed.length && count <= size; at += PACKED_STEP) {
    inflate.push(packed.subarray(at, at + PACKED_STEP), at + PACKED_STEP >= packed.length)
    yield
  }
  return joinBytes(pieces)
}

function directoryOf(file: Uint8Array): { readonly from: number; readonly until: number; readonly count: number } {
  const end = endOf(file)
  if (end === null) throw new Unreadable('file-cut: no zip directory at the end of the file')
  const count = u16le(file, end + 10)
  const length = u32le(file, end + 12)
  const from = u32le(file, end + 16)
  // Several disks, zip64, bytes before or between: no exporter of a small list needs them.
  if (u32le(file, end + 4) !== 0 || u16le(file, end + 8) !== count || from + length !== end)
    throw broken('the zip directory is not where it should be')
  return { from, until: end, count }
}

/** The last record, with a comment that ends the file exactly. */
function endOf(file: Uint8Array): number | null {
  for (let at = file.length - END_LENGTH; at >= Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT); at--)
    if (u32le(file, at) === END && at + END_LENGTH + u16le(file, at + 20) === file.length) return at
  return null
}

function partsIn(file: Uint8Array, from: number, until: number, count: number): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>()
  let at = from
  for (let index = 0; index < count; index++) {
    if (at + 46 > until || u32le(file, at) !== LISTED) throw broken('the zip directory cannot be read')
    const named = at + 46 + u16le(file, at + 28)
    const next = named + u16le(file, at + 30) + u16le(file, at + 32)
    if (next > until) throw broken('the zip directory cannot be read')
    const name = plainName(latinOf(file.subarray(at + 46, named)))
    // Two parts of one name: nobody can say which of them counts.
    if (parts.has(name)) throw broken(`two parts named ${name.slice(0, 60)}`)
    parts.set(name, {
      encrypted: (u16le(file, at + 8) & 1) !== 0,
      method: methodOf(u16le(file, at + 10)),
      crc: u32le(file, at + 16),
      packed: u32le(file, at + 20),
      size: u32le(file, at + 24),
      local: u32le(file, at + 42),
    })
    at = next
  }
  if (at !== until) throw broken('the zip directory cannot be read')
  return parts
}

/** Not within a character: the bytes of one that do not begin it are 80 to BF. */
function characterEnd(bytes: Uint8Array, near: number): number {
  let until = Math.min(near, bytes.length)
  while (until < bytes.length && ((bytes[until] ?? 0) & 0xc0) === 0x80) until++
  return until
}

function methodOf(method: number): number {
  if (method !== 0 && method !== 8) throw broken(`packed by method ${method}`)
  return method
}

/** Names in an Office file are the same in any case (ECMA-376-2, 6.2.2.3); some writers use `\`. */
function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase()
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})

/** As zip has it: EDB88320 reflected, start and end inverted. `123456789` gives CBF43926. */
export function crc32(bytes: Uint8Array): number {
  return (crcOver(0xffffffff, bytes) ^ 0xffffffff) >>> 0
}

function* crcSteps(bytes: Uint8Array): Generator<void, number, void> {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at += CRC_STEP) {
    crc = crcOver(crc, bytes.subarray(at, at + CRC_STEP))
    yield
  }
  return (crc ^ 0xffffffff) >>> 0
}

function crcOver(before: number, bytes: Uint8Array): number {
  let crc = before
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return crc
}
