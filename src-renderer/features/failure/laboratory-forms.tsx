/** The laboratory's part: the sealed sample goes out, the confirmatory result comes back; never by a quick method. */
import { Radio } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { nowOf } from './correction-draft.ts'
import { ImportResult } from './import-result.tsx'
import { type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

interface ConfirmTexts {
  readonly passed: boolean | null
  readonly reportNo: string
  readonly laboratory: string
  readonly method: string
  readonly value: string
  readonly unit: string
  readonly uncertainty: string
}

export function ReferForm({ detail, by, busy, take }: StepFormProps) {
  const draft = useStepDraft(detail, 'refer', { laboratory: '', sealNo: '', carrier: by, quantity: '' })
  const { laboratory, sealNo, carrier, quantity } = draft.value
  const ready = laboratory.trim() !== '' && sealNo.trim() !== ''
  return (
    <StepFrame
      consequence="登记送检"
      ready={ready}
      busy={busy}
      draft={draft}
      onTake={() =>
        take({
          kind: 'refer',
          laboratory: laboratory.trim(),
          sealNo: sealNo.trim(),
          ...(carrier.trim() === '' ? {} : { carrier: carrier.trim() }),
          ...(quantity.trim() === '' ? {} : { quantity: quantity.trim() }),
        })
      }
    >
      <p className="notebox">样品当面封样,双方在封签上签字。复检机构与初检单位不能是同一家。</p>
      <div className="form-grid">
        <TextField
          label="复检机构"
          autoFocus
          value={laboratory}
          maxLength={60}
          onChange={(text) => draft.change({ laboratory: text })}
        />
        <TextField label="封签号" value={sealNo} maxLength={40} onChange={(text) => draft.change({ sealNo: text })} />
        <TextField
          label="送检量"
          hint="连同单位,例如 0.5 公斤,检样和备样各一份"
          value={quantity}
          maxLength={40}
          onChange={(text) => draft.change({ quantity: text })}
        />
        <TextField label="送检人" value={carrier} maxLength={30} onChange={(text) => draft.change({ carrier: text })} />
      </div>
    </StepFrame>
  )
}

export function ConfirmForm({ detail, busy, take, onDone }: StepFormProps & { readonly onDone: () => void }) {
  const draft = useStepDraft<ConfirmTexts>(detail, 'confirm', {
    passed: null,
    reportNo: '',
    laboratory: nowOf(detail.correctable, 'referral.laboratory'),
    method: '',
    value: '',
    unit: '',
    uncertainty: '',
  })
  const { passed, reportNo, laboratory, method, value, unit, uncertainty } = draft.value
  const ready = passed !== null && [reportNo, laboratory, method, value].every((text) => text.trim() !== '')
  return (
    <StepFrame
      consequence={passed === null ? '登记复检结论' : passed ? '登记合格,解除暂停销售' : '登记不合格,转处置'}
      ready={ready}
      danger={passed === false}
      busy={busy}
      draft={draft}
      onTake={() =>
        passed === null
          ? null
          : take({
              kind: 'confirm',
              passed,
              reportNo: reportNo.trim(),
              laboratory: laboratory.trim(),
              method: method.trim(),
              value: value.trim(),
              ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
              ...(uncertainty.trim() === '' ? {} : { uncertainty: uncertainty.trim() }),
            })
      }
    >
      <div className="notebox row">
        <span>实验室也用快检站的,导入它的结果文件,不用抄。</span>
        <ImportResult onDone={onDone} />
      </div>
      <div className="field">
        <span className="legend">复检结论</span>
        <Radio.Group
          aria-label="复检结论"
          value={passed}
          onChange={(event) => draft.change({ passed: event.target.value === true })}
          options={[
            { value: true, label: '✓ 合格' },
            { value: false, label: '▲ 不合格' },
          ]}
        />
      </div>
      <div className="form-grid">
        <TextField
          label="报告编号"
          value={reportNo}
          maxLength={60}
          onChange={(text) => draft.change({ reportNo: text })}
        />
        <TextField
          label="复检机构"
          value={laboratory}
          maxLength={60}
          onChange={(text) => draft.change({ laboratory: text })}
        />
        <TextField
          label="复检方法"
          hint="不得是快速检测方法"
          value={method}
          maxLength={80}
          onChange={(text) => draft.change({ method: text })}
        />
        <TextField
          label="复检值"
          hint="照报告抄写"
          value={value}
          maxLength={40}
          onChange={(text) => draft.change({ value: text })}
        />
        <TextField label="单位" value={unit} maxLength={20} onChange={(text) => draft.change({ unit: text })} />
        <TextField
          label="不确定度"
          hint="报告没有给出的不填"
          value={uncertainty}
          maxLength={40}
          onChange={(text) => draft.change({ uncertainty: text })}
        />
      </div>
    </StepFrame>
  )
}
