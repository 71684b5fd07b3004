/** The bare limit: rows the flow has written, written again into a second database by prepared statements and nothing else. */
import type { Db } from '#storage/open.ts'

/** One commit of the flow: a frame kept, or a unit settled with everything that follows from it. */
export type Commit =
  | { readonly kind: 'frame'; readonly frame: number }
  | { readonly kind: 'unit'; readonly frames: readonly number[] }

type Row = readonly unknown[]

interface Table {
  readonly name: string
  /** Finds the rows that came of the frames in a JSON list. */
  readonly where: string
}

const OF_FRAMES = 'frame_id IN (SELECT value FROM json_each(?))'
const READINGS = `(SELECT id FROM readings WHERE ${OF_FRAMES})`
const RESULTS = `(SELECT id FROM results WHERE reading_id IN ${READINGS})`

/** In the order their references allow. */
const tables: readonly Table[] = [
  { name: 'readings', where: OF_FRAMES },
  { name: 'claims', where: `reading_id IN ${READINGS}` },
  { name: 'results', where: `reading_id IN ${READINGS}` },
  { name: 'outbox', where: `result_id IN ${RESULTS}` },
  { name: 'outcomes', where: OF_FRAMES },
]

interface Write {
  readonly results: number
  run(): void
}

/** Answers, for each list of commits, how to write their rows in as many commits; rows are read beforehand, outside the time. */
export function bareWriter(from: Db, to: Db): (commits: readonly Commit[]) => Write {
  const begin = to.prepare('BEGIN IMMEDIATE')
  const commit = to.prepare('COMMIT')
  const frames = copier(from, to, { name: 'frames', where: 'id = ?' })
  const units = copier(from, to, { name: 'units', where: 'id > ? ORDER BY id LIMIT 1' })
  const copiers = tables.map((table) => copier(from, to, table))
  let unit = 0
  return (commits) => {
    let results = 0
    const runs = commits.map((one) => {
      if (one.kind === 'frame') return writeAll(frames, frames.read(one.frame))
      const ids = JSON.stringify(one.frames)
      const found = copiers.map((each) => ({ each, rows: each.read(ids) }))
      const made = found.find(({ each }) => each.name === 'results')?.rows.length ?? 0
      results += made
      const heard = found.some(({ each, rows }) => each.name === 'readings' && rows.length > 0)
      const ofUnit = heard ? units.read(unit) : []
      if (heard) unit = Number(ofUnit[0]?.[0])
      const writes = [writeAll(units, ofUnit), ...found.map(({ each, rows }) => writeAll(each, rows))]
      return () => {
        begin.run()
        for (const write of writes) write()
        commit.run()
      }
    })
    return {
      results,
      run: () => {
        for (const run of runs) run()
      },
    }
  }
}

interface Copier {
  readonly name: string
  read(value: string | number): readonly Row[]
  write(row: Row): void
}

function copier(from: Db, to: Db, { name, where }: Table): Copier {
  const reading = from.prepare(`SELECT * FROM ${name} WHERE ${where}`).raw()
  const places = reading.columns().map(() => '?')
  const writing = to.prepare(`INSERT INTO ${name} VALUES (${places.join(', ')})`)
  return {
    name,
    read: (value) => reading.all(value) as readonly Row[],
    write: (row) => void writing.run(...row),
  }
}

function writeAll(each: Copier, rows: readonly Row[]): () => void {
  return () => {
    for (const row of rows) each.write(row)
  }
}
