/** All that storage knows of whose a reading may be, gathered for core's `matchReading`. */
import type { ReadingId } from '#core/ids.ts'
import { itemNamed } from '#core/reading/item-names.ts'
import { itemOf } from '#core/reading/question.ts'
import type { Reading } from '#core/reading/reading.ts'
import { type Candidates, type Circumstances, runningNumberOf } from '#core/sample/match.ts'
import { proposeSample } from '#core/sample/propose.ts'
import type { Named } from '#core/sample/sample.ts'
import { dayBounds, dayOf, later, localText, type Moment } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { newestReadings, saidRunningNumber } from '#storage/port-readings.ts'
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

/** Own choices: enough readings to show a clock that is wrong, and the days in which a room that works by plate places one. */
const CLOCK_READINGS = 20
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
    numberUsed: running !== null && isNumberUsed(world, looking, running, byRunningNumber),
    onChannel:
      channel === null || !driver.channelsSure
        ? { stays: [], numbers: [] }
        : onChannel(db, { port, channel, item, arrivedAt, before: readingId }),
  }
}

export function circumstancesOf(world: World, { readingId, port, driver, arrivedAt }: Looking): Circumstances {
  return {
    arrivedAt,
    remembers: driver.repeats !== 'live',
    guarded: driver.guard !== 'none',
    numbering: factsOf(world, port).numbering ?? null,
    plate: driver.channelsSure && usesPlate(world.db, port, later(arrivedAt, -PLATE_MS)),
    earlier: newestReadings(world.db, port, CLOCK_READINGS + 1)
      .filter(({ id }) => id < readingId)
      .map(({ reading, heardAt }) => ({ measuredAt: reading.measuredAt, arrivedAt: localText(heardAt) })),
  }
}

/** For a reading that waits: whose it probably is, as far as that was known when it came. */
export function proposalFor(world: World, { id, reading, port, driver: name, heardAt }: HeardReading): string | null {
  const driver = driverOrGone(world, name)
  const looking = { readingId: id, reading, port, driver, arrivedAt: heardAt }
  return proposeSample(reading, candidatesFor(world, looking), circumstancesOf(world, looking))?.sampleNo ?? null
}

function isNumberUsed(
  world: World,
  { reading, readingId, port, arrivedAt }: Looking,
  running: number,
  samples: readonly Named[],
): boolean {
  const { from } = dayBounds(dayOf(arrivedAt), arrivedAt.offset)
  if (saidRunningNumber(world.db, { port, running, since: from, before: readingId })) return true
  const item = itemOf(itemNamed(reading.item, factsOf(world, port).itemNames))
  return samples.some(({ id }) => historyOf(world.db, id, item).length > 0)
}
