/** Which reagent: its lot, scanned from the box or picked from the list, and its name, which a known lot already says. */
import { Field } from './field.tsx'
import { AutoComplete } from './parts.ts'
import { TextField } from './text-field.tsx'

interface Lot {
  readonly lot: string
  readonly kitName: string
  readonly expiresOn: string | null
}

interface ReagentFieldsProps<L extends Lot> {
  readonly lots: readonly L[]
  /** The one of `lots` that `lot` names. */
  readonly known: L | undefined
  readonly lot: string
  readonly kit: string
  readonly onChange: (part: { readonly lot: string } | { readonly kit: string }) => void
}

export function ReagentFields<L extends Lot>({ lots, known, lot, kit, onChange }: ReagentFieldsProps<L>) {
  return (
    <>
      <Field
        label="试剂批号"
        scan
        hint={known === undefined ? '扫试剂盒,或从列表选' : `${known.kitName},有效期到 ${known.expiresOn ?? '未填'}`}
      >
        {(id) => (
          <AutoComplete
            id={id}
            autoFocus
            value={lot}
            options={lots.map((one) => ({ value: one.lot, label: `${one.lot} ${one.kitName}` }))}
            onChange={(said: string) => onChange({ lot: said })}
          />
        )}
      </Field>
      <TextField
        label="试剂名称"
        hint={known === undefined ? '试剂台账里没有这个批号时自己写' : undefined}
        value={known?.kitName ?? kit}
        disabled={known !== undefined}
        maxLength={60}
        onChange={(text) => onChange({ kit: text })}
      />
    </>
  )
}
