/**
 * A file of master data: tried first, row by row, and nothing written; then taken as one. Its rows are staged in short transactions,
 * one row in `catalog_imports` decides (with the audit, in the same transaction), and what was decided is finished, if need be after the
 * next start. No turn is long and no transaction stays open over one: an analyzer's bytes are committed between any two of them.
 */
import type { CatalogName } from '#core/catalog/list.ts'
import { Fault } from '#core/fault.ts'
import { appendAudit } from '#storage/audit.ts'
import {
  forgetUnconfirmed,
  insertImport,
  stagedEntries,
  stagedLeft,
  stageEntry,
  unfinishedImports,
  unstageEntry,
} from '#storage/catalog-imports.ts'
import { type Db, transaction } from '#storage/open.ts'
import { sealerOf } from './catalog-secret.ts'
import { checkCatalogFile, type FileGiven, type Heard, type ImportReport } from './check-catalog-file.ts'
import { guardTraining } from './guard-training.ts'
import { appendImported, type Prepared, sealedWith, trainingIn } from './save-entry.ts'
import { inTurns, isTurnOver } from './time-slices.ts'
import type { World } from './world.ts'

export type { FileGiven, ImportReport, ReportRow } from './check-catalog-file.ts'

export interface ImportProgress {
  readonly list: CatalogName
  readonly phase: 'reading' | 'checking' | 'writing'
  readonly done: number
  readonly total: number
}

/** One file at a time for each station. */
const running = new WeakMap<Db, ImportProgress>()

export function importProgress(world: Pick<World, 'db'>): ImportProgress | null {
  return running.get(world.db) ?? null
}

/** Writes nothing. Errors: `catalog.file` with the reason, `catalog.busy`. */
export function tryImport(world: World, given: FileGiven): Promise<ImportReport> {
  return alone(world, given.list, () =>
    inTurns(
      checkCatalogFile(
        world,
        given,
        heard(world, given.list, () => undefined),
      ),
    ),
  )
}

/** Good rows in, each bad one named in the report. Errors: `catalog.file`, `catalog.busy`, `person.own-training`. */
export function importFile(world: World, given: FileGiven): Promise<ImportReport> {
  return alone(world, given.list, async () => {
    const batch = world.newId()
    const report = await stage(world, given, batch)
    if (report.counts.new + report.counts.changed > 0) confirm(world, given, batch, report)
    await finish(world, batch, given.list, given.by)
    return report
  })
}

/** At start: files that were decided and not finished are finished; staged rows nobody decided on are forgotten. */
export async function finishImports(world: World): Promise<void> {
  transaction(world.db, () => forgetUnconfirmed(world.db))
  for (const { batch, list, by } of unfinishedImports(world.db)) {
    world.log.warn({ list, rows: stagedLeft(world.db, batch) }, 'an import that the program ended in is finished')
    await alone(world, list, () => finish(world, batch, list, by))
  }
}

function heard(world: World, list: CatalogName, good: Heard['good']): Heard {
  return { good, progress: (done, total) => running.set(world.db, { list, phase: 'checking', done, total }) }
}

async function alone<T>(world: World, list: CatalogName, work: () => Promise<T>): Promise<T> {
  if (running.has(world.db)) throw new Fault('catalog.busy', list)
  running.set(world.db, { list, phase: 'reading', done: 0, total: 0 })
  try {
    return await work()
  } finally {
    running.delete(world.db)
  }
}

/** Rows are collected while they are checked and staged in transactions of their own, none longer than a turn. */
async function stage(world: World, given: FileGiven, batch: string): Promise<ImportReport> {
  const sealer = sealerOf(world)
  const waiting: { readonly prepared: Prepared; readonly place: number }[] = []
  const good = (prepared: Prepared, place: number) => waiting.push({ prepared, place })
  const report = await inTurns(checkCatalogFile(world, given, heard(world, given.list, good)))
  for (const { prepared } of waiting) guardTraining(world, trainingIn(prepared), given.by)
  await inTurns(
    (function* () {
      for (let at = 0; at < waiting.length; yield) {
        at += transaction(world.db, () => {
          const began = performance.now()
          let done = 0
          for (const { prepared, place } of waiting.slice(at, at + CHUNK)) {
            const { list, key, data } = prepared
            stageEntry(world.db, batch, { place, list, key, data, sealed: sealedWith(sealer, prepared) })
            done++
            if (isTurnOver(began)) break
          }
          return done
        })
      }
    })(),
  )
  return report
}

const CHUNK = 500

/** The one step at which the file counts: before it nothing happened, after it everything will. */
function confirm(world: World, { list, name, by }: FileGiven, batch: string, { sha256, counts }: ImportReport): void {
  const { warned: _, ...kept } = counts
  const at = world.now()
  transaction(world.db, () => {
    insertImport(world.db, { batch, list, fileName: name, sha256, counts: kept, by, at })
    appendAudit(world.db, {
      at,
      by,
      action: 'catalog.import',
      subject: list,
      detail: JSON.stringify({ file: name, sha256, ...kept }),
    })
  })
}

async function finish(world: World, batch: string, list: CatalogName, by: string): Promise<void> {
  const total = stagedLeft(world.db, batch)
  await inTurns(
    (function* () {
      for (let left = total; left > 0; yield) {
        left -= transaction(world.db, () => applySome(world, batch, by))
        running.set(world.db, { list, phase: 'writing', done: total - left, total })
      }
    })(),
  )
  if (total > 0) world.tell({ kind: 'catalog.changed', list })
}

function applySome(world: World, batch: string, by: string): number {
  const began = performance.now()
  let done = 0
  for (const { place, ...staged } of stagedEntries(world.db, batch, CHUNK)) {
    appendImported(world, { ...staged, by })
    unstageEntry(world.db, batch, place)
    done++
    if (isTurnOver(began)) break
  }
  return done
}
