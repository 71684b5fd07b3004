/** What is recorded beside the next step: the seal on the goods, and where they came from and went. */
import { isQuantity } from '#core/failure/balance.ts'
import { TextField } from '#ui/text-field.tsx'
import { type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

export function SealForm({ detail, busy, take }: StepFormProps) {
  const draft = useStepDraft(detail, 'seal', { quantity: '', place: '', numbers: '' })
  const { quantity, place, numbers } = draft.value
  const sealNos = [...new Set(numbers.split(/[\s,,、;;]+/).filter((one) => one !== ''))]
  const kilograms = quantity.trim()
  const ready = isQuantity(kilograms) && Number(kilograms) > 0 && place.trim() !== '' && sealNos.length > 0
  return (
    <StepFrame
      consequence={ready ? `登记封存 ${kilograms} kg` : '登记封存'}
      ready={ready}
      busy={busy}
      draft={draft}
      onTake={() => take({ kind: 'seal', quantityKg: kilograms, place: place.trim(), sealNos })}
    >
      <p className="notebox">
        停止销售,就地封存(食品安全法第六十四条)。封存以后不能再售出;处置时,封存的数量要全部有去向。
        {detail.sealedKg !== null && ` 现已封存 ${detail.sealedKg} kg,重新登记后以新的为准,原记录保留。`}
      </p>
      <div className="form-grid">
        <TextField
          label="封存数量"
          wrong={kilograms !== '' && !isQuantity(kilograms) ? '填公斤数,例如 12.5' : null}
          autoFocus
          inputMode="decimal"
          suffix="kg"
          maxLength={16}
          value={quantity}
          onChange={(text) => draft.change({ quantity: text })}
        />
        <TextField label="封存地点" value={place} maxLength={80} onChange={(text) => draft.change({ place: text })} />
        <TextField
          label="封条号"
          hint="几个封条用空格或顿号隔开"
          value={numbers}
          maxLength={400}
          onChange={(text) => draft.change({ numbers: text })}
        />
      </div>
    </StepFrame>
  )
}

const traceFields = [
  ['supplier', '供货者', 80],
  ['supplierContact', '供货者联系方式', 60],
  ['certificateNo', '承诺达标合格证编号', 60],
  ['batch', '批号', 60],
  ['soldTo', '已售去向', 200],
] as const

export function TraceForm({ detail, busy, take }: StepFormProps) {
  const { links } = detail
  const draft = useStepDraft(detail, 'trace', {
    supplier: links.supplier,
    supplierContact: links.supplierContact,
    certificateNo: links.certificateNo,
    batch: links.batch,
    soldTo: links.soldTo,
  })
  const said = draft.value
  const { supplier, certificateNo, batch, soldTo } = said
  return (
    <StepFrame
      consequence="登记溯源"
      ready={[supplier, certificateNo, batch, soldTo].some((text) => text.trim() !== '')}
      busy={busy}
      draft={draft}
      onTake={() => take({ kind: 'trace', ...said })}
    >
      <p className="notebox">向上:从谁那里进的货;向下:卖给了谁。不知道的留空,以后可以再登记。</p>
      <div className="form-grid">
        {traceFields.map(([name, label, most], index) => (
          <TextField
            key={name}
            label={label}
            autoFocus={index === 0}
            value={said[name]}
            maxLength={most}
            onChange={(text) => draft.change({ [name]: text })}
          />
        ))}
      </div>
    </StepFrame>
  )
}
