/** Films lie beside the database and in no copy of it: are all there that its cases rest on, and are they still what they were? */
import { filmsOf } from '#storage/evidence.ts'
import { filmFolder, filmHash, isFilmThere } from '#storage/films.ts'
import { type Db, openForReading } from '#storage/open.ts'

export interface FilmsFound {
  readonly count: number
  readonly folder: string
  /** Case, name and what is wrong, one a film. */
  readonly wrong: readonly string[]
}

/** `db`: of the station that holds the file open; then names and lengths are enough. Errors: as `openForReading`. */
export async function checkFilms(file: string, db: Db | undefined): Promise<FilmsFound> {
  const films = db === undefined ? storedFilms(file) : filmsOf(db)
  const wrong: string[] = []
  for (const film of films) {
    const said = `${film.caseNo} ${film.name} ${film.sha256}`
    if (!isFilmThere(file, film)) wrong.push(`${said} 文件不在或被截短`)
    else if (db === undefined && (await filmHash(file, film)) !== film.sha256) wrong.push(`${said} 内容被改动`)
  }
  return { count: films.length, folder: filmFolder(file), wrong }
}

function storedFilms(file: string): ReturnType<typeof filmsOf> {
  const storage = openForReading(file)
  try {
    return filmsOf(storage.db)
  } finally {
    storage.close()
  }
}
