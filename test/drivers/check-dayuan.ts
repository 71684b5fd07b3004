/** The checks of 达元 03 FE and 7E … AA frames, counted here and independently of the kit. */

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((xor, byte) => xor ^ byte, 0)
}

/** Length in bytes 8–9, XOR of the header in byte 10, of the data in byte 11. */
function host(frame: Uint8Array): boolean {
  const length = (frame[8] ?? 0) + 256 * (frame[9] ?? 0)
  const head = frame[0] === 0x03 && frame[1] === 0xfe && frame.length === 12 + length
  return head && frame[10] === xorOf(frame.slice(0, 10)) && frame[11] === xorOf(frame.slice(12))
}

/** Bit by bit: x^8 + x^5 + x^4 + 1, high bit first. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      const out = (crc >> 7) ^ ((byte >> bit) & 1)
      crc = ((crc << 1) & 0xff) ^ (out * 0x31)
    }
  return crc
}

function enclosed(length: number): (frame: Uint8Array) => boolean {
  return (frame) =>
    frame.length === length &&
    frame[0] === 0x7e &&
    frame[length - 1] === 0xaa &&
    frame[length - 2] === crcOf(frame.slice(1, length - 2))
}

export const frameChecks: Readonly<Record<string, (frame: Uint8Array) => boolean>> = {
  'dayuan/dy-3000dy': host,
  'dayuan/dy-6600': host,
  'dayuan/dy-7200': host,
  'dayuan/lz-4000t': enclosed(26),
  'dayuan/tl-300': host,
  'dayuan/tl-310': enclosed(27),
}
