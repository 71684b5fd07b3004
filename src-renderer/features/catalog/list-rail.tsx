/** The lists of the master data, each with how many entries are in force. */
import { client } from '#api'
import type { CatalogName } from '#core/catalog/list.ts'
import { listWords } from '#core/catalog/words.ts'
import { useLoad } from '#ui/load.ts'
import { link } from '#ui/route.ts'
import { listOrder } from './catalog-words.ts'

export function ListRail({ list }: { readonly list: CatalogName }) {
  const { data } = useLoad('catalog lists', () => client.catalog.lists({}), ['catalog.changed'])
  return (
    <nav className="catalog-rail" aria-label="基础数据的清单">
      {listOrder.map((one) => (
        <a key={one} href={link('catalog', [one])} aria-current={one === list ? 'page' : undefined}>
          <span>{listWords[one]}</span>
          <span className="catalog-count">{data?.lists.find((row) => row.list === one)?.inForce ?? ''}</span>
        </a>
      ))}
      {data !== null && <p className="quiet small">现在是第 {data.revision} 版</p>}
    </nav>
  )
}
