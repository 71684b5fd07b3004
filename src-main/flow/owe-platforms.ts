/** A result or a closed case is owed to every platform of the site, from the transaction that made it. */

import type { FailureState } from '#core/failure/failure.ts'
import type { EntryId, EvidenceId, ResultId } from '#core/ids.ts'
import type { NewEntry } from '#core/outbox/entry.ts'
import { entriesFor, entriesForFailure } from '#core/outbox/owe.ts'
import type { FailureFacts, ResultFacts } from '#core/outbox/payload.ts'
import { evidenceById, recordOf } from '#storage/failures.ts'
import { transaction } from '#storage/open.ts'
import { failuresNotOwed, insertEntry, resultsNotOwed } from '#storage/outbox.ts'
import { resultFacts } from '#storage/results.ts'
import { sampleById } from '#storage/samples.ts'
import { failureState } from './follow-failure.ts'
import type { Platform } from './platform.ts'
import type { World } from './world.ts'

export function owePlatforms(world: World, resultId: ResultId, platforms: readonly Platform[] = world.platforms): void {
  if (platforms.length === 0) return
  const facts: ResultFacts = resultFacts(world.db, resultId)
  keep(
    world,
    entriesFor(facts, names(platforms), () => world.newId() as EntryId, world.now()),
  )
}

/** The destruction of a closed case, whose record is kept already. */
export function oweFailure(world: World, state: FailureState, platforms: readonly Platform[] = world.platforms): void {
  const sample = sampleById(world.db, state.sampleId)
  const record = recordOf(world.db, state.id)
  if (record === undefined) throw new Error(`Case ${state.caseNo} is closed without its record`)
  const facts: FailureFacts = {
    sampleNo: sample.sampleNo,
    food: sample.food,
    stallNo: sample.stallCode,
    recordNo: record.recordNo,
    recordSha256: record.sha256,
    evidenceSha256: (state.disposal?.evidence ?? []).map((id) => evidenceById(world.db, id as EvidenceId).sha256),
  }
  keep(
    world,
    entriesForFailure(state, facts, names(platforms), () => world.newId() as EntryId, world.now()),
  )
}

/** A platform that came later is owed what came before; a thousand at a time, so that a start is never long. */
export function oweMissing(world: World, platform: Platform): number {
  let owed = 0
  for (;;) {
    const missing = resultsNotOwed(world.db, platform.name, 1000)
    if (missing.length === 0) break
    transaction(world.db, () => {
      for (const resultId of missing) owePlatforms(world, resultId, [platform])
    })
    owed += missing.length
  }
  const closed = failuresNotOwed(world.db, platform.name)
  transaction(world.db, () => {
    for (const id of closed) oweFailure(world, failureState(world, id), [platform])
  })
  return owed + closed.length
}

function keep(world: World, entries: readonly NewEntry[]): void {
  for (const entry of entries)
    insertEntry(world.db, { ...entry, subjectKind: entry.subject.kind, subjectId: entry.subject.id, at: world.now() })
}

function names(platforms: readonly Platform[]): readonly string[] {
  return platforms.map(({ name }) => name)
}
