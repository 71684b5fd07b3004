/** The control of one field, chosen by what the declaration says of it. */

import { client } from '#api'
import type { Field as Declared } from '#core/catalog/list.ts'
import { choiceWord } from '#core/catalog/words.ts'
import { DateInput } from '#ui/date-input.tsx'
import { useLoad } from '#ui/load.ts'
import { Input, Select } from '#ui/parts.ts'

export type Draft = { readonly [field: string]: string | readonly string[] }

interface FieldControlProps {
  readonly id: string
  readonly declared: Declared
  readonly value: string | readonly string[]
  readonly disabled: boolean
  readonly onChange: (value: string | readonly string[]) => void
}

export function FieldControl({ id, declared, value, disabled, onChange }: FieldControlProps) {
  const text = typeof value === 'string' ? value : value.join(';')
  const several = typeof value === 'string' ? [] : [...value]
  switch (declared.kind) {
    case 'choice':
      return (
        <Select
          id={id}
          allowClear
          disabled={disabled}
          value={text === '' ? null : text}
          options={declared.options.map((option) => ({ value: option, label: choiceWord(option) }))}
          onChange={(chosen: string | null) => onChange(chosen ?? '')}
        />
      )
    case 'flag':
      return (
        <Select
          id={id}
          allowClear
          disabled={disabled}
          value={text === '' ? null : text}
          options={[
            { value: 'true', label: '是' },
            { value: 'false', label: '否' },
          ]}
          onChange={(chosen: string | null) => onChange(chosen ?? '')}
        />
      )
    case 'reference':
      return <ReferenceControl id={id} to={declared.to} value={text} disabled={disabled} onChange={onChange} />
    case 'several':
      return declared.to === undefined ? (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          disabled={disabled}
          value={several}
          tokenSeparators={[';', ';', ...(declared.split ?? '')]}
          onChange={(all: string[]) => onChange(all)}
        />
      ) : (
        <ReferencesControl id={id} to={declared.to} value={several} disabled={disabled} onChange={onChange} />
      )
    case 'date':
      return <DateInput id={id} disabled={disabled} value={text} onChange={onChange} />
    default:
      return (
        <Input
          id={id}
          disabled={disabled}
          value={text}
          autoComplete="off"
          {...(declared.kind === 'decimal' || declared.kind === 'count' ? { inputMode: 'decimal' as const } : {})}
          maxLength={declared.kind === 'text' ? declared.max : 40}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

type Reference = Extract<Declared, { readonly kind: 'reference' }>['to']

/** The entries in force of another list, found by anything in their line. */
function useEntries(to: Reference) {
  const { data } = useLoad(`entries ${to}`, () => client.catalog.page({ list: to, limit: 200 }), ['catalog.changed'])
  return (data?.rows ?? []).map(({ key, title }) => ({ value: key, label: key === title ? key : `${key} ${title}` }))
}

interface ReferenceProps {
  readonly id: string
  readonly to: Reference
  readonly disabled: boolean
}

function ReferenceControl({
  id,
  to,
  value,
  disabled,
  onChange,
}: ReferenceProps & { readonly value: string; readonly onChange: (value: string) => void }) {
  const options = useEntries(to)
  return (
    <Select
      id={id}
      allowClear
      disabled={disabled}
      showSearch={{ optionFilterProp: 'label' }}
      value={value === '' ? null : value}
      options={options}
      notFoundContent="还没有可选的,请先录入"
      onChange={(chosen: string | null) => onChange(chosen ?? '')}
    />
  )
}

function ReferencesControl({
  id,
  to,
  value,
  disabled,
  onChange,
}: ReferenceProps & { readonly value: readonly string[]; readonly onChange: (value: readonly string[]) => void }) {
  const options = useEntries(to)
  return (
    <Select
      id={id}
      mode="multiple"
      disabled={disabled}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...value]}
      options={options}
      notFoundContent="还没有可选的,请先录入"
      onChange={(all: string[]) => onChange(all)}
    />
  )
}
