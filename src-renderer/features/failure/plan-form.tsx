/** The disposal is arranged, and reported before it happens: how, where, when, to whom. */

import { useState } from 'react'
import { DateInput } from '#ui/date-input.tsx'
import { Field } from '#ui/field.tsx'
import { fieldText, momentFromField } from '#ui/local-words.ts'
import { Radio } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { methodWords } from './failure-words.ts'
import { type FailureDetail, type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

interface PlanTexts {
  readonly method: FailureDetail['methods'][number]
  readonly place: string
  /** Null: half an hour from now. */
  readonly planned: string | null
  readonly reportedTo: string
}

const emptyPlan: PlanTexts = { method: 'destroy', place: '', planned: null, reportedTo: '' }

export function PlanForm({ detail, busy, take }: StepFormProps) {
  const offset = detail.failure.openedAt.offset
  const [soon] = useState(() => fieldText(Date.now() + 30 * 60_000, offset))
  const draft = useStepDraft<PlanTexts>(detail, 'plan-disposal', emptyPlan)
  const { method, place, reportedTo } = draft.value
  const planned = draft.value.planned ?? soon
  const plannedAt = momentFromField(planned, offset)
  const ready = place.trim() !== '' && reportedTo.trim() !== '' && plannedAt !== null
  return (
    <StepFrame
      consequence={`登记安排:${methodWords[method]}`}
      ready={ready}
      busy={busy}
      draft={draft}
      onTake={() =>
        plannedAt === null
          ? null
          : take({ kind: 'plan-disposal', method, place: place.trim(), plannedAt, reportedTo: reportedTo.trim() })
      }
    >
      <p className="notebox">处置前,先把时间和地点报告给监管部门(食品安全法第六十三条)。</p>
      <div className="field">
        <span className="legend">处置方式</span>
        <Radio.Group
          aria-label="处置方式"
          value={method}
          onChange={(event) => {
            const next = detail.methods.find((one) => one === event.target.value)
            if (next !== undefined) draft.change({ method: next })
          }}
          options={detail.methods.map((value) => ({ value, label: methodWords[value] }))}
        />
      </div>
      <div className="form-grid">
        <TextField
          label="地点"
          autoFocus
          value={place}
          maxLength={80}
          placeholder="市场垃圾处理间"
          onChange={(text) => draft.change({ place: text })}
        />
        <Field label="时间">
          {(id) => (
            <DateInput id={id} kind="minute" value={planned} onChange={(planned) => draft.change({ planned })} />
          )}
        </Field>
        <TextField
          label="已报告给"
          value={reportedTo}
          maxLength={60}
          placeholder="康巴什市场监管所"
          onChange={(text) => draft.change({ reportedTo: text })}
        />
      </div>
    </StepFrame>
  )
}
