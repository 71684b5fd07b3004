/** Which results are the room's own check on itself: they never reach a platform, a board or a rate. */
import type { SampleKind } from './sample.ts'

/** A control by the sample's kind (also a training run), or because the analyzer itself said so. */
export function isControl(kind: SampleKind, saidByAnalyzer: boolean): boolean {
  return kind !== 'ordinary' || saidByAnalyzer
}
