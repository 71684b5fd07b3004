/** Signing in by name and password: after the station started, after a night, after signing out. */
import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import type { PersonState } from '#contract/person.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useRenew } from '#ui/live.tsx'
import { useAct } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { NameChoice } from './name-choice.tsx'

interface SignInPageProps {
  readonly state: PersonState
  readonly site: string
}

export function SignInPage({ state, site }: SignInPageProps) {
  const act = useAct()
  const renew = useRenew()
  const [name, setName] = useState(state.people.length === 1 ? (state.people[0]?.name ?? '') : '')
  const [password, setPassword] = useState('')
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (name !== '') box.current?.focus()
  }, [name])
  const enter = () =>
    void act
      .run(() => client.person.signIn({ name, password }))
      .then((done) => {
        setPassword('')
        if (done) renew()
        else box.current?.focus()
      })
  return (
    <main className="sign-in" aria-label="登录">
      <div className="sign-in-sheet">
        <header>
          <h1>快检站</h1>
          <p className="quiet">{site}</p>
        </header>
        <div className="sign-in-two">
          <section>
            <h2>谁在操作</h2>
            <NameChoice people={state.people} value={name} onChoose={setName} />
          </section>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              if (name !== '' && password !== '') enter()
            }}
          >
            <h2>{name === '' ? '先选姓名' : name}</h2>
            <input
              ref={box}
              className="pin-box password-box"
              type="password"
              autoComplete="current-password"
              aria-label="密码"
              placeholder="密码"
              maxLength={128}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              block
              loading={act.busy}
              disabled={name === '' || password === ''}
            >
              登录
              <KeyHint keys="Enter" />
            </Button>
            <p className="quiet small">程序启动后第一次用密码;之后换人、解锁只要 PIN。忘记密码请管理员重设。</p>
          </form>
        </div>
      </div>
    </main>
  )
}
