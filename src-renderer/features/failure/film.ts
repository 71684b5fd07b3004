/** A film on its way to the station, piece by piece; and back, for looking at it. */
import { client } from '#api'
import { filmMimes, MOST_CHUNK, MOST_FILM } from '#core/failure/film.ts'
import { base64Of, refusedFile } from '#ui/photo.ts'

export function isFilm(file: File): boolean {
  return file.type.startsWith('video/')
}

/** `said` hears how much of it is there, 0 to 1. */
export async function sendFilm(id: string, by: string, file: File, said: (part: number) => void): Promise<void> {
  const mime = filmMimes.find((kind) => kind === file.type)
  if (mime === undefined) throw refusedFile(file, '不是能用的视频', '只收 MP4、WebM 格式', '用手机重新录,或另存为 MP4')
  if (file.size > MOST_FILM)
    throw refusedFile(file, '太大', `视频不能超过 ${MOST_FILM / 1_000_000} MB`, '在手机里剪短,或调低分辨率重录')
  const { upload } = await client.failure.beginFilm({ id, by, name: file.name.slice(-120), mime, bytes: file.size })
  for (let from = 0; from < file.size; from += MOST_CHUNK) {
    const content = await base64Of(file.slice(from, from + MOST_CHUNK), file.name)
    const { received } = await client.failure.addFilm({ upload, from, content })
    said(received / file.size)
  }
  await client.failure.endFilm({ upload })
}

/** An address for a player; revoke it when the player is gone. */
export async function filmAddress(id: string, mime: string): Promise<string> {
  const parts: BlobPart[] = []
  for (let from = 0, whole = 1; from < whole; ) {
    const { content, bytes } = await client.failure.readFilm({ id, from })
    const piece = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
    if (piece.length === 0) break
    parts.push(piece)
    from += piece.length
    whole = bytes
  }
  return URL.createObjectURL(new Blob(parts, { type: mime }))
}
