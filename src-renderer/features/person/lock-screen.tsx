/** Over a locked desk: the same person comes back, or another one takes it, by PIN. Nothing beneath can be seen or reached. */
import { useLayoutEffect, useRef } from 'react'
import { client } from '#api'
import type { PersonState } from '#contract/person.ts'
import { useAct } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { PinEntry } from './pin-entry.tsx'

interface LockScreenProps {
  readonly state: PersonState
  readonly site: string
}

export function LockScreen({ state, site }: LockScreenProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const leave = useAct()
  // A modal dialog of the browser lies above every other one and takes the keyboard from all of them.
  // Before the PIN box asks for the keyboard, because the dialog gives it to its first button.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="lock"
      aria-label="画面已锁定"
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault()
      }}
      onCancel={(event) => event.preventDefault()}
      // A browser lets a page refuse only once; then the screen comes back at once.
      onClose={() => dialog.current?.showModal()}
    >
      <div className="sign-in-sheet">
        <header>
          <h1>画面已锁定</h1>
          <p className="quiet">
            {site} · {state.idleMinutes} 分钟没有人操作就会锁定;仪器照常接收,数据都在
          </p>
        </header>
        <PinEntry people={state.people} first={state.me?.name ?? ''} action="继续工作" />
        <p className="row">
          <Button type="text" loading={leave.busy} onClick={() => void leave.run(() => client.person.signOut({}))}>
            退出登录,用密码登录
          </Button>
        </p>
      </div>
    </dialog>
  )
}
