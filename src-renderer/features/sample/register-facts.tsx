/** Stock, origin and nature: the three small fields of the registration line. */
import { type Nature, natures } from '#core/sample/sample.ts'
import { Field } from '#ui/field.tsx'
import { Input, Select } from '#ui/parts.ts'
import { asksForMore, type RegisterForm } from './register-form.ts'
import { natureWords } from './sample-words.ts'

interface RegisterFactsProps {
  readonly form: RegisterForm
  readonly wrongStock: string | null
  readonly onChange: (part: Partial<RegisterForm>) => void
}

export function RegisterFacts({ form, wrongStock, onChange }: RegisterFactsProps) {
  return (
    <>
      <Field label="库存" wrong={wrongStock} hint="公斤,可不填" className="register-stock">
        {(id) => (
          <Input
            id={id}
            value={form.stock}
            inputMode="decimal"
            maxLength={16}
            suffix="kg"
            onChange={(event) => onChange({ stock: event.target.value })}
          />
        )}
      </Field>
      <Field label="产地" hint="可不填">
        {(id) => (
          <Input
            id={id}
            value={form.origin}
            maxLength={60}
            onChange={(event) => onChange({ origin: event.target.value })}
          />
        )}
      </Field>
      <Field label="检测性质">
        {(id) => (
          <Select
            id={id}
            value={form.nature}
            onChange={(nature: Nature) => onChange({ nature, more: form.more || asksForMore(nature) })}
            options={natures.map((value) => ({ value, label: natureWords[value] }))}
          />
        )}
      </Field>
    </>
  )
}
