/** The month's sums by item, stall or food; choosing a line narrows the list to it. */
import { useState } from 'react'
import type { MonthTotal, MonthTotals } from '#contract/ledger.ts'
import { Chips } from '#ui/chips.tsx'

export interface Narrowed {
  readonly kind: 'item' | 'stall' | 'food'
  readonly name: string
}

const kinds = [
  { key: 'item', name: '按项目' },
  { key: 'stall', name: '按摊位' },
  { key: 'food', name: '按样品' },
] as const

const kindWords: Readonly<Record<Narrowed['kind'], string>> = { item: '项目', stall: '摊位', food: '样品' }

export function narrowedWords({ kind, name }: Narrowed): string {
  return `只看${kindWords[kind]} ${name}`
}

interface TotalsPanelProps {
  readonly totals: MonthTotals
  readonly narrowed: Narrowed | null
  readonly onNarrow: (narrowed: Narrowed | null) => void
}

export function TotalsPanel({ totals, narrowed, onNarrow }: TotalsPanelProps) {
  const [kind, setKind] = useState<Narrowed['kind']>('item')
  const lists: Readonly<Record<Narrowed['kind'], readonly MonthTotal[]>> = {
    item: totals.items,
    stall: totals.stalls,
    food: totals.foods,
  }
  return (
    <>
      <Chips label="合计方式" value={kind} onChange={setKind} chips={kinds} />
      <table className="ledger-sums">
        <thead>
          <tr>
            <th scope="col">{kindWords[kind]}</th>
            <th scope="col" className="number">
              结果
            </th>
            <th scope="col" className="number">
              阳性
            </th>
          </tr>
        </thead>
        <tbody>
          {lists[kind].map(({ name, results, verdicts }) => {
            const isChosen = narrowed?.kind === kind && narrowed.name === name
            return (
              <tr key={name} className={isChosen ? 'row-chosen' : ''}>
                <td>
                  {name === '' ? (
                    <span className="quiet">没有摊位</span>
                  ) : (
                    <button
                      type="button"
                      className="ledger-name"
                      aria-pressed={isChosen}
                      title={name}
                      onClick={() => onNarrow(isChosen ? null : { kind, name })}
                    >
                      {name}
                    </button>
                  )}
                </td>
                <td className="number">{results}</td>
                <td className={(verdicts.positive ?? 0) > 0 ? 'number ledger-failed' : 'number'}>
                  {verdicts.positive ?? 0}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
