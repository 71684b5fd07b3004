/** Which entry of the staff list is this person: its training and certificate decide whether they may sign for a test. */
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/parts.ts'

interface StaffChoiceProps {
  readonly value: string | null
  readonly onChange: (staff: string | null) => void
}

export function StaffChoice({ value, onChange }: StaffChoiceProps) {
  return (
    <Field label="人员台账里的编号" hint="培训和证书从“基础数据 / 人员”里读,没有就不能签检测结果">
      {(id) => (
        <Input
          id={id}
          value={value ?? ''}
          maxLength={20}
          onChange={(event) => onChange(event.target.value.trim() === '' ? null : event.target.value)}
        />
      )}
    </Field>
  )
}
