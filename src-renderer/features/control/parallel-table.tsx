/** 平行样: each beside the test it repeats; both must say the same. */
import { Panel } from '#ui/panel.tsx'
import { ValueText } from '#ui/value-text.tsx'

interface ParallelTableProps {
  readonly parallels: readonly {
    readonly sampleNo: string
    readonly otherNo: string | null
    readonly food: string
    readonly item: string
    readonly value: string
    readonly otherValue: string | null
    readonly unit: string | null
    readonly agree: boolean | null
    readonly difference: string | null
    readonly relative: string | null
  }[]
}

export function ParallelTable({ parallels }: ParallelTableProps) {
  return (
    <Panel title="平行样" aside="与同摊位、同样品、同项目当天最近一次比" flush>
      <table className="ledger" aria-label="平行样">
        <thead>
          <tr>
            {['平行样', '对照的样品', '样品 · 项目', '两次数值', '相差', '相对偏差', '结论'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parallels.map((pair) => (
            <tr key={`${pair.sampleNo} ${pair.item}`}>
              <td>{pair.sampleNo}</td>
              <td>{pair.otherNo ?? '今天还没有'}</td>
              <td>
                {pair.food} · {pair.item}
              </td>
              <td>
                <ValueText value={pair.value} unit={pair.unit} />
                {pair.otherValue !== null && (
                  <>
                    {' '}
                    / <ValueText value={pair.otherValue} unit={pair.unit} />
                  </>
                )}
              </td>
              <td>{pair.difference ?? '—'}</td>
              <td>{pair.relative === null ? '—' : `${pair.relative} %`}</td>
              <td>{pair.agree === null ? '—' : pair.agree ? '✓ 一致' : '✕ 不一致'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
