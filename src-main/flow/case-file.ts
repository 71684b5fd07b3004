/** A case's file: everything kept about one case as one PDF, and beside it the hash of every file for any checking tool. */
import { createHash } from 'node:crypto'
import { isEnded } from '#core/failure/stage.ts'
import type { FailureId, FrameId } from '#core/ids.ts'
import { type HashedFile, printCaseFile, type RawFrame } from '#print/case-file.ts'
import { auditOf } from '#storage/audit.ts'
import { drawingOf } from '#storage/drawings.ts'
import { evidenceOf, recordOf } from '#storage/failures.ts'
import { isFilmThere } from '#storage/films.ts'
import { frameById } from '#storage/frames.ts'
import { readingById } from '#storage/readings.ts'
import { resultsOfFailure } from '#storage/results.ts'
import { recordSheet } from './failure-papers.ts'
import { failureState, recordsOf } from './follow-failure.ts'
import type { World } from './world.ts'

export interface CaseFilePapers {
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
  /** `sha256sum` format: `hash  name`, one a line, UTF-8. */
  readonly hashes: { readonly name: string; readonly bytes: Uint8Array }
}

/** Errors: `not-found`. */
export async function caseFile(world: World, id: FailureId): Promise<CaseFilePapers> {
  const state = failureState(world, id)
  const frames = framesOfCase(world, id)
  const photos = evidenceOf(world.db, id)
  const kept = recordOf(world.db, id)
  const drawn = drawingOf(world.db, id)
  const files: readonly HashedFile[] = [
    ...(kept === undefined ? [] : [{ name: `${kept.recordNo}.pdf`, size: kept.pdf.length, sha256: kept.sha256 }]),
    ...photos.map(({ name, size, sha256, film }, index) => ({
      name: `证据${index + 1}-${plainName(name)}`,
      size,
      sha256,
      lost: film && !isFilmThere(world.file, { size, sha256 }),
    })),
    ...(drawn === undefined
      ? []
      : [{ name: `签名-${plainName(drawn.signer)}.png`, size: drawn.png.length, sha256: drawn.sha256 }]),
    ...frames.map(({ name, bytes, sha256 }) => ({ name, size: bytes.length, sha256 })),
  ]
  const recordNo = kept?.recordNo ?? state.caseNo.replace(/^CZ/, 'XH')
  const bytes = await printCaseFile(
    {
      // Its only time is the case's own, so that the same case gives the same file.
      record: recordSheet(world, state, { recordNo, madeAt: state.movedAt, draft: !isEnded(state.stage) }, photos),
      history: recordsOf(world, id),
      frames,
      audit: auditOf(world.db, state.caseNo),
      files,
    },
    world.fonts(),
  )
  const name = `${state.caseNo}-案卷.pdf`
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const lines = [{ name, sha256 }, ...files].map((one) => `${one.sha256}  ${one.name}\n`)
  return {
    file: { name, bytes },
    hashes: { name: `${state.caseNo}-案卷-SHA256.txt`, bytes: Buffer.from(lines.join(''), 'utf8') },
  }
}

/** Each frame once, in the order it was heard. */
function framesOfCase({ db }: World, id: FailureId): readonly RawFrame[] {
  const ids = new Set<FrameId>(resultsOfFailure(db, id).map(({ readingId }) => readingById(db, readingId).frameId))
  return [...ids].map((frameId) => {
    const { port, at, sha256, bytes } = frameById(db, frameId)
    return { name: `报文${frameId}.bin`, port, heardAt: at, sha256, bytes }
  })
}

/** What a list of hashes and any disk can carry. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}/\\:*?"<>|]/gu, '_')
}
