/** Every entry of a list that is in force, read page by page: no statement stays open while others write. */
import type { CatalogName } from '#core/catalog/list.ts'
import { type Entry, entriesPage } from '#storage/catalog.ts'
import type { Db } from '#storage/open.ts'
import type { Page } from '#storage/page.ts'

const PAGE = 200

export function* everyEntry(db: Db, list: CatalogName): Generator<Entry, void, void> {
  for (let after: string | null = null; ; ) {
    const page: Page<Entry> = entriesPage(db, list, { search: '', retired: false, after, limit: PAGE })
    yield* page.rows
    if (page.next === null) return
    after = page.next
  }
}
