/** Where a PIN is typed to sign: four to eight digits, shown to nobody. */
import { Input } from './parts.ts'

interface PinInputProps {
  readonly id: string
  readonly value: string
  readonly onChange: (pin: string) => void
}

export function PinInput({ id, value, onChange }: PinInputProps) {
  return (
    <Input
      id={id}
      type="password"
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      value={value}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
    />
  )
}
