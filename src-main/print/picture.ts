/** A photograph on its way into a paper: looked at before the PDF library sees it, because a damaged PNG there ends the program. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

export type Picture =
  | { readonly kind: 'printable'; readonly dataAddress: string; readonly width: number; readonly height: number }
  | { readonly kind: 'unprintable'; readonly reason: PictureFault }

/** `format`: WebP or no picture at all; `damaged`: its parts contradict each other; `variant`: interlaced, 16 bit, CMYK ... */
export type PictureFault = 'format' | 'damaged' | 'variant' | 'too-large'

/** More than a 48-megapixel camera gives. */
const MOST_PIXELS = 50_000_000

/** JPEG passes through untouched; PNG too unless it is transparent, then it is laid on white paper. Never throws. */
export function pictureOf(bytes: Uint8Array): Picture {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (data.length > 4 && data.readUInt16BE(0) === 0xffd8) return jpeg(data)
    if (data.subarray(0, 8).equals(signature)) return png(data)
  } catch {
    // Reading past the end, a stream that does not inflate: the file is cut short or overwritten.
    return unprintable('damaged')
  }
  return unprintable('format')
}

function unprintable(reason: PictureFault): Picture {
  return { kind: 'unprintable', reason }
}

function printable(mime: string, data: Buffer, width: number, height: number): Picture {
  if (width < 1 || height < 1) return unprintable('damaged')
  return { kind: 'printable', dataAddress: `data:${mime};base64,${data.toString('base64')}`, width, height }
}

/** ITU-T T.81 (1992) B.1: segments up to the first frame header (SOF0..SOF15 without DHT, JPG and DAC). */
function jpeg(data: Buffer): Picture {
  let at = 2
  for (;;) {
    if (data.readUInt8(at) !== 0xff) return unprintable('damaged')
    const marker = data.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      // Reading the header's last byte refuses a file that ends inside it.
      data.readUInt8(at + 1 + data.readUInt16BE(at + 2))
      const [bits, height, width, parts] = [
        data.readUInt8(at + 4),
        data.readUInt16BE(at + 5),
        data.readUInt16BE(at + 7),
        data.readUInt8(at + 9),
      ]
      return bits === 8 && (parts === 1 || parts === 3)
        ? printable('image/jpeg', data, width, height)
        : unprintable('variant')
    }
    if (marker === 0xd9 || marker === 0xda) return unprintable('damaged')
    at += 2 + data.readUInt16BE(at + 2)
  }
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

interface PngHead {
  readonly width: number
  readonly height: number
  readonly bits: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGB + alpha. */
  readonly colour: number
  readonly interlaced: boolean
}

/** W3C PNG (2003) section 5: every chunk's CRC holds and the pixels have the promised length, or it is damaged. */
function png(data: Buffer): Picture {
  const pixels: Buffer[] = []
  let head: PngHead | null = null
  let transparent = false
  for (let at = 8; ; ) {
    const length = data.readUInt32BE(at)
    const type = data.toString('latin1', at + 4, at + 8)
    if (data.readUInt32BE(at + 8 + length) !== crc32(data.subarray(at + 4, at + 8 + length)))
      return unprintable('damaged')
    const chunk = data.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') head = pngHead(chunk)
    if (type === 'IDAT') pixels.push(chunk)
    if (type === 'tRNS') transparent = true
    if (type === 'IEND') break
    at += 12 + length
  }
  if (head === null) return unprintable('damaged')
  const { width, height, bits, colour } = head
  if (width * height > MOST_PIXELS) return unprintable('too-large')
  const parts = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour]
  if (parts === undefined || head.interlaced || transparent || bits > 8) return unprintable('variant')
  const stride = Math.ceil((width * parts * bits) / 8)
  const rows = inflateSync(Buffer.concat(pixels), { maxOutputLength: (stride + 1) * height + 1 })
  if (rows.length !== (stride + 1) * height) return unprintable('damaged')
  if (colour !== 4 && colour !== 6) return printable('image/png', data, width, height)
  return printable('image/png', onWhite(rows, head, parts), width, height)
}

function pngHead(chunk: Buffer): PngHead {
  return {
    width: chunk.readUInt32BE(0),
    height: chunk.readUInt32BE(4),
    bits: chunk.readUInt8(8),
    colour: chunk.readUInt8(9),
    interlaced: chunk.readUInt8(12) !== 0,
  }
}

/** Undoes the row filters (section 9) and blends each pixel with white; the alpha channel is gone afterwards. */
function onWhite(rows: Buffer, { width, height, colour }: PngHead, parts: number): Buffer {
  const stride = width * parts
  const inks = parts - 1
  const out = Buffer.alloc((width * inks + 1) * height)
  let above: Buffer = Buffer.alloc(stride)
  for (let y = 0; y < height; y++) {
    const filter = rows.readUInt8(y * (stride + 1))
    const row = rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1))
    unfilter(filter, row, above, parts)
    let at = y * (width * inks + 1) + 1
    for (let x = 0; x < stride; x += parts) {
      const alpha = row[x + inks] ?? 255
      for (let part = 0; part < inks; part++)
        out[at++] = Math.round(((row[x + part] ?? 0) * alpha + 255 * (255 - alpha)) / 255)
    }
    above = row
  }
  return pngFile(width, height, colour === 4 ? 0 : 2, deflateSync(out))
}

/** A PNG of rows of red, green and blue, each row begun by its filter 0. */
export function drawnPng(width: number, height: number, rows: Uint8Array): Uint8Array {
  return pngFile(width, height, 2, deflateSync(rows))
}

function unfilter(filter: number, row: Buffer, above: Buffer, parts: number): void {
  if (filter > 4) throw new Error(`PNG filter ${filter}`)
  for (let x = 0; x < row.length; x++) {
    const left = x < parts ? 0 : (row[x - parts] ?? 0)
    const up = above[x] ?? 0
    const corner = x < parts ? 0 : (above[x - parts] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter] ?? 0
    row[x] = ((row[x] ?? 0) + guess) & 0xff
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

function pngFile(width: number, height: number, colour: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, colour, 0, 0, 0], 8)
  return Buffer.concat([signature, pngChunk('IHDR', head), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))])
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(content.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
