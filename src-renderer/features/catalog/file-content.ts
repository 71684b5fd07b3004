/** A chosen file as the base64 that the contract carries. */

/** As the contract allows: sixteen million letters of base64. */
export const MOST_BYTES = 11_900_000

/** Chunked, because a call takes only so many arguments. */
export async function fileBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const step = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
  return btoa(text)
}
