/** 应建尽建: the number of complete files with the list behind it, stalls to archive, and files that may be one and the same. */
import { client } from '#api'
import type { CatalogEntry } from '#contract/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { headingOf, listWords } from '#core/catalog/words.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { duplicateWords, oneWords } from './catalog-words.ts'

const load = (list: CatalogName) => () => client.catalog.completeness({ list })
const news = ['catalog.changed', 'sample.changed']

/** A number that opens its list. */
export function CompletenessLine({ list }: { readonly list: CatalogName }) {
  const { data } = useLoad(`complete ${list}`, load(list), news)
  if (data === null || data.active === 0) return null
  const open = data.active - data.complete
  return (
    <span className="row">
      <span>
        档案完整 <b>{data.complete}</b> / {data.active}
      </span>
      {(open > 0 || data.duplicates.length > 0 || data.archivable.length > 0) && (
        <a href={link('catalog', [list], { do: 'open' })}>
          {[
            open > 0 ? `${open} 份待补全` : '',
            data.duplicates.length > 0 ? `${data.duplicates.length} 组可能重复` : '',
            data.archivable.length > 0 ? `${data.archivable.length} 份可以归档` : '',
          ]
            .filter((word) => word !== '')
            .join(',')}
        </a>
      )}
    </span>
  )
}

export function CompletenessPage({ list }: { readonly list: CatalogName }) {
  const found = useLoad(`complete ${list}`, load(list), news)
  return (
    <DeskPage
      className="catalog-desk"
      title={`${listWords[list]}的完整性`}
      tools={<Button onClick={() => go(link('catalog', [list]))}>回到{listWords[list]}</Button>}
    >
      <Answered of={found}>
        {({ complete, active, open, archivable, duplicates }) => (
          <div className="stack">
            <Panel title="应建尽建" aside="在营的都应有完整档案;离场后保存六个月以上">
              <p className="catalog-figure">
                <b>{active === 0 ? '—' : `${complete} / ${active}`}</b> 份档案完整
              </p>
            </Panel>
            {duplicates.length > 0 && (
              <Panel title="可能重复" aside="由人判断:停用多余的一份,或改正写错的一项">
                <ul className="catalog-changes">
                  {duplicates.map(({ reason, keys }) => (
                    <li key={`${reason} ${keys.join(' ')}`}>
                      {duplicateWords[reason] ?? reason}:
                      {keys.map((key) => (
                        <a key={key} className="catalog-key" href={link('catalog', [list, key])}>
                          {key}
                        </a>
                      ))}
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
            <Panel title="待补全" flush aside={open.length >= 500 ? '只列前 500 份' : `${open.length} 份`}>
              {open.length === 0 ? <EmptyState title="没有待补全的档案" /> : <Open list={list} rows={open} />}
            </Panel>
            {archivable.length > 0 && (
              <Panel title="离场满六个月,可以归档" flush>
                <Open list={list} rows={archivable} />
              </Panel>
            )}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function Open({ list, rows }: { readonly list: CatalogName; readonly rows: readonly CatalogEntry[] }) {
  const columns: readonly Column<CatalogEntry>[] = [
    {
      key: 'key',
      name: oneWords[list],
      cell: ({ key, title }) => (
        <span className="two">
          <b>{title}</b>
          <small>{key}</small>
        </span>
      ),
    },
    {
      key: 'missing',
      name: '还缺',
      cell: ({ missing }) => missing.map((field) => headingOf(list, field)).join('、'),
    },
  ]
  return (
    <Ledger
      label="待补全的档案"
      columns={columns}
      rows={rows}
      idOf={({ key }) => key}
      hrefOf={({ key }) => link('catalog', [list, key])}
      nameOf={({ title }) => title}
    />
  )
}
