/** A stretch of time to count or list over. */

/** UTC texts as stored, `from` inclusive, `until` exclusive; see core's `dayBounds`. */
export interface Period {
  readonly from: string
  readonly until: string
}
