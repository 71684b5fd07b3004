/** Which entry of the staff list is this person: its training and certificate decide whether they may sign for a test. */
import { client } from '#api'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { Select } from '#ui/parts.ts'

interface StaffChoiceProps {
  readonly value: string | null
  readonly onChange: (staff: string | null) => void
}

const nobody = ''

export function StaffChoice({ value, onChange }: StaffChoiceProps) {
  const staff = useLoad('staff list', () => client.catalog.page({ list: 'staff', limit: 200 }), ['catalog.changed'])
  const known = (staff.data?.rows ?? []).map(({ key, data }) => ({
    value: key,
    label: `${String(data.name ?? key)}(${key}),培训至 ${String(data.trainedUntil ?? '没有记录')}`,
  }))
  const missing = value !== null && !known.some((one) => one.value === value)
  const options = [
    { value: nobody, label: '不在台账里' },
    ...known,
    ...(missing ? [{ value, label: `${value}(台账里没有)` }] : []),
  ]
  return (
    <Field label="人员台账" hint="培训和证书从“基础数据 / 检测人员”里读,没有就不能签检测结果">
      {(id) => (
        <Select
          id={id}
          showSearch
          optionFilterProp="label"
          value={value ?? nobody}
          options={options}
          onChange={(chosen: string) => onChange(chosen === nobody ? null : chosen)}
        />
      )}
    </Field>
  )
}
