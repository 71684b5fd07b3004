/** All that storage knows of whose a reading may be, gathered for core's `matchReading`. */
import type { ReadingId } from '#core/ids.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { itemOf } from '#core/reading/question.ts'
import type { Reading } from '#core/reading/reading.ts'
import { asksTime, type Candidates, type Circumstances, runningNumberOf } from '#core/sample/match.ts'
import { proposeSample } from '#core/sample/propose.ts'
import type { Named } from '#core/sample/sample.ts'
import { dayBounds, dayOf, later, localText, type Moment } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { countedUnderNumber, newestReadings, saidRunningNumber } from '#storage/port-readings.ts'
import type { HeardReading } from '#storage/readings.ts'
import { historyOf } from '#storage/results.ts'
import { onChannel, sampleByNo, samplesOfDayByRunningNumber, usesPlate } from '#storage/samples.ts'
import { driverOrGone } from './known-drivers.ts'
import { factsOf } from './port-facts.ts'
import type { World } from './world.ts'

export interface Looking {
  readonly readingId: ReadingId
  readonly reading: Reading
  readonly port: string
  readonly driver: Pick<Driver, 'guard' | 'repeats' | 'channelsSure'>
  readonly arrivedAt: Moment
}

/** Own choices: readings of four plates, enough to tell how a clock stands, and the days in which a room that works by plate places one. */
const CLOCK_READINGS = 48
const PLATE_MS = 7 * 86_400_000

export function candidatesFor(world: World, looking: Looking): Candidates {
  const { db } = world
  const { reading, readingId, port, driver, arrivedAt } = looking
  const { channel, item } = reading
  const number = reading.sampleNo?.trim() ?? ''
  const running = runningNumberOf(number)
  const byRunningNumber = running === null ? [] : samplesOfDayByRunningNumber(db, dayOf(arrivedAt), running)
  return {
    byNumber: number === '' ? null : (sampleByNo(db, number) ?? null),
    byRunningNumber,
    numberUsed: isNumberUsed(world, looking, byRunningNumber),
    onChannel:
      channel === null || !driver.channelsSure
        ? { stays: [], numbers: [] }
        : onChannel(db, { port, channel, item, arrivedAt, before: readingId }),
  }
}

/** Most readings of a device that says whole numbers, or nothing, need none of what is slow to find. */
export function circumstancesOf(
  world: World,
  { readingId, port, driver, arrivedAt }: Looking,
  candidates: Candidates,
): Circumstances {
  const asked = asksTime(candidates)
  return {
    arrivedAt,
    remembers: driver.repeats !== 'live',
    guarded: driver.guard !== 'none',
    numbering: factsOf(world, port).numbering ?? null,
    plate: asked && driver.channelsSure && usesPlate(world.db, port, later(arrivedAt, -PLATE_MS)),
    earlier: asked ? earlierOn(world, port, readingId) : [],
  }
}

function earlierOn(world: World, port: string, before: ReadingId): Circumstances['earlier'] {
  return newestReadings(world.db, port, CLOCK_READINGS + 1)
    .filter(({ id }) => id < before)
    .map(({ reading, heardAt }) => ({ measuredAt: reading.measuredAt, arrivedAt: localText(heardAt) }))
}

export interface Proposal {
  readonly sampleNo: string
  /** It has a result of this item already: claimed, this one is a repeat of it. */
  readonly retest: boolean
}

/** For a reading that waits: whose it probably is, as far as that was known when it came. */
export function proposalFor(world: World, { id, reading, port, driver: name, heardAt }: HeardReading): Proposal | null {
  const looking = { readingId: id, reading, port, driver: driverOrGone(world, name), arrivedAt: heardAt }
  const asked = numberAsked(looking)
  const counted = asked === null ? null : (countedUnderNumber(world.db, asked) ?? null)
  const candidates = candidatesFor(world, looking)
  const found = proposeSample(reading, candidates, circumstancesOf(world, looking, candidates), counted)
  return found === null ? null : { sampleNo: found.sampleNo, retest: hasResult(world, looking, found) }
}

/** Its short number, as said on this port that day; null where it says none. */
function numberAsked({ reading, readingId, port, arrivedAt }: Looking) {
  const running = runningNumberOf(reading.sampleNo?.trim() ?? '')
  const since = dayBounds(dayOf(arrivedAt), arrivedAt.offset).from
  return running === null ? null : { port, item: reading.item, running, since, before: readingId }
}

function isNumberUsed(world: World, looking: Looking, samples: readonly Named[]): boolean {
  const asked = numberAsked(looking)
  if (asked === null) return false
  return saidRunningNumber(world.db, asked) || samples.some((sample) => hasResult(world, looking, sample))
}

function hasResult(world: World, { reading, port }: Looking, { id }: Named): boolean {
  const item = itemOf(itemNamed(reading.item, factsOf(world, port).itemNames))
  return historyOf(world.db, id, item).length > 0
}
