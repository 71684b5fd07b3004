/** Films of a disposal: which kinds are taken, how large, in what pieces. */

export const filmMimes = ['video/mp4', 'video/webm'] as const
export type FilmMime = (typeof filmMimes)[number]

/** 200 MB: ten minutes of a telephone at 720p. Said on the screen before a film is chosen. */
export const MOST_FILM = 200_000_000

/** A piece; the local HTTP API takes 16 MiB at once. */
export const MOST_CHUNK = 4 * 1024 * 1024

/** What a film is by its first bytes, whatever its name says; null: none that is taken. */
export function filmKindOf(head: Uint8Array): FilmMime | null {
  // ISO 14496-12 (2022) 4.3: the first box of a file is `ftyp`.
  if (head[4] === 0x66 && head[5] === 0x74 && head[6] === 0x79 && head[7] === 0x70) return 'video/mp4'
  // RFC 8794 (2020) 8.2.1: the EBML header.
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return 'video/webm'
  return null
}
