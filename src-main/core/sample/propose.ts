/** A reading waits for a person: the one sample worth proposing, or none where two keys name two. A proposal is never a match. */
import { offsetOf } from '../reading/clock-offset.ts'
import type { Reading } from '../reading/reading.ts'
import { localText } from '../time.ts'
import { channelSays } from './channel.ts'
import { type Candidates, type Circumstances, samplesMeant } from './match.ts'
import type { Named } from './sample.ts'
import { CLOCK_MS, whenMeasured } from './when.ts'

/** `counted`: whose reading this port's same number of that day was before; the only word a device's own counter has. */
export function proposeSample(
  reading: Reading,
  candidates: Candidates,
  around: Circumstances,
  counted: Named | null = null,
): Named | null {
  const says = channelSays(candidates.onChannel, whenMeasured(reading, around), around)
  const placed =
    says.kind === 'free' || (says.kind === 'doubt' && says.reason === 'measured-earlier') ? null : says.sample
  const number = (reading.sampleNo ?? '').trim()
  const meant = around.numbering === 'counter' ? [] : samplesMeant(number, candidates)
  const said = meant.length > 1 ? meant.find(({ id }) => id === placed?.id) : meant[0]
  if (said !== undefined && counted !== null && said.id !== counted.id) return null
  const named = said ?? counted ?? undefined
  if (named !== undefined && placed !== null && named.id !== placed.id) return null
  const proposed = named ?? placed
  return proposed === null || proposed.sampleNo === number || !isOlder(reading, proposed) ? proposed : null
}

/** By the device's own clock it was measured before the sample was taken: proposing that one would invite a slip. */
function isOlder({ measuredAt }: Reading, { takenAt }: Named): boolean {
  if (measuredAt === null) return false
  const taken = localText(takenAt)
  const since = offsetOf({ measuredAt, arrivedAt: taken })
  return since === null ? measuredAt.slice(0, 10) < taken.slice(0, 10) : since * 1000 < -CLOCK_MS
}
