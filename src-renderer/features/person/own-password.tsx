/** The person's own password and PIN: nobody else sets a PIN, and a password that an administrator chose is changed at once. */
import { useState } from 'react'
import { client } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { Button, Input } from '#ui/parts.ts'

interface OwnPasswordProps {
  readonly name: string
  /** A page of its own before anything else; otherwise a form in a panel. */
  readonly forced?: boolean
}

export function OwnPassword({ name, forced = false }: OwnPasswordProps) {
  const form = <PasswordForm />
  if (!forced) return form
  return (
    <main className="sign-in" aria-label="换成自己的密码">
      <div className="sign-in-sheet">
        <header>
          <h1>{name},先换成自己的密码</h1>
          <p className="quiet">现在的密码是管理员设的。换好后再设置 PIN,就能快速换人和签名。</p>
        </header>
        {form}
        <p>
          <Button type="text" onClick={() => void client.person.signOut({}).catch(() => undefined)}>
            退出登录
          </Button>
        </p>
      </div>
    </main>
  )
}

function PasswordForm() {
  const act = useAct()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [saved, setSaved] = useState(false)
  const differs = again !== '' && again !== next
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void act
          .run(() => client.person.setPassword({ current, next }))
          .then((done) => {
            if (!done) return
            setSaved(true)
            setCurrent('')
            setNext('')
            setAgain('')
          })
      }}
    >
      <div className="form-grid">
        <SecretField label="现在的密码" value={current} onChange={setCurrent} />
        <SecretField label="新密码" hint="至少 8 个字,可以是一句话" value={next} onChange={setNext} />
        <SecretField label="再输一次新密码" wrong={differs ? '两次不一样' : null} value={again} onChange={setAgain} />
      </div>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row">
        <Button
          type="primary"
          htmlType="submit"
          loading={act.busy}
          disabled={current === '' || next === '' || next !== again}
        >
          换成新密码
        </Button>
        <span role="status" className="quiet">
          {saved ? '✓ 密码已换' : ''}
        </span>
      </div>
    </form>
  )
}

export function PinForm({ hasPin }: { readonly hasPin: boolean }) {
  const act = useAct()
  const [password, setPassword] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [saved, setSaved] = useState(false)
  const differs = again !== '' && again !== pin
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void act
          .run(() => client.person.setPin({ password, pin }))
          .then((done) => {
            if (!done) return
            setSaved(true)
            setPassword('')
            setPin('')
            setAgain('')
          })
      }}
    >
      <div className="form-grid">
        <SecretField label="登录密码" value={password} onChange={setPassword} />
        <SecretField label="新 PIN" hint="4 到 8 位数字,不用生日和 1234" digits value={pin} onChange={setPin} />
        <SecretField
          label="再输一次 PIN"
          digits
          wrong={differs ? '两次不一样' : null}
          value={again}
          onChange={setAgain}
        />
      </div>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row">
        <Button htmlType="submit" loading={act.busy} disabled={password === '' || pin === '' || pin !== again}>
          {hasPin ? '换成新 PIN' : '设置 PIN'}
        </Button>
        <span role="status" className="quiet">
          {saved ? '✓ PIN 已设置' : ''}
        </span>
      </div>
    </form>
  )
}

interface SecretFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly wrong?: string | null
  readonly digits?: boolean
}

export function SecretField({ label, value, onChange, hint, wrong = null, digits = false }: SecretFieldProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      {(id) => (
        <Input
          id={id}
          type="password"
          autoComplete="off"
          inputMode={digits ? 'numeric' : 'text'}
          maxLength={digits ? 8 : 128}
          value={value}
          onChange={(event) => onChange(digits ? event.target.value.replace(/\D/g, '') : event.target.value)}
        />
      )}
    </Field>
  )
}
