/** Making accounts: the first one, which ends the open room, and those an administrator makes for others. */
import { useState } from 'react'
import { client } from '#api'
import type { Role } from '#core/person/role.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useRenew } from '#ui/live.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { SecretField } from './own-password.tsx'
import { RoleChoice } from './role-choice.tsx'
import { StaffChoice } from './staff-choice.tsx'

export function FirstAccount() {
  const { names } = useOperator()
  const act = useAct()
  const renew = useRenew()
  // Passwords and PINs are typed again: they are written down nowhere.
  const draft = useDraft<{ readonly name: string; readonly roles: readonly Role[] }>('first-account', {
    name: names[0] ?? '',
    roles: ['administrator', 'operator', 'manager'],
  })
  const { name, roles } = draft.value
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [pin, setPin] = useState('')
  const ready = name.trim() !== '' && password !== '' && password === again
  return (
    <Panel title="建立第一个账号" className="first-account">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          void act
            .run(() =>
              client.person.add({
                name: name.trim(),
                roles: [...roles],
                password,
                pin: pin === '' ? null : pin,
                by: name.trim(),
              }),
            )
            .then((done) => {
              if (!done) return
              draft.clear()
              renew()
            })
        }}
      >
        <p className="notebox">
          ▲ 还没有账号,谁都能操作。建好第一个账号后,所有画面都要登录,操作只能记在登录者本人名下,签名要再输
          PIN。第一个账号是管理员,没有预设密码。
        </p>
        <DraftNote of={draft} />
        <div className="form-grid">
          <TextField
            label="姓名"
            hint="会写在记录上,以后不能改"
            value={name}
            maxLength={30}
            onChange={(text) => draft.change({ name: text })}
          />
          <SecretField label="密码" hint="至少 8 个字,可以是一句话" value={password} onChange={setPassword} />
          <SecretField
            label="再输一次密码"
            wrong={again !== '' && again !== password ? '两次不一样' : null}
            value={again}
            onChange={setAgain}
          />
          <SecretField
            label="PIN(4 到 8 位数字)"
            hint="换人和签名时用,可以以后再设"
            digits
            value={pin}
            onChange={setPin}
          />
        </div>
        <RoleChoice value={roles} onChange={(said) => draft.change({ roles: said })} fixed="administrator" />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button
            className="main-action"
            type="primary"
            size="large"
            htmlType="submit"
            loading={act.busy}
            disabled={!ready}
          >
            建立账号并登录
          </Button>
        </div>
      </form>
    </Panel>
  )
}

export function AddAccount() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>添加账号…</Button>
      <Modal open={open} title="添加账号" footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <AddForm done={() => setOpen(false)} />
      </Modal>
    </>
  )
}

interface AccountTexts {
  readonly name: string
  readonly roles: readonly Role[]
  readonly staff: string | null
}

function AddForm({ done }: { readonly done: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<AccountTexts>('add-account', { name: '', roles: ['operator'], staff: null })
  const { name, roles, staff } = draft.value
  const [password, setPassword] = useState('')
  const ready = name.trim() !== '' && password !== '' && roles.length > 0
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        void act
          .run(() => client.person.add({ name: name.trim(), roles: [...roles], password, staff, by }))
          .then((made) => {
            if (!made) return
            draft.clear()
            done()
          })
      }}
    >
      <DraftNote of={draft} />
      <TextField
        label="姓名"
        hint="会写在记录上,以后不能改"
        value={name}
        maxLength={30}
        onChange={(text) => draft.change({ name: text })}
      />
      <SecretField
        label="临时密码"
        hint="当面告诉本人;第一次登录要换掉,再由本人设置 PIN"
        value={password}
        onChange={setPassword}
      />
      <RoleChoice value={roles} onChange={(said) => draft.change({ roles: said })} />
      <StaffChoice value={staff} onChange={(said) => draft.change({ staff: said })} />
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row dialog-foot">
        <Button onClick={done}>不添加</Button>
        <Button type="primary" htmlType="submit" loading={act.busy} disabled={!ready}>
          添加账号
        </Button>
      </div>
    </form>
  )
}
