/** Messages of an LIS2 analyzer, built byte by byte and independently of the kit's own sender. */
export const ENQ = '\x05'
export const EOT = '\x04'
export const ACK = 0x06
export const NAK = 0x15

export function bytesOf(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece))),
  )
}

interface FrameOptions {
  readonly end?: string
  readonly last?: boolean
  readonly checksum?: string
}

/** `STX n text ETX cc CR LF`; a given checksum stands as it is, right or wrong. */
export function frame(
  number: number,
  text: string | Uint8Array,
  { end = '\r\n', last = true, checksum }: FrameOptions = {},
): Uint8Array {
  const body = bytesOf(String(number), text, last ? '\x03' : '\x17')
  const sum = body.reduce((total, byte) => (total + byte) % 256, 0)
  const digits = checksum ?? sum.toString(16).toUpperCase().padStart(2, '0')
  return bytesOf('\x02', body, digits, end)
}

export const header = 'H|\\^&|||Reader^1|||||||P|LIS2-A2|20260302083000\r'
export const patient = 'P|1\r'
export const order = (sampleNo: string) => `O|1|${sampleNo}||^^^NJ01\r`
export const result = (value: string, item = 'NJ01') => `R|1|^^^${item}|${value}|%||N||F||||20260302082955\r`
export const terminator = 'L|1|N\r'

export const records = [header, patient, order('20260302-0001'), result('12.30'), terminator]

/** Each record in a frame of its own. */
export function framesOf(texts: readonly (string | Uint8Array)[] = records, options: FrameOptions = {}): Uint8Array[] {
  return texts.map((text, index) => frame((index + 1) % 8, text, options))
}

export function session(texts: readonly (string | Uint8Array)[] = records): Uint8Array {
  return bytesOf(ENQ, ...framesOf(texts), EOT)
}
