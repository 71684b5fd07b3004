/** A correction is made: which fact, what it should say, why; and what follows from it, before it is made. */
import { client } from '#api'
import { type FactPart, sortOf } from '#core/failure/facts.ts'
import { DateInput } from '#ui/date-input.tsx'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal, Select } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import {
  type CorrectionTexts,
  choicesOf,
  emptyCorrection,
  fieldOf,
  ledgerNow,
  linesNow,
  nowOf,
  oneChange,
  quantityChanges,
  saidOf,
} from './correction-draft.ts'
import { choiceText, consequences, kindNames } from './correction-words.ts'
import { saidText } from './fact-words.ts'
import { KindLines } from './kind-lines.tsx'
import { ledgerOf } from './quantities.ts'
import { QuantityLedger } from './quantity-ledger.tsx'
import type { FailureDetail } from './step-dialog.tsx'

interface CorrectDialogProps {
  readonly detail: FailureDetail
  /** Of which parts of the case; none: of all. */
  readonly parts: readonly FactPart[]
  readonly onClose: () => void
  readonly onDone: () => void
}

export function CorrectDialog({ detail, parts, onClose, onDone }: CorrectDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const { failure, correctable } = detail
  const draft = useDraft<CorrectionTexts>(
    `failure ${failure.id} correct ${[...parts, detail.corrections.length].join(' ')}`,
    emptyCorrection,
  )
  const choices = choicesOf(correctable, parts)
  const chosen = choices.find((one) => one === draft.value.fact) ?? choices[0] ?? null
  const fact = chosen === 'quantities' ? null : chosen
  const typed = draft.value.typed ?? ledgerNow(correctable)
  const lines = draft.value.lines ?? linesNow(correctable, kindNames(detail))
  const now = fact === null ? '' : nowOf(correctable, fact)
  const field = fact === null ? '' : (draft.value.after ?? fieldOf(fact, now))
  const after = fact === null ? null : saidOf(fact, field, now)
  const { changes, missing } =
    fact === null ? quantityChanges(correctable, typed, lines) : oneChange(correctable, fact, after)
  const lacks = [...missing, ...(draft.value.why.trim() === '' ? ['原因'] : [])]
  const correct = () =>
    void act
      .run(() => client.failure.correct({ id: failure.id, changes, why: draft.value.why.trim(), by }))
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
      })
  return (
    <Modal
      open
      title="更正"
      width={chosen === 'quantities' && lines.length > 0 ? 860 : 640}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      style={{ top: 20 }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (lacks.length === 0) correct()
        }}
      >
        <DraftNote of={draft} />
        <Field label="更正哪一项">
          {(id) => (
            <Select
              id={id}
              value={chosen}
              onChange={(one) => draft.change({ fact: one, after: null, typed: null, lines: null })}
              virtual={false}
              options={choices.map((one) => ({ value: one, label: choiceText(one, correctable) }))}
            />
          )}
        </Field>
        {chosen === 'quantities' ? (
          <>
            <QuantityLedger
              quantities={typed}
              ledger={ledgerOf(typed)}
              method="处置"
              onChange={(said) => draft.change({ typed: said })}
            />
            {lines.length > 0 && (
              <KindLines
                fixed
                food={failure.food}
                lines={lines}
                method="处置"
                onChange={(said) => draft.change({ lines: said })}
              />
            )}
          </>
        ) : (
          fact !== null && (
            <Field label="更正为" hint={`现在写的是 ${saidText(fact, now)},更正后仍然可读`}>
              {(id) =>
                sortOf(fact) === 'conclusion' ? (
                  <Input id={id} readOnly value={saidText(fact, field)} />
                ) : sortOf(fact) === 'time' ? (
                  <DateInput id={id} kind="minute" value={field} onChange={(said) => draft.change({ after: said })} />
                ) : (
                  <Input
                    id={id}
                    autoFocus
                    {...(sortOf(fact) === 'quantity' ? { suffix: 'kg', inputMode: 'decimal' as const } : {})}
                    value={field}
                    maxLength={200}
                    onChange={(event) => draft.change({ after: event.target.value })}
                  />
                )
              }
            </Field>
          )
        )}
        <TextField
          label="为什么更正"
          value={draft.value.why}
          maxLength={200}
          onChange={(text) => draft.change({ why: text })}
        />
        {consequences(detail, chosen, after).map((words) => (
          <p key={words} className="notebox">
            {words}
          </p>
        ))}
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            disabled={lacks.length > 0}
            loading={act.busy}
            danger={fact === 'confirmation.passed'}
          >
            {lacks.length > 0
              ? `还差:${lacks.join('、')}`
              : fact === 'confirmation.passed'
                ? `复检结论更正为${saidText(fact, field)}`
                : '登记更正,原记录保留'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
