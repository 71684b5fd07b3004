/** A sample is taken: one line at the counter becomes a sample with its number, its stall and, if said, its place on an analyzer. */
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { checkAmount, checkDetails, checkStall, checkTaking, type Finding } from '#core/sample/check.ts'
import { changesOf, detailsOf, noDetails, type SampleDetails } from '#core/sample/details.ts'
import type { Nature, SampleKind, Stall } from '#core/sample/sample.ts'
import { dayOf, type Moment } from '#core/time.ts'
import { appendAudit } from '#storage/audit.ts'
import { entryOf } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { insertDetails } from '#storage/sample-details.ts'
import { insertSample, nextSampleNo, placeSample, upsertStall } from '#storage/samples.ts'
import { foodCalled } from './food-names.ts'
import { putEntry } from './save-entry.ts'
import { searchText } from './search-text.ts'
import type { World } from './world.ts'

export interface Registration {
  /** Null only for a control, which need come from no stall. */
  readonly stallCode: string | null
  readonly stallName?: string | undefined
  readonly food: string
  readonly kind: SampleKind
  readonly nature: Nature
  readonly origin: string | null
  readonly stockKg: string | null
  readonly takenBy: string
  readonly place: { readonly port: string; readonly channel: string } | null
  /** When it was taken, where it is entered later; now otherwise. */
  readonly takenAt?: Moment | undefined
  readonly details?: Partial<SampleDetails> | undefined
}

export interface Registered {
  readonly id: SampleId
  readonly sampleNo: string
}

/** A stall nobody has named yet is called by its code. Errors: `sample.impossible`. */
export function registerSample(world: World, said: Registration): Registered {
  const [registered] = registerSamples(world, [said])
  if (registered === undefined) throw new Error('nothing registered')
  return registered
}

/** A whole row of stalls in one piece: all of them get their numbers, or none. Errors: `sample.impossible`. */
export function registerSamples(world: World, said: readonly Registration[]): readonly Registered[] {
  const at = world.now()
  const registered = transaction(world.db, () => said.map((one) => register(world, one, at)))
  for (const { id } of registered) world.tell({ kind: 'sample.changed', sampleId: id })
  return registered
}

function register(world: World, said: Registration, now: Moment): Registered {
  const { db } = world
  const at = said.takenAt ?? now
  const food = foodCalled(world, said.food)
  // Which part of a food is tested is the food's, unless somebody said otherwise.
  const details = detailsOf({ part: entryOf(db, 'food', food)?.data.part ?? null, ...said.details })
  refuseImpossible([
    ...checkStall(said.kind, said.stallCode),
    ...checkTaking(at, now, null),
    ...checkDetails(details, at),
    ...(said.stockKg === null ? [] : checkAmount('quantity', said.stockKg)),
  ])
  const id = world.newId() as SampleId
  const stall = said.stallCode === null ? null : stallOf(world, said.stallCode, said.stallName, said.takenBy)
  const number = nextSampleNo(db, dayOf(now))
  insertSample(db, {
    id,
    sampleNo: number,
    kind: said.kind,
    nature: said.nature,
    stallId: stall?.id ?? null,
    food,
    origin: said.origin,
    stockKg: said.stockKg,
    takenAt: at,
    takenBy: said.takenBy,
    searchText: searchText([
      number,
      ...(stall === null ? [] : [stall.code, stall.name]),
      said.food,
      ...(food === said.food ? [] : [food]),
    ]),
  })
  if (changesOf(noDetails, details).length > 0) insertDetails(db, id, { details, by: said.takenBy, at: now })
  if (said.place !== null) placeSample(db, { sampleId: id, ...said.place, at: now, by: said.takenBy })
  appendAudit(db, {
    at: now,
    by: said.takenBy,
    action: 'sample.register',
    subject: number,
    detail: JSON.stringify({ stall: stall?.code ?? null, food: said.food, kind: said.kind, nature: said.nature }),
  })
  return { id, sampleNo: number }
}

/** A stall without a file gets one that says what is known; a new name is a new version of it. Registering never waits for the file. */
function stallOf(world: World, stallCode: string, stallName: string | undefined, takenBy: string): Stall {
  const filed = entryOf(world.db, 'stall', stallCode)
  const name = stallName ?? filed?.data.name ?? stallCode
  if (filed === undefined || filed.retired || filed.data.name !== name) {
    const data = { ...filed?.data, code: stallCode, name }
    putEntry(world, { list: 'stall', key: stallCode, data, by: takenBy, source: 'registration' })
  }
  return upsertStall(world.db, { code: stallCode, name })
}

/** What only warns is stored and said; what cannot be is refused whole. */
export function refuseImpossible(findings: readonly Finding[]): void {
  const [first] = findings.filter(({ level }) => level === 'refuse')
  if (first !== undefined) throw new Fault('sample.impossible', `${first.field}: ${first.code} ${first.detail}`)
}
