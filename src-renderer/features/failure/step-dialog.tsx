/** The form of one lawful step: says its consequence in its button, keeps what was typed when the station refuses, and shows why. */
import { type ReactNode, useState } from 'react'
import { client } from '#api'
import type { FailureDetailView, FailureStepInput } from '#contract/failure.ts'
import { DraftNote, type DraftOf } from '#ui/draft.tsx'
import type { FaultText } from '#ui/fault.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { AnswerForm, CloseForm, DeadlineForm } from './answer-forms.tsx'
import { DisposeForm } from './dispose-form.tsx'
import { stepWords } from './failure-words.ts'
import { ConfirmForm, ReferForm } from './laboratory-forms.tsx'
import { NotifyForm } from './notify-form.tsx'
import { OthersDraft } from './others-draft.tsx'
import { PlanForm } from './plan-form.tsx'
import { SealForm, TraceForm } from './side-forms.tsx'
import { stepDraftName } from './step-draft.ts'

export type FailureDetail = FailureDetailView

/** What travels beside a step and is no part of its record. */
export interface Beside {
  /** PNG in base64. */
  readonly drawing?: string
  readonly pins?: { by: string; pin: string }[]
}

interface StepDialogProps {
  readonly kind: string
  readonly detail: FailureDetail
  readonly onClose: () => void
  readonly onDone: () => void
  readonly onEvidence: () => void
}

/** What each form is handed. `take` is what its button does. */
export interface StepFormProps {
  readonly detail: FailureDetail
  readonly by: string
  readonly busy: boolean
  readonly take: (step: FailureStepInput, beside?: Beside) => Promise<boolean>
}

export function StepDialog({ kind, detail, onClose, onDone, onEvidence }: StepDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const [name] = useState(() => stepDraftName(detail, kind))
  const [turn, setTurn] = useState(0)
  const take = (step: FailureStepInput, beside: Beside = {}) =>
    act
      .run(() => client.failure.step({ id: detail.failure.id, by, step, ...beside }))
      .then((done) => {
        if (done) onDone()
        return done
      })
  const form = { detail, by, busy: act.busy, take }
  return (
    <Modal
      open
      title={stepWords[kind] ?? kind}
      width={kind === 'dispose' ? 980 : 720}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      mask={{ closable: false }}
      style={{ top: 20 }}
    >
      <div className="stack" key={turn}>
        <OthersDraft name={name} onTaken={() => setTurn(turn + 1)} />
        <StepForm kind={kind} form={form} onEvidence={onEvidence} onDone={onDone} />
      </div>
      <Refused fault={act.fault} onClose={act.clear} />
    </Modal>
  )
}

function StepForm({
  kind,
  form,
  onEvidence,
  onDone,
}: {
  readonly kind: string
  readonly form: StepFormProps
  readonly onEvidence: () => void
  readonly onDone: () => void
}): ReactNode {
  switch (kind) {
    case 'serve-notice':
      return <NotifyForm {...form} />
    case 'accept':
      return <AnswerForm {...form} objecting={false} />
    case 'object':
      return <AnswerForm {...form} objecting />
    case 'let-deadline-pass':
      return <DeadlineForm {...form} />
    case 'refer':
      return <ReferForm {...form} />
    case 'confirm':
      return <ConfirmForm {...form} onDone={onDone} />
    case 'plan-disposal':
      return <PlanForm {...form} />
    case 'dispose':
      return <DisposeForm {...form} onEvidence={onEvidence} />
    case 'close':
      return <CloseForm {...form} />
    case 'seal':
      return <SealForm {...form} />
    case 'trace':
      return <TraceForm {...form} />
    default:
      return <p>这一步要在新版本里办理:{kind}</p>
  }
}

function Refused({ fault, onClose }: { readonly fault: FaultText | null; readonly onClose: () => void }) {
  return fault === null ? null : (
    <div className="step-fault">
      <FaultCard fault={fault} onClose={onClose} />
    </div>
  )
}

interface StepFrameProps {
  readonly children: ReactNode
  /** The button's words: the consequence, never 确定. */
  readonly consequence: string
  readonly ready: boolean
  readonly busy: boolean
  readonly danger?: boolean
  /** Null: nothing was asked of the station. */
  readonly onTake: () => Promise<boolean> | null
  /** What is typed; gone when the step is taken. */
  readonly draft?: Pick<DraftOf<object>, 'restored' | 'clear'>
}

export function StepFrame({ children, consequence, ready, busy, danger = false, onTake, draft }: StepFrameProps) {
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        void onTake()?.then((done) => {
          if (done) draft?.clear()
        })
      }}
    >
      {draft !== undefined && <DraftNote of={draft} />}
      {children}
      <div className="row dialog-foot">
        <Button type="primary" size="large" htmlType="submit" danger={danger} loading={busy} disabled={!ready}>
          {consequence}
        </Button>
      </div>
    </form>
  )
}
