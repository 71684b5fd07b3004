/** The way back from here, with its key: Esc presses the innermost one on the page (app.tsx), so that the key does what the button says. */
import type { ReactNode } from 'react'
import { KeyHint } from './key-hint.tsx'
import { Button } from './parts.ts'
import { go } from './route.ts'

interface BackButtonProps {
  readonly href: string
  readonly children?: ReactNode
  readonly size?: 'small' | 'middle'
}

export function BackButton({ href, children = '返回', size = 'middle' }: BackButtonProps) {
  return (
    <Button size={size} data-back onClick={() => go(href)}>
      {children}
      <KeyHint keys="Esc" />
    </Button>
  )
}

/** True: there was one. */
export function pressBack(): boolean {
  const back = [...document.querySelectorAll<HTMLElement>('.desk [data-back]')].at(-1)
  back?.click()
  return back !== undefined
}
