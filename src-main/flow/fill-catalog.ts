/** A station's lists begin with what the judge knows (foods, items, methods) and the stalls it has met; what a person changed stays. */
import { canonicalJson } from '#core/canonical.ts'
import { keyOf } from '#core/catalog/catalog.ts'
import type { CatalogName, Data } from '#core/catalog/list.ts'
import { seedOf } from '#core/catalog/seed.ts'
import { entriesOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { allStalls } from '#storage/stalls.ts'
import { checkContext } from './catalog-context.ts'
import { sealerOf } from './catalog-secret.ts'
import { moveCalibrations } from './port-calibration.ts'
import { prepareEntry, writePrepared } from './save-entry.ts'
import type { World } from './world.ts'

/** At every start: a newer pack brings its new foods, and corrects only what came from a pack. */
export function fillCatalog(world: World): void {
  const lists = transaction(world.db, () => {
    const brought = seedOf(world.pack).filter(({ list, rows }) => fill(world, list, rows))
    return [...brought.map(({ list }) => list), ...(nameStalls(world) ? ['stall'] : [])]
  })
  moveCalibrations(world)
  for (const list of lists) world.tell({ kind: 'catalog.changed', list })
}

function fill(world: World, list: CatalogName, rows: readonly Data[]): boolean {
  const kept = new Map(entriesOf(world.db, list, { retired: true }).map((entry) => [entry.key, entry]))
  const options = { context: checkContext(world), sealer: sealerOf(world) }
  let changed = false
  for (const row of rows) {
    const before = kept.get(keyOf(list, row))
    if (before !== undefined && (before.source !== 'pack' || canonicalJson(before.data as Data) === canonicalJson(row)))
      continue
    const prepared = prepareEntry(world, list, row, options)
    if (prepared.change === 'refused') throw new Error(`the shipped ${list} ${prepared.key} is not well formed`)
    writePrepared(world, prepared, { sealer: options.sealer, by: SHIPPED, source: 'pack' })
    changed = true
  }
  return changed
}

/** Stalls of samples taken before there were files get one that says what is known: code and name. */
function nameStalls(world: World): boolean {
  const filed = new Set(entriesOf(world.db, 'stall', { retired: true }).map(({ key }) => key))
  const options = { context: checkContext(world), sealer: sealerOf(world) }
  const unfiled = allStalls(world.db).filter(({ code }) => !filed.has(code))
  for (const { code, name } of unfiled) {
    const prepared = prepareEntry(world, 'stall', { code, name }, options)
    if (prepared.change === 'new')
      writePrepared(world, prepared, { sealer: options.sealer, by: SHIPPED, source: 'registration' })
  }
  return unfiled.length > 0
}

/** Stands where a person's name stands for what a person did. */
const SHIPPED = '程序自带'
