/** A sample: one thing taken from one stall, with a unique number; and the words that choose its papers and clocks. */
import type { SampleId, StallId } from '../ids.ts'
import type { Moment } from '../time.ts'

/** 检测性质: 监管抽查, 市场自检, 企业自检, 委托, 你送我检, 应急. Decides paper form, clock and publication rule. */
export const natures = ['supervision', 'market', 'producer', 'commission', 'consumer', 'emergency'] as const
export type Nature = (typeof natures)[number]

/** Anything but `ordinary` is a control: never uploaded, published or counted. */
export const sampleKinds = ['ordinary', 'blank', 'positive-control', 'parallel', 'blind', 'training'] as const
export type SampleKind = (typeof sampleKinds)[number]

export interface Stall {
  readonly id: StallId
  /** What stands on the stall's sign and in its barcode, e.g. `A-12`. */
  readonly code: string
  /** The business name; never a person's phone, ID number or home address. */
  readonly name: string
}

export interface Sample {
  readonly id: SampleId
  /** Unique for ever: `YYYYMMDD-NNNN`. */
  readonly sampleNo: string
  readonly kind: SampleKind
  readonly nature: Nature
  readonly stallId: StallId | null
  readonly food: string
  readonly origin: string | null
  /** Goods in stock when the sample was taken, kilograms as decimal text. */
  readonly stockKg: string | null
  readonly takenAt: Moment
  readonly takenBy: string
}

/** What a reading may know a sample by; taken is when it was registered. */
export type Named = Pick<Sample, 'id' | 'sampleNo' | 'food' | 'takenAt'>
