/** A form field of one line of text: the commonest of all, so that a form reads as the list of what it asks for. */
import type { ComponentProps, ReactNode } from 'react'
import { Field } from './field.tsx'
import { Input } from './parts.ts'

type InputProps = Omit<ComponentProps<typeof Input>, 'id' | 'value' | 'onChange' | 'className'>

interface TextFieldProps extends InputProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly wrong?: string | null
  readonly className?: string
  readonly value: string
  readonly onChange: (text: string) => void
}

export function TextField({ label, hint, wrong = null, className = '', onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong} className={className}>
      {(id) => <Input {...input} id={id} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}
