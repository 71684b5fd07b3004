/** A signed file as it is saved: text in UTF-8. */
import { savePaper } from '#api'

export function saveText(name: string, text: string): void {
  let bytes = ''
  // Piece by piece: a call takes only so many arguments.
  const encoded = new TextEncoder().encode(text)
  for (let at = 0; at < encoded.length; at += 0x8000) bytes += String.fromCharCode(...encoded.subarray(at, at + 0x8000))
  savePaper({ name, mime: 'application/json', content: btoa(bytes) })
}
