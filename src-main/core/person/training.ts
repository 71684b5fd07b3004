/** Whether a person may sign for a test: trained, assessed and not out of date (食品快速检测操作指南, 2023, article 3). */

export interface TrainingRecord {
  /** Days at the site, `YYYY-MM-DD`, the last valid one; null: none on record. */
  readonly trainedUntil: string | null
  readonly certificateUntil: string | null
}

export type Training = 'valid' | 'none' | 'over'

/** The training itself must be valid; a certificate only where there is one. */
export function trainingOn(day: string, record: TrainingRecord | null): Training {
  if (record === null || record.trainedUntil === null) return 'none'
  if (record.trainedUntil < day) return 'over'
  return record.certificateUntil !== null && record.certificateUntil < day ? 'over' : 'valid'
}
