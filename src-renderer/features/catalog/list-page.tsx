/** One list of the master data: searched by anything in a line, pinyin initials too; each line opens its entry. */
import { useDeferredValue, useState } from 'react'
import { client } from '#api'
import type { CatalogEntry } from '#contract/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { headingOf, listWords } from '#core/catalog/words.ts'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad, usePages } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Button, Checkbox, Input } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { WaitingWords } from '#ui/waiting.tsx'
import { oneWords, overdueIn, shownFields, valueText } from './catalog-words.ts'
import { CompletenessLine } from './completeness.tsx'
import { ExportButton } from './export-button.tsx'
import { ListRail } from './list-rail.tsx'

export function ListPage({ list }: { readonly list: CatalogName }) {
  const [typed, setTyped] = useState('')
  const [retired, setRetired] = useState(false)
  const search = useDeferredValue(typed.trim())
  const entries = usePages<CatalogEntry>(
    `${list} ${retired} ${search}`,
    (after) => client.catalog.page({ list, search, retired, after, limit: 50 }),
    ({ key }) => key,
    ['catalog.changed', 'sample.changed'],
  )
  const names = useReferred(list)
  return (
    <DeskPage
      className="catalog-desk"
      title="基础数据"
      tools={<Button onClick={() => go(link('settings'))}>回到设置</Button>}
      note={<CompletenessLine list={list} />}
      action={<MainAction onPress={() => go(link('catalog', [list], { do: 'new' }))}>新建{oneWords[list]}</MainAction>}
    >
      <div className="catalog-grid">
        <ListRail list={list} />
        <Panel
          title={listWords[list]}
          flush
          aside={
            <span className="row">
              <Button onClick={() => go(link('catalog', [list], { do: 'import' }))}>导入</Button>
              <ExportButton list={list} />
            </span>
          }
        >
          <div className="row catalog-search">
            <Input
              aria-label={`在${listWords[list]}中查找`}
              placeholder="查找:编号、名称、拼音首字母"
              value={typed}
              maxLength={60}
              allowClear
              onChange={(event) => setTyped(event.target.value)}
            />
            <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
              也看已停用
            </Checkbox>
          </div>
          {entries.fault !== null && (
            <FaultCard fault={entries.fault} action={<Button onClick={entries.reload}>再试一次</Button>} />
          )}
          {entries.rows === null ? (
            entries.fault === null && <WaitingWords />
          ) : entries.rows.length === 0 ? (
            <EmptyState title={search === '' ? `还没有${oneWords[list]}` : `没有找到“${search}”`}>
              {search === '' ? '可以一个一个新建,也可以下载模板填好后导入。' : '换一个字,或试试拼音首字母。'}
            </EmptyState>
          ) : (
            <Ledger
              label={listWords[list]}
              columns={columnsOf(list, names)}
              rows={entries.rows}
              idOf={({ key }) => key}
              hrefOf={({ key }) => link('catalog', [list, key])}
              nameOf={({ title }) => `${oneWords[list]} ${title}`}
              more={entries.more}
              onMore={entries.loadMore}
            />
          )}
        </Panel>
      </div>
    </DeskPage>
  )
}

/** The lists that kits point into; their keys are codes nobody reads. */
const pointedInto: readonly CatalogName[] = ['item', 'method']

/** Titles of the entries that a shown field names by key. */
function useReferred(list: CatalogName): ReadonlyMap<string, string> {
  const { data } = useLoad(`referred ${list}`, async () => {
    if (list !== 'kit') return []
    const pages = await Promise.all(pointedInto.map((to) => client.catalog.page({ list: to, limit: 200 })))
    return pages.flatMap(({ rows }) => rows)
  }, ['catalog.changed'])
  return new Map((data ?? []).map(({ key, title }) => [key, title]))
}

function columnsOf(list: CatalogName, names: ReadonlyMap<string, string>): readonly Column<CatalogEntry>[] {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  return [
    {
      key: 'key',
      name: oneWords[list],
      cell: ({ key, title }) => (
        <span className="two">
          <b>{title}</b>
          {key !== title && <small>{key}</small>}
        </span>
      ),
    },
    ...shownFields[list].map((field) => ({
      key: field,
      name: names.size > 0 ? headingOf(list, field).replace(/编号$/, '') : headingOf(list, field),
      cell: ({ data }: CatalogEntry) => (
        <span className="catalog-cell">{valueText(list, field, named(names, data[field]))}</span>
      ),
    })),
    {
      key: 'state',
      name: '状态',
      className: 'nowrap',
      cell: (entry) => <EntryState entry={entry} today={today} />,
    },
  ]
}

function named(names: ReadonlyMap<string, string>, value: CatalogEntry['data'][string] | undefined) {
  if (Array.isArray(value)) return value.map((key: string) => names.get(key) ?? key)
  return typeof value === 'string' ? (names.get(value) ?? value) : value
}

function EntryState({ entry, today }: { readonly entry: CatalogEntry; readonly today: string }) {
  const overdue = overdueIn(entry, today)
  if (entry.retired) return <span className="tag tag-bad">已停用</span>
  if (overdue.length > 0) return <span className="tag tag-bad">▲ 已过期</span>
  if (entry.standing !== null && entry.standing !== 'active') return <span className="tag">已离场</span>
  if (entry.missing.length > 0) return <span className="tag tag-loud">待补全 {entry.missing.length}</span>
  return <span className="tag tag-good">✓</span>
}
