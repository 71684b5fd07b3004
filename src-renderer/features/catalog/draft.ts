/** An entry while it is being filled in: texts, and what the checks of the declaration say of them at once. */
import type { CatalogEntry, FindingView } from '#contract/catalog.ts'
import { fieldsOf, listNamed } from '#core/catalog/catalog.ts'
import { checkEntry } from '#core/catalog/check-entry.ts'
import type { CatalogName, CheckContext } from '#core/catalog/list.ts'
import type { Draft } from './field-control.tsx'

export function draftOf(list: CatalogName, entry: CatalogEntry | null): Draft {
  return Object.fromEntries(
    fieldsOf(list).map(([field, { kind }]) => {
      const value = entry?.data[field]
      if (kind === 'several') return [field, Array.isArray(value) ? value : []]
      return [field, value === undefined ? '' : String(value)]
    }),
  )
}

/** Only what was filled in. */
export function saidIn(draft: Draft): Record<string, string | string[]> {
  const said: Record<string, string | string[]> = {}
  for (const [field, value] of Object.entries(draft)) {
    if (typeof value === 'string' ? value.trim() !== '' : value.length > 0)
      said[field] = typeof value === 'string' ? value : [...value]
  }
  return said
}

/** What can be said without the station: it knows the other lists and the limit pack, and has the last word. */
export function findingsNow(list: CatalogName, draft: Draft, today: string): readonly FindingView[] {
  const context: CheckContext = { today, standing: () => 'in-force', judged: (_, name) => name }
  return checkEntry(list, saidIn(draft), context).findings
}

export function isKeyField(list: CatalogName, field: string): boolean {
  return listNamed(list).key.includes(field)
}

export function isChanged(before: Draft, now: Draft): boolean {
  return JSON.stringify(saidIn(before)) !== JSON.stringify(saidIn(now))
}
