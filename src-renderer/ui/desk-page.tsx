/** The frame of one desk's page: its title, its tools, and its one main action, always large and at the bottom right. */
import { type ReactNode, useEffect, useRef } from 'react'
import { KeyHint } from './key-hint.tsx'
import { Button } from './parts.ts'

interface DeskPageProps {
  readonly title: ReactNode
  readonly tools?: ReactNode
  readonly children: ReactNode
  /** Words at the left of the main action: what it will do, or what is still missing. */
  readonly note?: ReactNode
  readonly action?: ReactNode
  readonly className?: string
}

export function DeskPage({ title, tools, children, note, action, className = '' }: DeskPageProps) {
  return (
    <main className={`desk ${className}`}>
      <header className="desk-head">
        <h1>{title}</h1>
        {tools !== undefined && <div className="desk-tools">{tools}</div>}
      </header>
      <div className="desk-body">{children}</div>
      {(action !== undefined || note !== undefined) && (
        <footer className="desk-foot">
          <div className="desk-note">{note}</div>
          {action}
        </footer>
      )}
    </main>
  )
}

/** Nothing has the focus, or a line of a path that only shows where one stands. */
function isIdle(focused: Element | null): boolean {
  return focused === document.body || focused?.matches('li[aria-current="step"]') === true
}

interface MainActionProps {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly busy?: boolean
  readonly disabled?: boolean
  readonly danger?: boolean
  /** Enter presses it while nothing else wants the key; switched off where a list on the page wants Enter. */
  readonly byEnter?: boolean
}

export function MainAction({
  children,
  onPress,
  busy = false,
  disabled = false,
  danger = false,
  byEnter = false,
}: MainActionProps) {
  const press = useRef(onPress)
  useEffect(() => {
    press.current = onPress
  })
  const live = byEnter && !disabled && !busy
  useEffect(() => {
    if (!live) return
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.defaultPrevented || !isIdle(document.activeElement)) return
      event.preventDefault()
      press.current()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [live])
  return (
    <Button
      className="main-action"
      type="primary"
      size="large"
      danger={danger}
      loading={busy}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
      {byEnter && <KeyHint keys="Enter" />}
    </Button>
  )
}
