/** Films as files beside the database: written piece by piece, named by their hash, durable before anybody speaks of them. */
import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#core/fault.ts'
import { withFaults } from './fault-of.ts'

/** Of one database file; the name says whose it is when somebody finds it. */
export function filmFolder(database: string): string {
  return `${database}.films`
}

export interface FilmFile {
  readonly received: number
  add(bytes: Uint8Array): void
  /** Flushes, names it by its hash and flushes the folder. Twice the same film is one file. */
  keep(): { readonly sha256: string; readonly size: number }
  /** Leaves nothing behind. */
  drop(): void
}

const PART = '.part'

/** Errors: `disk.full`, `database.read-only`. */
export function newFilm(database: string, name: string): FilmFile {
  const folder = filmFolder(database)
  const partial = join(folder, `${name}${PART}`)
  const handle = withFaults(() => {
    mkdirSync(folder, { recursive: true })
    return openSync(partial, 'wx')
  })
  return writing(handle, folder, partial, createHash('sha256'))
}

function writing(handle: number, folder: string, partial: string, hash: Hash): FilmFile {
  let received = 0
  let open = true
  const close = () => {
    if (open) closeSync(handle)
    open = false
  }
  return {
    get received() {
      return received
    },
    add: (bytes) =>
      withFaults(() => {
        for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
        hash.update(bytes)
        received += bytes.length
      }),
    keep: () =>
      withFaults(() => {
        const sha256 = hash.digest('hex')
        fsyncSync(handle)
        close()
        const file = join(folder, sha256)
        if (existsSync(file)) rmSync(partial)
        else renameSync(partial, file)
        // The new name is durable only when the folder is; Windows has no such call and needs none.
        if (process.platform !== 'win32') flushFolder(folder)
        return { sha256, size: received }
      }),
    drop: () => {
      close()
      rmSync(partial, { force: true })
    },
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** What a window or a program left when it died. `running`: the names being written now. */
export function dropAbandoned(database: string, running: readonly string[]): void {
  const folder = filmFolder(database)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder))
    if (name.endsWith(PART) && !running.includes(name.slice(0, -PART.length)))
      rmSync(join(folder, name), { force: true })
}

/** A piece of a film; shorter at its end. Errors: `file.unreadable` when the file is gone or was cut. */
export function filmPiece(database: string, film: FilmOnDisk, from: number, most: number): Uint8Array {
  const handle = opened(join(filmFolder(database), film.sha256))
  try {
    if (fstatSync(handle).size !== film.size) throw new Fault('file.unreadable', `film ${film.sha256}`)
    const piece = Buffer.alloc(Math.max(0, Math.min(most, film.size - from)))
    const read = readSync(handle, piece, 0, piece.length, from)
    return piece.subarray(0, read)
  } finally {
    closeSync(handle)
  }
}

export interface FilmOnDisk {
  readonly sha256: string
  readonly size: number
}

function opened(file: string): number {
  try {
    return openSync(file, 'r')
  } catch (error) {
    throw new Fault('file.unreadable', error instanceof Error ? error.message : file)
  }
}

/** Reads every byte, piece by piece, so that a station that checks goes on hearing. */
export async function filmHash(database: string, { sha256 }: FilmOnDisk): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(join(filmFolder(database), sha256))) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** Whether the file is there in its whole length; its hash is for whoever checks the evidence. */
export function isFilmThere(database: string, { sha256, size }: FilmOnDisk): boolean {
  const file = join(filmFolder(database), sha256)
  return existsSync(file) && statSync(file).size === size
}
