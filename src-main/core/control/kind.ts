/** 质控: what a control run is there to show, by its sample's kind or by the analyzer's own words. */
import type { Reading } from '../reading/reading.ts'
import type { SampleKind } from '../sample/sample.ts'

/** `unsaid`: the analyzer called it a control and not which; it vouches for nothing, but it is charted. */
export const controlKinds = ['blank', 'positive-control', 'parallel', 'blind', 'training', 'unsaid'] as const
export type ControlKind = (typeof controlKinds)[number]

const blankWords = /空白|对照|blank|^ck\d*$/iu
const positiveWords = /阳性(?:质控|对照)|阳控|positive/iu

/** `sampleKind` null: the reading belongs to no sample, the analyzer alone says that it is a control. */
export function controlKindOf(
  sampleKind: SampleKind | null,
  said: Pick<Reading, 'sampleNo' | 'channel' | 'foodHint' | 'control'>,
): ControlKind | null {
  if (sampleKind !== null && sampleKind !== 'ordinary') return sampleKind
  if (!said.control) return null
  const words = [said.sampleNo, said.foodHint, said.channel].map((word) => word?.trim() ?? '')
  if (words.some((word) => positiveWords.test(word))) return 'positive-control'
  // Channel 0 is the reference channel of the readers that have one (达元 03FF: 对照通道).
  return words.some((word) => blankWords.test(word)) || said.channel?.trim() === '0' ? 'blank' : 'unsaid'
}
