/** 时限: every clock that runs in a case, what is due by when, and on whose word. */
import type { FailureView } from '#contract/failure.ts'
import { epochOf, localText } from '#core/time.ts'
import { caseClockWords } from '#ui/case-clock-words.ts'
import { Clock } from '#ui/clock.tsx'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'

export function ClocksPanel({ failure }: { readonly failure: FailureView }) {
  if (failure.due.length === 0) return null
  return (
    <Panel title="时限">
      <ul className="papers">
        {failure.due.map(({ code, since, dueAt, source, region, evidence }) => (
          <li key={code}>
            <div className="two">
              <b>
                {caseClockWords(code)} {shortText(localText(dueAt))} 前
              </b>
              <small>
                {source} · {region}
                {evidence === 'weak' && ' · 依据待核对'}
              </small>
            </div>
            <Clock dueMs={epochOf(dueAt)} fromMs={epochOf(since)} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
