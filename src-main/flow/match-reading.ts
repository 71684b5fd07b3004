/** A reading looks for its sample; found, it is judged, unless its plate's blank is still to come; not found, it waits for a person. */
import type { SampleId } from '#core/ids.ts'
import { matchReading } from '#core/sample/match.ts'
import { insertClaim } from '#storage/claims.ts'
import { awaitsBlank, judgeAwaiting, leaveToBlank } from './await-blank.ts'
import { candidatesFor, circumstancesOf } from './find-sample.ts'
import { type HeardReading, judgeFor } from './judge-reading.ts'
import { factsOf } from './port-facts.ts'
import { recordOwnControl } from './record-control.ts'
import type { News, World } from './world.ts'

/** Runs inside the transaction that records the reading. */
export function matchAndJudge(world: World, heard: HeardReading): readonly News[] {
  const { reading, port } = heard
  if (reading.control) {
    recordOwnControl(world, heard)
    // No result tells of a control that the device itself declares: whoever shows what this port lacks asks again.
    return [{ kind: 'port.changed', port }, ...judgeAwaiting(world, port, 'blank-came')]
  }
  const doubt = heard.doubt ?? strangerOn(world, port)
  if (doubt !== null) return leaveToPerson(world, heard, doubt)
  const candidates = candidatesFor(world, heard)
  const match = matchReading(reading, candidates, circumstancesOf(world, heard, candidates))
  switch (match.kind) {
    case 'control':
      return []
    case 'claim':
      return leaveToPerson(world, heard, match.reason)
    case 'matched':
      return awaitsBlank(world, heard, match.sampleId)
        ? leaveToBlank(world, heard, match.sampleId)
        : judgeMatched(world, heard, match.sampleId)
  }
}

/** A blank that is heard decides what waited for it. */
function judgeMatched(world: World, heard: HeardReading, sampleId: SampleId): readonly News[] {
  const { control, news } = judgeFor(world, heard, sampleId)
  return control ? [...news, ...judgeAwaiting(world, heard.port, 'blank-came')] : news
}

function strangerOn(world: World, port: string): string | null {
  const { stranger } = factsOf(world, port)
  return stranger === null ? null : `other-device: ${stranger}`
}

function leaveToPerson(world: World, { readingId }: HeardReading, reason: string): readonly News[] {
  insertClaim(world.db, { readingId, reason, at: world.now() })
  return [{ kind: 'reading.unclaimed', readingId }]
}
