/** The frame of one step: where one is in the wizard, the way back, and the one thing that leads on. */

import type { ReactNode } from 'react'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { link } from '#ui/route.ts'
import { type Step, StepLine, stepBefore, stepHref } from './steps.tsx'

interface LearnPageProps {
  readonly step: Step
  readonly note?: ReactNode
  readonly action?: ReactNode
  /** Enter in a field does what the main action does. */
  readonly onEnter?: () => void
  readonly children: ReactNode
}

export function LearnPage({ step, note, action, onEnter, children }: LearnPageProps) {
  const before = stepBefore(step)
  const href = before === null ? link('port') : stepHref(before)
  return (
    <DeskPage
      title="学习向导"
      className="learn"
      tools={
        <>
          <StepLine now={step} />
          <BackButton href={href}>{before === null ? '回仪器' : '上一步'}</BackButton>
        </>
      }
      note={note}
      action={action}
    >
      {onEnter === undefined ? (
        children
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onEnter()
          }}
        >
          {children}
          <button type="submit" className="said-only" tabIndex={-1} aria-hidden="true" />
        </form>
      )}
    </DeskPage>
  )
}
