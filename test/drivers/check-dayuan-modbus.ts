/** The check of a DY-2620's Modbus frames, counted here bit by bit and independently of the kit. */

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc % 2 === 1 ? Math.floor(crc / 2) ^ 0xa001 : Math.floor(crc / 2)
  }
  return crc
}

export const frameChecks: Readonly<Record<string, (frame: Uint8Array) => boolean>> = {
  'dayuan/dy-2620': (frame) => {
    const end = frame.length - 2
    return end >= 13 && (frame[end] ?? 0) + 256 * (frame[end + 1] ?? 0) === crcOf(frame.slice(0, end))
  },
}
