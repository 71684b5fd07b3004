/** A signature in a form: who, the PIN again, what signing says, and exactly what it covers. */

import type { ReactNode } from 'react'
import { Field } from './field.tsx'
import { useOperator } from './operator.tsx'
import { Input, Select } from './parts.ts'
import { PinInput } from './pin-input.tsx'
import './pin-pad.css'

/** What goes into an input of the contract as `signing`. */
export interface SigningDraft {
  readonly by: string
  readonly pin: string
}

export const noPin = (by: string): SigningDraft => ({ by, pin: '' })

interface SignFieldsProps {
  /** Who signs, in the words of the form: 检测人, 监督人 … */
  readonly label: string
  readonly value: SigningDraft
  readonly onChange: (draft: SigningDraft) => void
  /** What the signature says, one sentence. */
  readonly meaning: ReactNode
  /** What it covers, as it is shown and hashed. */
  readonly covers: ReactNode
  /** Another person may sign: the name is chosen. Otherwise it is the one at the desk. */
  readonly others?: boolean
}

/** Ready to be sent; where there are accounts a PIN of at least four digits belongs to it. */
export function useSignReady({ by, pin }: SigningDraft): boolean {
  const { signedIn } = useOperator()
  return by.trim() !== '' && (signedIn === null || pin.length >= 4)
}

export function SignFields({ label, value, onChange, meaning, covers, others = false }: SignFieldsProps) {
  const { signedIn, people } = useOperator()
  const typed = signedIn === null
  const without = people.find(({ name }) => name === value.by)?.hasPin === false
  return (
    <fieldset className="sign-fields">
      <p>{meaning}</p>
      <div className="sign-covers">{covers}</div>
      <div className="form-grid">
        <Field label={label} hint={typed ? '还没有账号:签名只是写下的姓名' : undefined}>
          {(id) =>
            typed ? (
              <Input
                id={id}
                value={value.by}
                maxLength={30}
                onChange={(event) => onChange({ ...value, by: event.target.value })}
              />
            ) : others ? (
              <Select
                id={id}
                value={value.by === '' ? null : value.by}
                placeholder="选择姓名"
                options={people.map(({ name }) => ({ value: name, label: name }))}
                onChange={(by: string) => onChange({ by, pin: '' })}
              />
            ) : (
              <Input id={id} value={value.by} readOnly />
            )
          }
        </Field>
        {!typed && (
          <Field label="本人 PIN" wrong={without ? '还没有设置 PIN:请本人登录后在“设置 / 人员”里设置' : null}>
            {(id) => <PinInput id={id} value={value.pin} onChange={(pin) => onChange({ ...value, pin })} />}
          </Field>
        )}
      </div>
    </fieldset>
  )
}
