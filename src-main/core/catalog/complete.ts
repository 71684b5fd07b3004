/** Is a file complete (应建尽建)? A number with the list behind it; an incomplete file is never refused. */
import { fieldsOf } from './catalog.ts'
import type { CatalogName, Data } from './list.ts'

/** The asked fields that are not there. One of subject code and identity number is enough, and a farmer needs no licence. */
export function missingIn(name: CatalogName, data: Data): readonly string[] {
  const open = fieldsOf(name).flatMap(([field, { asked }]) =>
    asked === true && data[field] === undefined ? [field] : [],
  )
  return name === 'stall' ? open.filter((field) => stallNeeds(field, data)) : open
}

function stallNeeds(field: string, data: Data): boolean {
  const isFarmer = data.kind === 'farmer'
  switch (field) {
    case 'subjectCode':
      return !isFarmer && data.identityNumber === undefined
    case 'identityNumber':
      return data.subjectCode === undefined && (isFarmer || data.kind === undefined)
    case 'licenceUntil':
      return !isFarmer
    default:
      return true
  }
}

export interface Completeness {
  readonly complete: number
  readonly active: number
}

/** 食用农产品市场销售质量安全监督管理办法 (2023): a file is kept six months at least after the seller left. */
export const KEPT_MONTHS = 6

export type StallStanding = 'active' | 'left' | 'archivable'

/** A stall that left may be archived after six months, and is never deleted. */
export function stallStanding(data: Data, today: string): StallStanding {
  const left = data.leftOn
  if (typeof left !== 'string' || left > today) return 'active'
  return monthsLater(left, KEPT_MONTHS) <= today ? 'archivable' : 'left'
}

/** The same day of a later month, or its last day: 31 August and six months are 28 February. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`
}
