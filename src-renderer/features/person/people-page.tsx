/** 设置 / 人员: accounts with their roles and training, the table of rights, when a desk locks; and each person's own password and PIN. */
import { client } from '#api'
import type { Person, PersonState } from '#contract/person.ts'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { AddAccount, FirstAccount } from './add-account.tsx'
import { OwnPassword, PinForm } from './own-password.tsx'
import { rolesText, trainingWords } from './person-words.ts'
import { PolicyForm } from './policy-form.tsx'
import { RightsTable } from './rights-table.tsx'
import './person.css'

export function PeoplePage({ person, chosen }: { readonly person: PersonState; readonly chosen: string | null }) {
  const { me } = person
  return me === null ? <FirstAccount /> : <Accounts me={me} chosen={chosen} />
}

function Accounts({ me, chosen }: { readonly me: NonNullable<PersonState['me']>; readonly chosen: string | null }) {
  const { may } = useOperator()
  const manages = may('people.manage')
  return (
    <div className="people-grid">
      <div className="stack">
        {manages && <AccountList chosen={chosen} />}
        <Panel title="我的 PIN" aside={me.hasPin ? '已设置' : '还没有设置'}>
          <PinForm hasPin={me.hasPin} />
        </Panel>
        <Panel title="我的密码">
          <OwnPassword name={me.name} />
        </Panel>
      </div>
      <div className="stack">
        {manages && <PolicyForm />}
        <Panel title="谁可以做什么" flush>
          <RightsTable mine={me.roles} />
        </Panel>
      </div>
    </div>
  )
}

const columns: readonly Column<Person>[] = [
  {
    key: 'name',
    name: '姓名',
    cell: ({ name, closedAt }) => (
      <span className="nowrap">
        <b>{name}</b> {closedAt !== null && <span className="tag">已停用</span>}
      </span>
    ),
  },
  { key: 'roles', name: '角色', cell: ({ roles }) => rolesText(roles) },
  {
    key: 'training',
    name: '培训',
    className: 'nowrap',
    cell: ({ training }) => (
      <span className={training === 'valid' ? 'tag tag-good' : 'tag'}>{trainingWords[training]}</span>
    ),
  },
  {
    key: 'pin',
    name: 'PIN',
    className: 'nowrap',
    cell: ({ hasPin, mustChange, wait }) =>
      wait > 0 ? (
        <span className="tag tag-loud">输错太多,等待中</span>
      ) : mustChange ? (
        '待本人改密码'
      ) : hasPin ? (
        '已设置'
      ) : (
        '没有'
      ),
  },
]

function AccountList({ chosen }: { readonly chosen: string | null }) {
  const list = useLoad('accounts', () => client.person.list({}), ['person.changed', 'catalog.changed'])
  const picked = list.data?.find(({ id }) => id === chosen) ?? null
  return (
    <Panel title="账号" flush aside={<AddAccount />}>
      <Answered of={list}>
        {(people) => (
          <Ledger
            label="账号"
            columns={columns}
            rows={people}
            idOf={({ id }) => id}
            hrefOf={({ id }) => link('settings', ['people', id])}
          />
        )}
      </Answered>
      {picked !== null && <AccountDialog person={picked} key={picked.id} />}
    </Panel>
  )
}
