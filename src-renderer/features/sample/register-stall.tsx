/** The stall of the registration line: scanned, or typed with the known ones listed under it; a new one may be named. */
import { type KeyboardEvent, useState } from 'react'
import { Field } from '#ui/field.tsx'
import { AutoComplete } from '#ui/parts.ts'
import { stallText } from '#ui/stall-words.ts'
import { TextField } from '#ui/text-field.tsx'
import { beginsKnown, knownStall, type RegisterForm } from './register-form.ts'

interface RegisterStallProps {
  readonly form: RegisterForm
  readonly stalls: readonly { readonly code: string; readonly name: string }[]
  /** Null: none is known by this code. */
  readonly name: string | null
  readonly isNew: boolean
  readonly onChange: (part: Partial<RegisterForm>) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

export function RegisterStall({ form, stalls, name, isNew, onChange, onKeyDown }: RegisterStallProps) {
  const [typing, setTyping] = useState(false)
  // Half a code is no new stall yet: the line must not move under the hands of who types it.
  const fresh = isNew && !(typing && beginsKnown(stalls, form.stall))
  const leave = () => {
    setTyping(false)
    const meant = knownStall(stalls, form.stall.trim())
    if (meant !== null && meant !== form.stall) onChange({ stall: meant })
  }
  return (
    <>
      <Field label="摊位" scan hint={name ?? hintFor(form, fresh)} className="register-stall">
        {(id) => (
          <span data-place="stall">
            <AutoComplete
              id={id}
              value={form.stall}
              // A scanner is faster than the list: Enter must never take the first line of an older one.
              defaultActiveFirstOption={false}
              popupMatchSelectWidth={300}
              onChange={(text: string) => onChange({ stall: text })}
              onKeyDown={onKeyDown}
              onFocus={() => setTyping(true)}
              onBlur={leave}
              showSearch={{
                filterOption: (typed, option) =>
                  `${option?.value ?? ''} ${option?.title ?? ''}`.toLowerCase().includes(typed.toLowerCase()),
              }}
              // Nothing typed: a list of every stall would lie over the line that says what was just registered.
              options={(form.stall.trim() === '' ? [] : stalls)
                .slice(0, 500)
                .map((one) => ({ value: one.code, title: one.name, label: stallText(one.code, one.name) }))}
              placeholder="A-12"
              maxLength={20}
            />
          </span>
        )}
      </Field>
      {fresh && (
        <TextField
          label="商户名称"
          hint="只写招牌名,不写电话住址"
          value={form.stallName}
          maxLength={60}
          onChange={(stallName) => onChange({ stallName })}
          placeholder="可不填"
        />
      )}
    </>
  )
}

function hintFor({ kind }: RegisterForm, fresh: boolean): string {
  if (fresh) return '新摊位,登记时建档'
  return kind === 'ordinary' ? '扫码或输入摊位号' : '质控样可不填'
}
