/** Files in and out of the page: bytes as the base64 that the contract carries. */

/** Chunked, because a call takes only so many arguments. */
export function base64Of(bytes: Uint8Array): string {
  const step = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step))
  return btoa(text)
}

export async function fileBase64(file: File): Promise<string> {
  return base64Of(new Uint8Array(await file.arrayBuffer()))
}

/** As the contract allows: three million letters of base64. */
export const MOST_SAMPLE_BYTES = 2_200_000
