/** The columns of a result: two facts a cell, the important one above, so that eight facts fit beside the day's work. */
import type { Column } from './ledger.tsx'
import { clockText, shortText } from './local-words.ts'
import { PathMarks, type PathMarksProps } from './path-marks.tsx'
import { stallText } from './stall-words.ts'
import { ValueText } from './value-text.tsx'
import { roundWords, VerdictSign, type VerdictWord } from './verdict-sign.tsx'
import { WithdrawnNote } from './withdrawn-note.tsx'

export interface ShownResult {
  readonly sampleNo: string
  readonly food: string
  readonly control: boolean
  readonly stallCode: string | null
  readonly stallName: string | null
  readonly value: string
  readonly unit: string | null
  readonly item: string
  readonly verdict: VerdictWord
  readonly recordOrigin: string
  readonly round: string
  readonly withdrawn: { readonly by: string; readonly why: string } | null
  readonly path: PathMarksProps['path']
}

/** `day`: the hour and the running number tell a result; over several days the whole number does, in a month the day as well. `faceOf`: the clock on the wall at the site. */
export function resultColumns<Row extends ShownResult>(
  span: 'day' | 'days' | 'month',
  faceOf: (row: Row) => string,
): readonly Column<Row>[] {
  return [
    {
      key: 'time',
      name: span === 'month' ? '检测时间 · 样品号' : '时间 · 样品号',
      className: 'nowrap column-time',
      cell: (row) => (
        <span className="two" title={row.sampleNo}>
          <b>{(span === 'month' ? shortText : clockText)(faceOf(row))}</b>
          <small>{span === 'day' ? shortNo(row.sampleNo) : row.sampleNo}</small>
        </span>
      ),
    },
    {
      key: 'food',
      name: '样品 · 摊位',
      className: 'column-food',
      cell: (row) => (
        <span className="two">
          <b>{row.food}</b>
          <small className="clamp">{row.control ? '质控样' : stallText(row.stallCode, row.stallName) || '—'}</small>
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
      className: 'nowrap column-verdict',
      cell: (row) => (
        <>
          <VerdictSign verdict={row.verdict} />
          {row.recordOrigin === 'manual' && <small className="round">人工判读</small>}
          {row.round !== 'first' && <small className="round">{roundWords[row.round]}</small>}
          <WithdrawnNote withdrawn={row.withdrawn} />
        </>
      ),
    },
    {
      key: 'path',
      name: <abbr title="四个标记依次是:判定、公示、上报、处置">路径</abbr>,
      className: 'nowrap column-path',
      cell: (row) => <PathMarks path={row.path} />,
    },
  ]
}

/** Today's list needs the running number only; the whole number is on hover and on the sample's page. */
function shortNo(sampleNo: string): string {
  return /^\d{8}-\d+$/.test(sampleNo) ? sampleNo.slice(9) : sampleNo
}
