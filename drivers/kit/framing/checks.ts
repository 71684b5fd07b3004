/** The checks that devices put behind their frames: sums, XOR and CRCs, each with the vectors that tell it from its cousins. */

const crc8Table = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x31) & 0xff : (crc << 1) & 0xff
  return crc
})

/** CRC-8 as the 达元 readers count it: polynomial 31, initial 00, high bit first, not reflected. `00 02 00 00 00` gives 07, `01 01 00 FF` 71. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = crc8Table[crc ^ byte] ?? 0
  return crc
}

const crc16Table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})

/** CRC-16 Modbus: A001 reflected, start FFFF; sent low byte first. `11 03 00 6B 00 03` gives 8776, sent as `76 87`. */
export function crc16Modbus(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crc16Table[(crc ^ byte) & 0xff] ?? 0)
  return crc
}

/** Sum modulo 256, of all bytes or from one to before another. `02 00 03 01 10 13` gives 29. */
export function sum8(bytes: Uint8Array, from = 0, until: number = bytes.length): number {
  let sum = 0
  for (let at = from; at < until; at++) sum += bytes[at] ?? 0
  return sum & 0xff
}

/** XOR of all bytes; 00 for none. `03 FF 20 00 00 00 00 00 08 00` gives D4. */
export function xor8(bytes: Uint8Array): number {
  let xor = 0
  for (const byte of bytes) xor ^= byte
  return xor
}
