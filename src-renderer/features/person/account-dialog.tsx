/** One account: its roles and training, another password for who forgot it, and closing it. */
import { useState } from 'react'
import { client } from '#api'
import type { Person } from '#contract/person.ts'
import type { Role } from '#core/person/role.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { SecretField } from './own-password.tsx'
import { trainingWords } from './person-words.ts'
import { RoleChoice } from './role-choice.tsx'
import { StaffChoice } from './staff-choice.tsx'

interface AccountTexts {
  readonly roles: readonly Role[]
  readonly staff: string | null
}

export function AccountDialog({ person }: { readonly person: Person }) {
  const { by } = useOperator()
  const act = useAct()
  const { id, name, closedAt, training } = person
  const [password, setPassword] = useState('')
  const draft = useDraft<AccountTexts>(`account ${id}`, { roles: person.roles, staff: person.staff })
  const { roles, staff } = draft.value
  const leave = () => go(link('settings', ['people']))
  const run = (work: () => Promise<unknown>) =>
    void act.run(work).then((done) => {
      if (!done) return
      draft.clear()
      leave()
    })
  const changed = staff !== person.staff || roles.join() !== person.roles.join()
  return (
    <Modal open title={name} footer={null} onCancel={leave}>
      <div className="stack">
        <DraftNote of={draft} />
        <RoleChoice value={roles} onChange={(roles) => draft.change({ roles })} />
        <StaffChoice value={staff} onChange={(staff) => draft.change({ staff })} />
        <p className="quiet">培训:{trainingWords[training]}</p>
        <div className="row dialog-foot">
          <Button
            type="primary"
            loading={act.busy}
            disabled={!changed || roles.length === 0}
            onClick={() => run(() => client.person.change({ id, roles: [...roles], staff, by }))}
          >
            保存角色
          </Button>
        </div>
        <SecretField
          label="重设临时密码"
          hint="本人忘记时用;PIN 会清除,已登录的画面会退出"
          value={password}
          onChange={setPassword}
        />
        <div className="row dialog-foot">
          <Button
            loading={act.busy}
            disabled={password === ''}
            onClick={() => run(() => client.person.resetPassword({ id, password, by }))}
          >
            重设 {name} 的密码
          </Button>
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={leave}>不改了</Button>
          <Button
            danger={closedAt === null}
            loading={act.busy}
            onClick={() => run(() => client.person.setActive({ id, active: closedAt !== null, by }))}
          >
            {closedAt === null ? `停用 ${name} 的账号` : `重新启用 ${name} 的账号`}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
