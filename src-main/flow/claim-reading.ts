/** A person says whose reading it is, and why: the reading stays as it was, the claim is a record of its own. */
import { Fault } from '#core/fault.ts'
import type { ReadingId, ResultId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { claimByReading, settleClaim } from '#storage/claims.ts'
import { transaction } from '#storage/open.ts'
import { readingById } from '#storage/readings.ts'
import { sampleByNo } from '#storage/samples.ts'
import { judgeAwaiting } from './await-blank.ts'
import { judgeFor } from './judge-reading.ts'
import { driverOrGone } from './known-drivers.ts'
import type { World } from './world.ts'

export interface Claiming {
  readonly readingId: ReadingId
  readonly sampleNo: string
  readonly by: string
  readonly why: string
}

/** Errors: `not-found` (reading, sample), `input.invalid` (claimed already). */
export function claimReading(world: World, said: Claiming): ResultId {
  const { news, resultId } = transaction(world.db, () => {
    openClaim(world, said.readingId)
    const sample = sampleByNo(world.db, said.sampleNo)
    if (sample === undefined) throw new Fault('not-found', `样品 ${said.sampleNo}`)
    const heard = readingById(world.db, said.readingId)
    const found = judgeFor(
      world,
      {
        readingId: said.readingId,
        reading: heard.reading,
        port: heard.port,
        driver: driverOrGone(world, heard.driver),
        arrivedAt: heard.heardAt,
        doubt: null,
      },
      sample.id,
    )
    settleClaim(world.db, {
      readingId: said.readingId,
      resultId: found.resultId,
      by: said.by,
      why: said.why,
      at: world.now(),
    })
    appendAudit(world.db, {
      at: world.now(),
      by: said.by,
      action: 'claim',
      subject: said.sampleNo,
      detail: JSON.stringify({ reading: said.readingId, why: said.why }),
    })
    // A blank that a person found vouches for what waited for it.
    const waited = found.control ? judgeAwaiting(world, heard.port, 'blank-came') : []
    return { resultId: found.resultId, news: [...found.news, ...waited] }
  })
  for (const one of news) world.tell(one)
  return resultId
}

export type Dismissing = Omit<Claiming, 'sampleNo'>

/** A person says that a reading belongs to no sample: a repeat, a trial. It stays on record with the reason. Errors: as for a claim. */
export function dismissReading(world: World, { readingId, by, why }: Dismissing): void {
  transaction(world.db, () => {
    openClaim(world, readingId)
    settleClaim(world.db, { readingId, resultId: null, by, why, at: world.now() })
    const detail = JSON.stringify({ why })
    appendAudit(world.db, { at: world.now(), by, action: 'claim.dismiss', subject: String(readingId), detail })
  })
  world.tell({ kind: 'reading.unclaimed', readingId })
}

function openClaim(world: World, readingId: ReadingId): void {
  const claim = claimByReading(world.db, readingId)
  if (claim === undefined) throw new Fault('not-found', `待认领读数 ${readingId}`)
  if (claim.settled) throw new Fault('input.invalid', `读数 ${readingId} 已被认领`)
}
