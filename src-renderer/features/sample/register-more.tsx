/** The rest of the registration: for what, what kind, when, and the fields of the sheet a nature asks for at the counter. */
import type { Finding } from '#core/sample/check.ts'
import { type SampleKind, sampleKinds } from '#core/sample/sample.ts'
import { Field } from '#ui/field.tsx'
import { Input, Select } from '#ui/parts.ts'
import { DetailFields } from './detail-fields.tsx'
import { askedAtCounter, type RegisterForm } from './register-form.ts'
import { kindWords } from './sample-words.ts'

interface RegisterMoreProps {
  readonly form: RegisterForm
  readonly items: readonly string[]
  readonly findings: readonly Finding[]
  readonly wrongTime: string | null
  readonly onChange: (part: Partial<RegisterForm>) => void
}

export function RegisterMore({ form, items, findings, wrongTime, onChange }: RegisterMoreProps) {
  return (
    <div className="register-more">
      <Field label="检测项目" hint="不选就是按计划检测" className="register-items">
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            maxTagCount="responsive"
            value={[...form.details.items]}
            onChange={(chosen: string[]) => onChange({ details: { ...form.details, items: chosen } })}
            options={items.map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
      <Field label="样品类别">
        {(id) => (
          <Select
            id={id}
            value={form.kind}
            onChange={(kind: SampleKind) => onChange({ kind })}
            options={sampleKinds.map((value) => ({ value, label: kindWords[value] }))}
          />
        )}
      </Field>
      <Field label="采样时间" hint="空着就是现在" wrong={wrongTime}>
        {(id) => (
          <Input
            id={id}
            value={form.takenAt}
            maxLength={5}
            placeholder="06:30"
            onChange={(event) => onChange({ takenAt: event.target.value })}
          />
        )}
      </Field>
      <DetailFields
        names={askedAtCounter}
        details={form.details}
        findings={findings}
        onChange={(part) => onChange({ details: { ...form.details, ...part } })}
      />
    </div>
  )
}
