/** Who signs the disposal: at least two different people and a supervisor, each with the part they played. */
import { AutoComplete, Button, Input } from '#ui/parts.ts'

export interface SignerText {
  readonly role: string
  readonly name: string
}

const roles = ['检测员', '经营户', '监督人', '市场负责人', '销毁人'] as const
const mostSigners = 8

/** The complete ones, each name once. */
export function signersOf(texts: readonly SignerText[]): readonly SignerText[] {
  const complete = texts
    .map(({ role, name }) => ({ role: role.trim(), name: name.trim() }))
    .filter(({ role, name }) => role !== '' && name !== '')
  return complete.filter(({ name }, index) => complete.findIndex((other) => other.name === name) === index)
}

interface SignerFieldsProps {
  readonly signers: readonly SignerText[]
  readonly onChange: (signers: readonly SignerText[]) => void
}

export function SignerFields({ signers, onChange }: SignerFieldsProps) {
  const change = (at: number, changed: Partial<SignerText>) =>
    onChange(signers.map((signer, index) => (index === at ? { ...signer, ...changed } : signer)))
  return (
    <fieldset className="stack">
      <legend className="legend">在场签字(至少两人,另有监督人)</legend>
      {signers.map((signer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a form have no other identity
        <div className="row" key={index}>
          <AutoComplete
            aria-label={`第 ${index + 1} 人身份`}
            className="signer-role"
            value={signer.role}
            maxLength={20}
            onChange={(role: string) => change(index, { role })}
            options={roles.map((value) => ({ value }))}
          />
          <Input
            aria-label={`第 ${index + 1} 人姓名`}
            placeholder="姓名"
            value={signer.name}
            maxLength={30}
            onChange={(event) => change(index, { name: event.target.value })}
          />
        </div>
      ))}
      {signers.length < mostSigners && (
        <Button size="small" onClick={() => onChange([...signers, { role: '监督人', name: '' }])}>
          再加一人
        </Button>
      )}
    </fieldset>
  )
}
