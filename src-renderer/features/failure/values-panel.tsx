/** The values of a case side by side, each a record of its own: 初检 复测一 复测二; nothing overwrites anything. */
import type { ComponentProps } from 'react'
import type { FailureView } from '#contract/failure.ts'
import type { ResultRow } from '#contract/words.ts'
import { localText } from '#core/time.ts'
import { Facts } from '#ui/facts.tsx'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { StallMark } from '#ui/stall-mark.tsx'
import { stallText } from '#ui/stall-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { roundWords, VerdictSign } from '#ui/verdict-sign.tsx'
import { WithdrawnNote } from '#ui/withdrawn-note.tsx'

interface ValuesPanelProps {
  readonly failure: FailureView
  readonly results: readonly ResultRow[]
  readonly mark: ComponentProps<typeof StallMark>['mark']
}

export function ValuesPanel({ failure, results, mark }: ValuesPanelProps) {
  const ordered = [...results].sort((one, other) => one.id - other.id)
  return (
    <Panel title="样品与各次结果">
      <div className="stack">
        <Facts
          facts={[
            [
              '样品',
              <a key="sample" href={link('sample', [failure.sampleId])}>{`${failure.food} ${failure.sampleNo}`}</a>,
            ],
            ['摊位', stallText(failure.stallCode, failure.stallName) || '—'],
          ]}
        />
        <StallMark mark={mark} />
        <ul className="rounds">
          {ordered.map((result) => (
            <li key={result.id} className={result.withdrawn === null ? undefined : 'withdrawn'}>
              <span className="round-name">{roundWords[result.round] ?? result.round}</span>
              <span className="round-value">
                <ValueText value={result.value} unit={result.unit} />
              </span>
              <VerdictSign verdict={result.verdict} />
              <a className="small" href={link('day', ['result', result.id])}>
                {shortText(localText(result.at))} 详情
              </a>
              <WithdrawnNote withdrawn={result.withdrawn} />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
