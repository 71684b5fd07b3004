/** 盲样与比对: the 2x2 table of quick test against laboratory, its figures, and the list behind each cell. */
import { useState } from 'react'
import { client } from '#api'
import type { BlindView } from '#contract/control.ts'
import { CHI_SQUARE_BOUND } from '#core/control/blind.ts'
import { localText } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { ValueText } from '#ui/value-text.tsx'
import { VerdictSign } from '#ui/verdict-sign.tsx'
import { Answered } from '#ui/waiting.tsx'
import { TruthDialog } from './truth-dialog.tsx'

type Test = BlindView['tests'][number]
/** The laboratory's word, then the quick test's; `told`: in no cell. */
type Cell = 'n11' | 'n12' | 'n21' | 'n22' | 'none' | 'all'

export function BlindPage() {
  const blind = useLoad('blind', () => client.control.blind({}), ['result.recorded', 'settings.changed'])
  const [cell, setCell] = useState<Cell>('all')
  const [telling, setTelling] = useState<Test | null>(null)
  return (
    <>
      <Answered of={blind}>
        {({ table, figures, tests }) => (
          <div className="control-blind-grid">
            <Panel title="四格表" aside="近一年">
              <CellTable table={table} chosen={cell} onChoose={setCell} />
              <Figures figures={figures} />
            </Panel>
            <Panel
              title="盲样"
              aside={cell === 'all' ? `${tests.length} 个` : <ShowAll onShow={() => setCell('all')} />}
              flush
            >
              <Tests tests={tests.filter((test) => cell === 'all' || cellOf(test) === cell)} onTell={setTelling} />
            </Panel>
          </div>
        )}
      </Answered>
      {telling !== null && <TruthDialog test={telling} onClose={() => setTelling(null)} />}
    </>
  )
}

function cellOf({ truth, verdict }: Test): Cell {
  if (truth === null || (verdict !== 'positive' && verdict !== 'negative')) return 'none'
  return `n${truth === 'positive' ? 1 : 2}${verdict === 'positive' ? 1 : 2}`
}

function ShowAll({ onShow }: { readonly onShow: () => void }) {
  return (
    <Button size="small" onClick={onShow}>
      看全部
    </Button>
  )
}

interface CellTableProps {
  readonly table: BlindView['table']
  readonly chosen: Cell
  readonly onChoose: (cell: Cell) => void
}

function CellTable({ table, chosen, onChoose }: CellTableProps) {
  const cell = (key: 'n11' | 'n12' | 'n21' | 'n22', name: string) => (
    <td>
      <button
        type="button"
        className="control-cell"
        aria-pressed={chosen === key}
        aria-label={`${name} ${table[key]} 个,看是哪些`}
        onClick={() => onChoose(chosen === key ? 'all' : key)}
      >
        {table[key]}
      </button>
    </td>
  )
  return (
    <table className="control-table" aria-label="快检与实验室的四格表">
      <thead>
        <tr>
          <td />
          <th scope="col">快检阳性</th>
          <th scope="col">快检阴性</th>
          <th scope="col">合计</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">实验室阳性</th>
          {cell('n11', '都是阳性')}
          {cell('n12', '快检漏检')}
          <td>{table.n11 + table.n12}</td>
        </tr>
        <tr>
          <th scope="row">实验室阴性</th>
          {cell('n21', '快检误报')}
          {cell('n22', '都是阴性')}
          <td>{table.n21 + table.n22}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Figures({ figures }: { readonly figures: BlindView['figures'] }) {
  const percent = (value: string | null) => (value === null ? '—' : `${value} %`)
  const rows = [
    ['灵敏度', percent(figures.sensitivity)],
    ['特异性', percent(figures.specificity)],
    ['假阴性率', percent(figures.falseNegative)],
    ['假阳性率', percent(figures.falsePositive)],
    ['相对准确度', percent(figures.accuracy)],
    ['显著性 χ²', figures.chiSquare ?? '—'],
  ] as const
  return (
    <>
      <dl className="control-figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {figures.differs === null
          ? '两种方法还没有不一致的结果,χ² 算不出来。'
          : figures.differs
            ? `▲ χ² 大于 ${CHI_SQUARE_BOUND}:快检与实验室的差别不像是偶然。`
            : `✓ χ² 不大于 ${CHI_SQUARE_BOUND}:看不出显著差别。`}
      </p>
      <p className="quiet small">
        公式照 KJ201902 附录;临界值 {CHI_SQUARE_BOUND}(自由度 1,5 %)出处尚未核对原文。可疑、无效、待判定不进四格表。
      </p>
    </>
  )
}

function Tests({ tests, onTell }: { readonly tests: readonly Test[]; readonly onTell: (test: Test) => void }) {
  if (tests.length === 0)
    return <EmptyState title="没有盲样">登记样品时类别选“盲样”,测完后由知道答案的人在这里填实验室结论。</EmptyState>
  return (
    <table className="ledger" aria-label="盲样">
      <thead>
        <tr>
          {['样品', '项目', '快检', '实验室结论', '报告'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <tr key={test.resultId}>
            <td>
              <span className="two">
                <a href={link('sample', [test.sampleId])}>{test.sampleNo}</a>
                <small>
                  {test.food} · {shortText(localText(test.testedAt))}
                </small>
              </span>
            </td>
            <td>{test.item}</td>
            <td>
              <VerdictSign verdict={test.verdict} /> <ValueText value={test.value} unit={test.unit} />
            </td>
            <td>
              {test.truth === null ? (
                <Button size="small" onClick={() => onTell(test)}>
                  填结论
                </Button>
              ) : (
                <VerdictSign verdict={test.truth} />
              )}
            </td>
            <td>
              <span className="two">
                {test.laboratory ?? '—'}
                <small>{test.reportNo ?? ''}</small>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
