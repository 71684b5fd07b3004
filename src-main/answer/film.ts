/** Answers for evidence: its line in a contact sheet, and films in pieces. */
import type { EvidenceId, FailureId } from '#core/ids.ts'
import { addFilm, beginFilm, endFilm, readFilm } from '#flow/keep-film.ts'
import type { EvidenceRow } from '#storage/failures.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'

export function filmAnswers({ world }: Pick<Desk, 'world'>) {
  return {
    beginFilm: os.failure.beginFilm.handler(({ input: { id, ...said } }) =>
      beginFilm(world, { ...said, failureId: id as FailureId }),
    ),
    addFilm: os.failure.addFilm.handler(({ input }) =>
      addFilm(world, input.upload, input.from, Buffer.from(input.content, 'base64')),
    ),
    endFilm: os.failure.endFilm.handler(({ input }) => evidenceView(endFilm(world, input.upload))),
    readFilm: os.failure.readFilm.handler(({ input }) => {
      const { bytes, content } = readFilm(world, input.id as EvidenceId, input.from)
      return { bytes, content: Buffer.from(content).toString('base64') }
    }),
  }
}

export function evidenceView({ id, name, mime, sha256, size, addedAt, addedBy, film }: EvidenceRow) {
  return { id, name, mime, sha256, bytes: size, addedAt, addedBy, film }
}
