/** Who has an account signs with the own PIN; it is sent once and written down nowhere. */
import { Field } from '#ui/field.tsx'
import { PinInput } from '#ui/pin-input.tsx'

interface PinFieldsProps {
  readonly names: readonly string[]
  readonly pins: Readonly<Record<string, string>>
  readonly onChange: (pins: Readonly<Record<string, string>>) => void
}

export function PinFields({ names, pins, onChange }: PinFieldsProps) {
  if (names.length === 0) return null
  return (
    <fieldset className="form-grid">
      <legend className="legend">本人 PIN 签名(没有账号的人在纸上手签)</legend>
      {names.map((name) => (
        <Field key={name} label={`${name} 的 PIN`}>
          {(id) => <PinInput id={id} value={pins[name] ?? ''} onChange={(pin) => onChange({ ...pins, [name]: pin })} />}
        </Field>
      ))}
    </fieldset>
  )
}
