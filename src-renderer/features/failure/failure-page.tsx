/** One case: its legal path from above to below, its values and papers beside it, and one button: the next lawful step. */

import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import type { FailureView } from '#contract/failure.ts'
import type { FactPart } from '#core/failure/facts.ts'
import { epochOf } from '#core/time.ts'
import { BackButton } from '#ui/back-button.tsx'
import { Clock } from '#ui/clock.tsx'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { useLoad } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { ClocksPanel } from './clocks-panel.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { CorrectionsPanel } from './corrections-panel.tsx'
import { EvidenceSheet } from './evidence-sheet.tsx'
import { clauseText, endedStages, hintWords, missingWords, stageWords, stepWords, thenWords } from './failure-words.ts'
import { LinksPanel } from './links-panel.tsx'
import { PapersPanel } from './papers-panel.tsx'
import { PathView } from './path-view.tsx'
import { StepDialog } from './step-dialog.tsx'
import { ValuesPanel } from './values-panel.tsx'

export function FailurePage({ id }: { readonly id: string }) {
  const detail = useLoad(`failure ${id}`, () => client.failure.get({ id }), ['failure.moved', 'result.recorded'])
  const [step, setStep] = useState<string | null>(null)
  /** Of which parts of the case; none of them: of all. */
  const [correcting, setCorrecting] = useState<readonly FactPart[] | null>(null)
  const failure = detail.data?.failure
  const stage = failure?.stage
  const left = useRef<string | null>(null)
  // A step was taken here: eye and focus follow the case to where it stands now.
  useEffect(() => {
    if (step !== null) left.current = null
    if (left.current === null || stage === left.current) return
    left.current = null
    const here = document.querySelector<HTMLElement>('.legal > [aria-current="step"], .legal > :last-child')
    here?.focus({ preventScroll: true })
    here?.scrollIntoView({ block: 'center' })
  }, [step, stage])
  const [main, ...others] = failure?.allowed ?? []
  return (
    <DeskPage
      className="failure-desk"
      title={
        failure === undefined ? (
          '处置'
        ) : (
          <>
            {failure.food} · {failure.item} <span className="quiet">{failure.caseNo}</span>
          </>
        )
      }
      tools={
        <>
          {failure !== undefined && (
            <span className={endedStages.includes(failure.stage) ? 'tag tag-good stage' : 'tag tag-loud stage'}>
              {stageWords[failure.stage]}
            </span>
          )}
          <BackButton href={link('failure')} />
        </>
      }
      {...(failure === undefined ? {} : { note: <StageNote failure={failure} /> })}
      {...(main === undefined
        ? {}
        : {
            action: (
              <>
                {others.map((kind) => (
                  <Button key={kind} size="large" onClick={() => setStep(kind)}>
                    {kind === 'plan-disposal' ? '更改处置安排' : (stepWords[kind] ?? kind)}
                  </Button>
                ))}
                <MainAction byEnter onPress={() => setStep(main)}>
                  {stepWords[main] ?? main}
                </MainAction>
              </>
            ),
          })}
    >
      <Answered of={detail}>
        {(data) => (
          <div className="failure-grid">
            <PathView detail={data} onCorrect={setCorrecting} onChanged={detail.reload} />
            <div className="stack">
              <ClocksPanel failure={data.failure} />
              <ValuesPanel failure={data.failure} results={data.results} mark={data.stallMark} />
              <PapersPanel
                failure={data.failure}
                record={data.record}
                history={data.history}
                corrected={data.corrections.length > 0}
              />
              <LinksPanel detail={data} onStep={setStep} />
              <CorrectionsPanel detail={data} onCorrect={() => setCorrecting([])} />
              <EvidenceSheet failure={data.failure} evidence={data.evidence} onAdded={detail.reload} />
            </div>
            {correcting !== null && (
              <CorrectDialog
                detail={data}
                parts={correcting}
                onClose={() => setCorrecting(null)}
                onDone={() => {
                  setCorrecting(null)
                  detail.reload()
                }}
              />
            )}
            {step !== null && (
              <StepDialog
                kind={step}
                detail={data}
                onClose={() => setStep(null)}
                onDone={() => {
                  left.current = data.failure.stage
                  setStep(null)
                  detail.reload()
                }}
                onEvidence={detail.reload}
              />
            )}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

/** Left of the button: the running clock and what happens at its end, or what the case still lacks. */
function StageNote({ failure }: { readonly failure: FailureView }) {
  if (failure.clock !== null) {
    return (
      <>
        <Clock dueMs={epochOf(failure.clock.dueAt)} /> {thenWords[failure.clock.next] ?? ''}(
        {clauseText(failure.clock.basis)})
      </>
    )
  }
  const hint = hintWords[failure.stage]
  if (hint !== undefined) return hint
  if (endedStages.includes(failure.stage))
    return `${stageWords[failure.stage]}。全部记录只能查看;写错的可以更正,原记录保留。`
  if (failure.missing.length > 0)
    return `结案还差:${failure.missing.map((part) => missingWords[part] ?? part).join('、')}`
  return '材料齐全,可以结案'
}
