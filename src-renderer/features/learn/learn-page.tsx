/** The frame of one step: where one is in the wizard, the way back, and the one thing that leads on. */
import { type ReactNode, useEffect } from 'react'
import { DeskPage } from '#ui/desk-page.tsx'
import { Button } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { isTyping } from '#ui/scanner.ts'
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
  useBackKey(href)
  return (
    <DeskPage
      title="学习向导"
      className="learn"
      tools={
        <>
          <StepLine now={step} />
          <Button onClick={() => go(href)}>{before === null ? '回仪器 Esc' : '上一步 Esc'}</Button>
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

/** Esc leads one step back here, before the frame would leave the wizard; out of a field and out of a dialog first, as everywhere. */
function useBackKey(href: string): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target)) return
      if (document.querySelector('.ant-modal-wrap:not([style*="none"])') !== null) return
      event.preventDefault()
      go(href)
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => window.removeEventListener('keydown', hear, { capture: true })
  }, [href])
}
