/** The readings of a plate that wait for a person, each beside the sample that stands in its channel, so that one look answers for all. */
import type { ReadingId } from '#core/ids.ts'
import type { ClaimReason } from '#core/sample/match.ts'
import { claimedChannels } from '#storage/plate-runs.ts'
import type { Plate, Well } from '#storage/plates.ts'
import { readingById } from '#storage/readings.ts'
import { proposalFor } from './find-sample.ts'
import type { World } from './world.ts'

export interface PlateClaim {
  readonly channel: string
  readonly readingId: ReadingId
  readonly value: string
  readonly unit: string | null
  /** `code` or `code: detail`. */
  readonly reason: string
  /** The sample of its channel, where nothing but the time is in doubt; null: it needs a look of its own. */
  readonly sampleNo: string | null
}

const ofTime: ReadonlySet<string> = new Set<ClaimReason>([
  'channel-changed',
  'clock-wrong',
  'late-or-slow',
  'placed-meanwhile',
  'time-unknown',
])

/** Controls first: claimed before its blank, a sample would be judged without it. `but`: what the blank itself will decide. */
export function plateClaims(
  world: World,
  plate: Plate,
  wells: readonly Well[],
  but: ReadonlySet<ReadingId>,
): readonly PlateClaim[] {
  const waiting = claimedChannels(world.db, plate).filter(({ readingId }) => !but.has(readingId))
  const claims = waiting.map(({ channel, readingId, reason }): PlateClaim => {
    const heard = readingById(world.db, readingId)
    const well = wells.find((one) => one.channel === channel && one.verdict === null)
    const alone = waiting.filter((one) => one.channel === channel).length === 1
    const sure =
      well !== undefined && alone && ofTime.has(reason) && proposalFor(world, heard)?.sampleNo === well.sampleNo
    const { value, unit } = heard.reading
    return { channel, readingId, value, unit, reason, sampleNo: sure ? well.sampleNo : null }
  })
  const rank = ({ channel }: PlateClaim) => Number(wells.find((well) => well.channel === channel)?.kind === 'ordinary')
  const ordered = claims.toSorted((a, b) => rank(a) - rank(b))
  const sure = new Set(claims.flatMap(({ sampleNo }) => sampleNo ?? []))
  const blankMissing = wells.some(
    ({ kind, verdict, sampleNo }) => kind === 'blank' && verdict === null && !sure.has(sampleNo),
  )
  return blankMissing ? ordered.map((claim) => ({ ...claim, sampleNo: null })) : ordered
}
