/** How the goods left: a vehicle by its plate, a plant, the number and photograph of what was handed over for them. */
import { Field } from '#ui/field.tsx'
import { Select } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import type { Evidence } from './evidence-sheet.tsx'

export interface OutletTexts {
  readonly plate: string
  readonly plant: string
  readonly receiptNo: string
  readonly receiptPhoto: string
}

export const noOutlet: OutletTexts = { plate: '', plant: '', receiptNo: '', receiptPhoto: '' }

export function isBlank(outlet: OutletTexts): boolean {
  return Object.values(outlet).every((text) => text.trim() === '')
}

interface OutletFieldsProps {
  readonly outlet: OutletTexts
  readonly evidence: readonly Evidence[]
  readonly onChange: (outlet: OutletTexts) => void
}

export function OutletFields({ outlet, evidence, onChange }: OutletFieldsProps) {
  return (
    <div className="form-grid">
      <TextField
        label="处理单位"
        hint="没有送出的不填"
        value={outlet.plant}
        maxLength={60}
        onChange={(text) => onChange({ ...outlet, plant: text })}
      />
      <TextField
        label="车牌号"
        value={outlet.plate}
        maxLength={20}
        onChange={(text) => onChange({ ...outlet, plate: text })}
      />
      <TextField
        label="单据号"
        value={outlet.receiptNo}
        maxLength={40}
        onChange={(text) => onChange({ ...outlet, receiptNo: text })}
      />
      <Field label="单据照片">
        {(id) => (
          <Select
            id={id}
            value={outlet.receiptPhoto}
            onChange={(receiptPhoto: string) => onChange({ ...outlet, receiptPhoto })}
            options={[
              { value: '', label: '没有' },
              ...evidence.filter(({ film }) => !film).map((photo) => ({ value: photo.id, label: photo.name })),
            ]}
          />
        )}
      </Field>
    </div>
  )
}
