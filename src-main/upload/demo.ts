/** The demonstration platform: takes everything in-process, hands out receipts that say so, and never opens a line. */
import { createHash } from 'node:crypto'
import type { Moment } from '#core/time.ts'
import type { OwedRecord } from './platforms/platform.ts'
import type { Sent } from './send.ts'

/** The receipt depends on the record alone: sent twice, it is the same receipt. Shape: `演示-3F2A9C01`. */
export function acknowledgeAsDemo(entries: readonly OwedRecord[], now: () => Moment): readonly Sent[] {
  const at = now()
  return entries.map(({ id, payload }) => {
    const receipt = `演示-${sha256(id).slice(0, 8).toUpperCase()}`
    return { id, outcome: { kind: 'acknowledged', receipt }, at, requestSha256: sha256(payload), answer: '', ms: 0 }
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
