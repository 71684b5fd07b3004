/** A notice: what the public may see of a day's results. The same content is on the board, on paper and in the record. */

/** 阴性(合格), 快检阳性(待确认), 不合格(已确证), 复检合格(已解除). */
export const publicWordings = ['negative', 'positive-unconfirmed', 'failed', 'released'] as const
export type PublicWording = (typeof publicWordings)[number]

/** One published result. Stall number and business name only: never a person, a phone or an address. */
export interface NoticeRow {
  readonly sampleNo: string
  readonly food: string
  readonly stallCode: string
  readonly stallName: string
  readonly item: string
  readonly method: string
  /** Value with its unit, as a person reads it. */
  readonly value: string
  readonly wording: PublicWording
  /** Code of what was done about a failure; null for a pass. */
  readonly handling: string | null
  /** `YYYY-MM-DDTHH:mm:ss`, the clock on the wall at the site. */
  readonly testedAt: string
  /** 人工判读; absent where an instrument measured, so that older notices keep their hash. */
  readonly recordOrigin?: 'manual' | undefined
}

export interface NoticeContent {
  /** `GS-YYYYMMDD-NN`. */
  readonly noticeNo: string
  readonly site: string
  /** 开办者 and 检测单位; absent where not known, so that older notices keep their hash. */
  readonly opener?: string | undefined
  readonly testingBody?: string | undefined
  /** `YYYY-MM-DD` at the site. */
  readonly day: string
  readonly totals: { readonly tested: number; readonly passed: number; readonly open: number }
  readonly rows: readonly NoticeRow[]
  readonly complaintPhone: string
  readonly demo: boolean
}
