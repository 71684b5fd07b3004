/** Roles to tick, each with what it means; who audits does nothing else. */
import { type Role, roles } from '#core/person/role.ts'
import { Checkbox } from '#ui/parts.ts'
import { roleNotes, roleWords } from './person-words.ts'

interface RoleChoiceProps {
  readonly value: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  /** A role that stays ticked. */
  readonly fixed?: Role
}

export function RoleChoice({ value, onChange, fixed }: RoleChoiceProps) {
  const put = (role: Role, on: boolean) => {
    if (!on) return onChange(value.filter((one) => one !== role))
    onChange(role === 'auditor' ? ['auditor'] : [...value.filter((one) => one !== 'auditor'), role])
  }
  const offered = fixed === undefined ? roles : roles.filter((role) => role !== 'auditor')
  return (
    <fieldset className="role-choice">
      <legend className="legend">角色</legend>
      {offered.map((role) => (
        <Checkbox
          key={role}
          checked={value.includes(role)}
          disabled={role === fixed}
          onChange={(event) => put(role, event.target.checked)}
        >
          {roleWords[role]} <small>{roleNotes[role]}</small>
        </Checkbox>
      ))}
    </fieldset>
  )
}
