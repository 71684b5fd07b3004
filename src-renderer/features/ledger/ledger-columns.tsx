/** The columns of the month's ledger: two facts a cell, the important one above. */
import type { ResultRow } from '#contract/words.ts'
import { localText } from '#core/time.ts'
import type { Column } from '#ui/ledger.tsx'
import { shortText } from '#ui/local-words.ts'
import { PathMarks } from '#ui/path-marks.tsx'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { roundWords, VerdictSign } from '#ui/verdict-sign.tsx'

export const ledgerColumns: readonly Column<ResultRow>[] = [
  {
    key: 'time',
    name: '检测时间 · 样品号',
    className: 'nowrap',
    cell: (row) => (
      <span className="two">
        <b>{shortText(localText(row.at))}</b>
        <small>{row.sampleNo}</small>
      </span>
    ),
  },
  {
    key: 'food',
    name: '样品 · 摊位',
    cell: (row) => (
      <span className="two">
        <b>{row.food}</b>
        <small className="clamp">{stallText(row.stallCode, row.stallName) || '—'}</small>
      </span>
    ),
  },
  {
    key: 'value',
    name: '结果 · 项目',
    cell: (row) => (
      <span className="two">
        <ValueText value={row.value} unit={row.unit} />
        <small className="clamp" title={row.item}>
          {row.item}
        </small>
      </span>
    ),
  },
  {
    key: 'verdict',
    name: '判定',
    className: 'nowrap',
    cell: (row) => (
      <>
        <VerdictSign verdict={row.verdict} />
        {row.round !== 'first' && <small className="round">{roundWords[row.round]}</small>}
      </>
    ),
  },
  {
    key: 'path',
    name: <abbr title="四个标记依次是:判定、公示、上报、处置">路径</abbr>,
    className: 'nowrap',
    cell: (row) => <PathMarks path={row.path} />,
  },
]
