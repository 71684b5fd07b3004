/** What a file does, row by row: the refused first, with field and reason, then what is warned of, changed and new. */
import { savePaper } from '#api'
import type { ImportReportView, ImportRow } from '#contract/catalog.ts'
import { findingText } from '#core/catalog/finding-words.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { headingOf } from '#core/catalog/words.ts'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { valueText } from './catalog-words.ts'

const changeWords = { new: '新增', changed: '修改', same: '不变', refused: '不能导入' } as const

export function ImportReport({ report, taken }: { readonly report: ImportReportView; readonly taken: boolean }) {
  const { counts, columns, file, troubles, rows, listed, list } = report
  const unread = columns.filter(({ field, heading }) => field === null && heading !== '')
  return (
    <>
      <Panel title={taken ? '导入结果' : '检查结果'} aside={fileWords(file)}>
        <div className="stack">
          <div className="row row-wrap catalog-counts">
            <span>
              共 <b>{counts.rows}</b> 行
            </span>
            <span>
              新增 <b>{counts.new}</b>
            </span>
            <span>
              修改 <b>{counts.changed}</b>
            </span>
            <span>
              不变 <b>{counts.same}</b>
            </span>
            <span className={counts.refused > 0 ? 'catalog-bad' : ''}>
              不能导入 <b>{counts.refused}</b>
            </span>
            <span>
              有提醒 <b>{counts.warned}</b>
            </span>
            {troubles !== null && <Button onClick={() => savePaper(troubles)}>下载有问题的行</Button>}
          </div>
          {unread.length > 0 && (
            <p className="notebox">没有用到的列:{unread.map(({ heading }) => heading).join('、')}</p>
          )}
          {file.otherSheets.length > 0 && (
            <p className="notebox">
              只读了工作表“{file.sheet}”,没有读:{file.otherSheets.join('、')}
            </p>
          )}
        </div>
      </Panel>
      {rows.length > 0 && (
        <Panel title="逐行" flush aside={listed ? `${rows.length} 行` : `只列前 ${rows.length} 行,其余见下载的表`}>
          <Ledger label="逐行报告" columns={columnsOf(list)} rows={rows} idOf={({ number }) => number} />
        </Panel>
      )}
    </>
  )
}

function fileWords({ format, charset, sheet }: ImportReportView['file']): string {
  if (format === 'xlsx') return `Excel 工作表“${sheet ?? ''}”`
  return `CSV,${charset === 'gb18030' ? 'GB18030' : 'UTF-8'} 编码`
}

function columnsOf(list: CatalogName): readonly Column<ImportRow>[] {
  return [
    { key: 'number', name: '行', className: 'nowrap', cell: ({ number }) => number },
    { key: 'key', name: '编号', cell: ({ key }) => <b>{key === '' ? '—' : key}</b> },
    {
      key: 'change',
      name: '处理',
      className: 'nowrap',
      cell: ({ change }) => (
        <span className={`tag ${change === 'refused' ? 'tag-bad' : ''}`}>{changeWords[change]}</span>
      ),
    },
    {
      key: 'why',
      name: '原因 · 改动',
      cell: ({ findings, fields }) => (
        <ul className="catalog-changes">
          {findings.map((finding) => (
            <li key={`${finding.field} ${finding.code}`}>
              {finding.level === 'refuse' ? '✕' : '▲'} {findingText(list, finding)}
            </li>
          ))}
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              {headingOf(list, field)}:<del>{valueText(list, field, before)}</del> →{' '}
              <b>{valueText(list, field, after)}</b>
            </li>
          ))}
        </ul>
      ),
    },
  ]
}
