/** A file on its way to a window: its bytes in base64, with their hash. */
import { createHash } from 'node:crypto'

export function paperOf(name: string, bytes: Uint8Array, mime = 'application/pdf') {
  return {
    name,
    mime,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: Buffer.from(bytes).toString('base64'),
  }
}
