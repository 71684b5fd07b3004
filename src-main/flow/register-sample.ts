/** A sample is taken: one line at the counter becomes a sample with its number, its stall and, if said, its place on an analyzer. */
import type { SampleId } from '#core/ids.ts'
import type { Nature, SampleKind, Stall } from '#core/sample/sample.ts'
import { dayOf } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { entryOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { insertSample, nextSampleNo, placeSample, upsertStall } from '#storage/samples.ts'
import { putEntry } from './save-entry.ts'
import { searchText } from './search-text.ts'
import type { World } from './world.ts'

export interface Registration {
  readonly stallCode: string
  readonly stallName?: string | undefined
  readonly food: string
  readonly kind: SampleKind
  readonly nature: Nature
  readonly origin: string | null
  readonly stockKg: string | null
  readonly takenBy: string
  readonly place: { readonly port: string; readonly channel: string } | null
}

/** A stall nobody has named yet is called by its code. */
export function registerSample(world: World, said: Registration): { readonly id: SampleId; readonly sampleNo: string } {
  const at = world.now()
  const id = world.newId() as SampleId
  const sampleNo = transaction(world.db, () => {
    const stall = stallOf(world, said)
    const number = nextSampleNo(world.db, dayOf(at))
    insertSample(world.db, {
      id,
      sampleNo: number,
      kind: said.kind,
      nature: said.nature,
      stallId: stall.id,
      food: said.food,
      origin: said.origin,
      stockKg: said.stockKg,
      takenAt: at,
      takenBy: said.takenBy,
      searchText: searchText([number, stall.code, stall.name, said.food]),
    })
    if (said.place !== null) placeSample(world.db, { sampleId: id, ...said.place, at, by: said.takenBy })
    appendAudit(world.db, {
      at,
      by: said.takenBy,
      action: 'sample.register',
      subject: number,
      detail: JSON.stringify({ stall: stall.code, food: said.food, kind: said.kind, nature: said.nature }),
    })
    return number
  })
  world.tell({ kind: 'sample.changed', sampleId: id })
  return { id, sampleNo }
}

/** A stall without a file gets one that says what is known; a new name is a new version of it. Registering never waits for the file. */
function stallOf(world: World, { stallCode, stallName, takenBy }: Registration): Stall {
  const filed = entryOf(world.db, 'stall', stallCode)
  const name = stallName ?? filed?.data.name ?? stallCode
  if (filed === undefined || filed.retired || filed.data.name !== name) {
    const data = { ...filed?.data, code: stallCode, name }
    putEntry(world, { list: 'stall', key: stallCode, data, by: takenBy, source: 'registration' })
  }
  return upsertStall(world.db, { code: stallCode, name })
}
