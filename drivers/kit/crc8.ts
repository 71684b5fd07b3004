/** CRC-8 as the 达元 readers count it: polynomial 31, initial 00, high bit first, not reflected. */

const table = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x31) & 0xff : (crc << 1) & 0xff
  return crc
})

/** `00 02 00 00 00` gives 07, `01 01 00 FF` 71, `15 04 00 FF 00 00 00` 2B. The common CRC-8 with 8C gives other values. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) crc = table[crc ^ byte] ?? 0
  return crc
}
