/** Evidence of a case: photographs in one piece, films in many; every piece of a film has its place. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { filmMimes, MOST_CHUNK, MOST_FILM } from '#core/failure/film.ts'
import { moment, text } from './words.ts'

export const evidenceView = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  addedAt: moment,
  addedBy: z.string(),
  /** A film lies in a file beside the database and is read in pieces. */
  film: z.boolean(),
})

/** Base64 is four letters for three bytes. */
const chunkText = z.string().max(Math.ceil(MOST_CHUNK / 3) * 4)

export const filmContract = {
  beginFilm: oc
    .route({ method: 'POST', path: '/failure/{id}/film' })
    .input(
      z.object({
        id: z.string(),
        by: text(30),
        name: text(120),
        mime: z.enum(filmMimes),
        bytes: z.number().int().min(1).max(MOST_FILM),
      }),
    )
    .output(z.object({ upload: z.string() })),
  /** In order: `from` is how much came before. */
  addFilm: oc
    .route({ method: 'POST', path: '/film/{upload}' })
    .input(z.object({ upload: z.string(), from: z.number().int().min(0), content: chunkText }))
    .output(z.object({ received: z.number().int() })),
  endFilm: oc
    .route({ method: 'POST', path: '/film/{upload}/end' })
    .input(z.object({ upload: z.string() }))
    .output(evidenceView),
  readFilm: oc
    .route({ method: 'GET', path: '/film/{id}' })
    .input(z.object({ id: z.string(), from: z.coerce.number().int().min(0) }))
    .output(z.object({ content: z.string(), bytes: z.number().int() })),
}
