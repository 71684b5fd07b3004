/** Messages of an HL7 analyzer, built byte by byte and independently of the kit's own sender. */

export function bytesOf(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece))),
  )
}

/** MSH with a number, a time and whatever fields differ. */
export function msh(id: string, time = '20260302083000', { kind = 'ORU^R01', mode = 'P', rest = '' } = {}): string {
  return `MSH|^~\\&|Reader|R-1|Room||${time}||${kind}|${id}|${mode}|2.3.1${rest}`
}

export const obr = (sampleNo: string) => `OBR|1||${sampleNo}||||20260302082500`
export const obx = (value: string, item = 'NJ01') => `OBX|1|NM|${item}||${value}|%||N|||F|||20260302082955`

/** `0B`, segments each with a CR, `1C 0D`. */
export function block(...segments: readonly (string | Uint8Array)[]): Uint8Array {
  return bytesOf('\x0b', ...segments.flatMap((segment) => [segment, '\r']), '\x1c\r')
}

export function message(id: string, value: string, time?: string): Uint8Array {
  return block(msh(id, time), 'PID|1', obr('20260302-0001'), obx(value))
}
