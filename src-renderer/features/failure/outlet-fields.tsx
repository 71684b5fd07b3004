/** How the goods left: a vehicle by its plate, a plant, the number and photograph of what was handed over for them. */
import { Field } from '#ui/field.tsx'
import { Input, Select } from '#ui/parts.ts'
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
      <Field label="处理单位" hint="没有送出的不填">
        {(id) => (
          <Input
            id={id}
            value={outlet.plant}
            maxLength={60}
            onChange={(event) => onChange({ ...outlet, plant: event.target.value })}
          />
        )}
      </Field>
      <Field label="车牌号">
        {(id) => (
          <Input
            id={id}
            value={outlet.plate}
            maxLength={20}
            onChange={(event) => onChange({ ...outlet, plate: event.target.value })}
          />
        )}
      </Field>
      <Field label="单据号">
        {(id) => (
          <Input
            id={id}
            value={outlet.receiptNo}
            maxLength={40}
            onChange={(event) => onChange({ ...outlet, receiptNo: event.target.value })}
          />
        )}
      </Field>
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
