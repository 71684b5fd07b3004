/** 基础数据: `#/catalog/stall`, `#/catalog/stall/A-12`; reached from the settings and from a stall. */
import { useEffect } from 'react'
import { isCatalogName } from '#core/catalog/catalog.ts'
import { keep, usePreference } from '#ui/preference.ts'
import type { Route } from '#ui/route.ts'
import { CompletenessPage } from './completeness.tsx'
import { EntryPage, NewEntryPage } from './entry-page.tsx'
import { ImportPage } from './import-page.tsx'
import { ListPage } from './list-page.tsx'
import './catalog.css'

export function CatalogDesk({ route }: { readonly route: Route }) {
  const last = usePreference('catalog-list')
  const [named = last ?? 'stall', key] = route.rest
  const list = isCatalogName(named) ? named : 'stall'
  // Esc leads back to the list one came from.
  useEffect(() => keep('catalog-list', list), [list])
  if (key !== undefined) return <EntryPage key={`${list} ${key}`} list={list} entryKey={key} />
  switch (route.query.do) {
    case 'new':
      return <NewEntryPage key={list} list={list} code={route.query.code ?? ''} />
    case 'import':
      return <ImportPage key={list} list={list} />
    case 'open':
      return <CompletenessPage list={list} />
    default:
      return <ListPage key={list} list={list} />
  }
}
