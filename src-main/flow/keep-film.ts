/** A film of a disposal arrives in pieces: kept in a file and flushed before its row, bound to its case and sample by the audit. */
import { type FilmMime, filmKindOf, MOST_CHUNK, MOST_FILM } from '#core/failure/film.ts'
import { isEnded } from '#core/failure/stage.ts'
import { Fault } from '#core/fault.ts'
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { type EvidenceRow, evidenceById, insertFilm } from '#storage/failures.ts'
import { dropAbandoned, type FilmFile, filmPiece, newFilm } from '#storage/films.ts'
import { type Db, transaction } from '#storage/open.ts'
import { sampleById } from '#storage/samples.ts'
import { failureState } from './follow-failure.ts'
import type { World } from './world.ts'

export interface NewFilm {
  readonly failureId: FailureId
  readonly name: string
  readonly mime: FilmMime
  readonly bytes: number
  readonly by: string
}

interface Upload extends NewFilm {
  readonly file: FilmFile
}

/** Uploads live with the program: a window that dies begins again, and what it left is cleared away. */
const running = new WeakMap<Db, Map<string, Upload>>()
const MOST_UPLOADS = 4

function uploadsOf({ db }: Pick<World, 'db'>): Map<string, Upload> {
  const known = running.get(db) ?? new Map<string, Upload>()
  running.set(db, known)
  return known
}

/** Errors: `not-found`, `input.invalid`, `disk.full`. */
export function beginFilm(world: World, said: NewFilm): { readonly upload: string } {
  const state = failureState(world, said.failureId)
  if (isEnded(state.stage)) throw new Fault('input.invalid', '这个处置单已经办结,不能再加视频')
  if (said.bytes < 1 || said.bytes > MOST_FILM)
    throw new Fault('input.too-large', `视频最大 ${MOST_FILM / 1_000_000} MB`)
  const uploads = uploadsOf(world)
  dropAbandoned(world.file, [...uploads.keys()])
  for (const [name, oldest] of [...uploads].slice(0, Math.max(0, uploads.size - MOST_UPLOADS + 1))) {
    oldest.file.drop()
    uploads.delete(name)
  }
  const upload = world.newId()
  uploads.set(upload, { ...said, file: newFilm(world.file, upload) })
  return { upload }
}

/** In order; whatever is wrong ends the upload. Errors: `not-found`, `input.invalid`, `disk.full`. */
export function addFilm(world: World, upload: string, from: number, bytes: Uint8Array): { readonly received: number } {
  const { file, mime, bytes: whole } = uploadOf(world, upload)
  const wrong =
    from !== file.received
      ? '视频的各段没有按顺序到达'
      : bytes.length === 0 || bytes.length > MOST_CHUNK || from + bytes.length > whole
        ? '视频的大小和登记的不一样'
        : from === 0 && filmKindOf(bytes) !== mime
          ? '这个文件不是 MP4 或 WebM 视频'
          : null
  try {
    if (wrong !== null) throw new Fault('input.invalid', wrong)
    file.add(bytes)
  } catch (error) {
    end(world, upload)
    throw error
  }
  return { received: file.received }
}

/** Errors: `not-found`, `input.invalid` when a part is missing. */
export function endFilm(world: World, upload: string): EvidenceRow {
  const said = uploadOf(world, upload)
  if (said.file.received !== said.bytes) {
    end(world, upload)
    throw new Fault('input.invalid', '视频没有传完')
  }
  const state = failureState(world, said.failureId)
  const { sampleNo } = sampleById(world.db, state.sampleId)
  const { sha256, size } = said.file.keep()
  uploadsOf(world).delete(upload)
  const at = world.now()
  const { failureId, name, mime, by } = said
  const film = transaction(world.db, () => {
    const kept = insertFilm(world.db, { id: world.newId() as EvidenceId, failureId, name, mime, size, sha256, at, by })
    const detail = `${name} ${sha256} ${size} ${sampleNo}`
    appendAudit(world.db, { at, by, action: 'failure.film', subject: state.caseNo, detail })
    return kept
  })
  world.tell({ kind: 'failure.moved', failureId })
  return film
}

/** Errors: `not-found`, `file.unreadable`. */
export function readFilm(world: World, id: EvidenceId, from: number) {
  const film = evidenceById(world.db, id)
  if (!film.film) throw new Fault('not-found', `film ${id}`)
  return { bytes: film.size, content: filmPiece(world.file, film, from, MOST_CHUNK) }
}

function uploadOf(world: World, upload: string): Upload {
  const known = uploadsOf(world).get(upload)
  if (known === undefined) throw new Fault('not-found', `upload ${upload}`)
  return known
}

function end(world: World, upload: string): void {
  uploadsOf(world).get(upload)?.file.drop()
  uploadsOf(world).delete(upload)
}
