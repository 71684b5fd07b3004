/** Every version of an entry, newest first: who, when, how it came, and each field before and after. */
import type { CatalogVersion } from '#contract/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { headingOf } from '#core/catalog/words.ts'
import { localText } from '#core/time.ts'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { fullText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { sourceWord, valueText } from './catalog-words.ts'

export function History({
  list,
  versions,
}: {
  readonly list: CatalogName
  readonly versions: readonly CatalogVersion[]
}) {
  return (
    <Panel title="历史" flush aside={`${versions.length} 版;样品和结果记着自己用的是哪一版`}>
      <Ledger label="历史,最新在前" columns={columnsOf(list)} rows={versions} idOf={({ revision }) => revision} />
    </Panel>
  )
}

function columnsOf(list: CatalogName): readonly Column<CatalogVersion>[] {
  return [
    { key: 'revision', name: '版次', className: 'nowrap', cell: ({ revision }) => revision },
    {
      key: 'who',
      name: '时间 · 谁',
      className: 'nowrap',
      cell: ({ at, by, source }) => (
        <span className="two">
          <span>{fullText(localText(at))}</span>
          <small>
            {by} · {sourceWord(source)}
          </small>
        </span>
      ),
    },
    {
      key: 'changes',
      name: '改了什么',
      cell: ({ changes, retired }) =>
        changes.length === 0 ? (
          <span>{retired ? '停用' : '恢复使用'}</span>
        ) : (
          <ul className="catalog-changes">
            {changes.map(({ field, before, after }) => (
              <li key={field}>
                {headingOf(list, field)}:
                {before !== null && (
                  <>
                    <del>{valueText(list, field, before)}</del> →{' '}
                  </>
                )}
                <b>{valueText(list, field, after)}</b>
              </li>
            ))}
          </ul>
        ),
    },
  ]
}
