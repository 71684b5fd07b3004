/** A stored result as every desk shows it: one line, with the four marks of its path. */
import type { ResultRow } from '#contract/words.ts'
import type { StoredResultRow } from '#storage/results.ts'

type Path = ResultRow['path']

export function resultRow(row: StoredResultRow): ResultRow {
  return {
    id: row.id,
    at: row.testedAt,
    sampleId: row.sampleId,
    sampleNo: row.sampleNo,
    stallCode: row.stallCode,
    stallName: row.stallName,
    food: row.food,
    item: row.item,
    value: row.value,
    unit: row.unit,
    verdict: row.verdict,
    round: row.round,
    control: row.control,
    recordOrigin: row.recordOrigin,
    failureId: row.failureId,
    path: row.path satisfies Path,
    withdrawn: row.withdrawn,
  }
}
