/** What the stall holder answered within the four hours: nothing to object, an objection, or silence; and the end of the case. */
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { Input } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { disposalFacts } from './step-details.ts'
import { type StepFormProps, StepFrame } from './step-dialog.tsx'
import { useStepDraft } from './step-draft.ts'

export function AnswerForm({ detail, busy, take, objecting }: StepFormProps & { readonly objecting: boolean }) {
  const draft = useStepDraft(detail, objecting ? 'object' : 'accept', { signer: '', reason: '' })
  const { signer, reason } = draft.value
  const named = signer.trim()
  const ready = named !== '' && (!objecting || reason.trim() !== '')
  return (
    <StepFrame
      consequence={objecting ? '登记异议,转送检' : '登记无异议,转处置'}
      ready={ready}
      busy={busy}
      draft={draft}
      onTake={() =>
        take(objecting ? { kind: 'object', signer: named, reason: reason.trim() } : { kind: 'accept', signer: named })
      }
    >
      <p className="notebox">
        {objecting
          ? '提出异议的样品送实验室复检,复检不得采用快速检测方法(食品安全法第八十八条)。'
          : '经营户书面签字表示无异议后,直接进入处置。'}
      </p>
      <TextField
        label="经营户签字人"
        autoFocus
        value={signer}
        maxLength={30}
        onChange={(text) => draft.change({ signer: text })}
      />
      {objecting && (
        <Field label="异议理由">
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              value={reason}
              maxLength={200}
              onChange={(event) => draft.change({ reason: event.target.value })}
            />
          )}
        </Field>
      )}
    </StepFrame>
  )
}

export function DeadlineForm({ busy, take }: StepFormProps) {
  return (
    <StepFrame consequence="登记逾期,转处置" ready busy={busy} onTake={() => take({ kind: 'let-deadline-pass' })}>
      <p>自签收起四小时已过,没有收到复检申请。按无异议处置(食品安全法第八十八条)。</p>
    </StepFrame>
  )
}

export function CloseForm({ detail, busy, take }: StepFormProps) {
  return (
    <StepFrame consequence="结案,销毁记录定稿" ready busy={busy} onTake={() => take({ kind: 'close' })}>
      <Facts facts={disposalFacts(detail)} />
      <p className="notebox">
        对一遍上面几项。结案后 {detail.failure.caseNo} 的销毁记录定稿并自动上报;以后写错的只能更正,原记录保留。
      </p>
    </StepFrame>
  )
}
