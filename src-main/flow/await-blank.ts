/**
 * The blank of a plate is told when its channel is, often after the samples beside it. One run is measured as one, so their readings
 * wait for it and are judged once: nothing is judged twice, nothing is overwritten.
 */
import { carriesOwnLine, missingBlank } from '#core/control/policy.ts'
import type { SampleId } from '#core/ids.ts'
import { appendAudit } from '#storage/audit.ts'
import { awaitedReadings, insertClaim, settleClaim } from '#storage/claims.ts'
import { wasBlankHeard } from '#storage/plate-runs.ts'
import { hasBlank, plateOfReading } from '#storage/plates.ts'
import { readingById } from '#storage/readings.ts'
import { sampleById, sampleByNo } from '#storage/samples.ts'
import { policyOf } from './control-policy.ts'
import { askedOf, type HeardReading, judgeFor } from './judge-reading.ts'
import { driverOrGone } from './known-drivers.ts'
import type { News, World } from './world.ts'

const AWAITED = 'blank-awaited'

/** True while the plate's own blank is unread for this item and would decide; where the room only warns, nothing waits. */
export function awaitsBlank(world: World, heard: HeardReading, sampleId: SampleId): boolean {
  const { db } = world
  const plate = plateOfReading(db, { readingId: heard.readingId, sampleId })
  if (plate === undefined || !hasBlank(db, plate)) return false
  const { control, question } = askedOf(world, heard, sampleId)
  const { item, method } = question
  if (control || wasBlankHeard(db, plate, item)) return false
  return missingBlank(policyOf(world), { item, method, ownLine: carriesOwnLine(method, world.pack) }) === 'block'
}

/** What waits on this port, each with the number of its sample. */
export function awaitedOn({ db }: World, port: string) {
  return awaitedReadings(db, port, AWAITED)
}

/** A person can still say whose it is; the number behind the reason is the sample that waits. */
export function leaveToBlank(world: World, { readingId }: HeardReading, sampleId: SampleId): readonly News[] {
  const { sampleNo } = sampleById(world.db, sampleId)
  insertClaim(world.db, { readingId, reason: `${AWAITED}: ${sampleNo}`, at: world.now() })
  return [{ kind: 'reading.unclaimed', readingId }]
}

/**
 * Judges what waited on this port, in the order in which it was heard. `plate-ended`: the plate was taken off without its blank, and
 * what waited is judged without one. Runs inside a transaction.
 */
export function judgeAwaiting(world: World, port: string, why: 'blank-came' | 'plate-ended'): readonly News[] {
  return awaitedOn(world, port).flatMap(({ readingId, detail }) => {
    const sample = sampleByNo(world.db, detail)
    if (sample === undefined) return []
    const { reading, driver, heardAt } = readingById(world.db, readingId)
    const known = { driver: driverOrGone(world, driver), arrivedAt: heardAt, doubt: null }
    const heard: HeardReading = { readingId, reading, port, ...known }
    if (why === 'blank-came' && awaitsBlank(world, heard, sample.id)) return []
    const { resultId, news } = judgeFor(world, heard, sample.id)
    const at = world.now()
    settleClaim(world.db, { readingId, resultId, by: 'station', why, at })
    const subject = sample.sampleNo
    const said = JSON.stringify({ reading: readingId, why })
    appendAudit(world.db, { at, by: 'station', action: 'claim.blank', subject, detail: said })
    return news
  })
}
