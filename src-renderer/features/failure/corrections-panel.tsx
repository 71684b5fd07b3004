/** 更正: what was written wrong, struck through beside what is right, with who, when and why; never a measured value. */
import { useState } from 'react'
import { client } from '#api'
import { localText } from '#core/time.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Input, Modal, Select } from '#ui/parts.ts'
import { factWords } from './failure-words.ts'
import type { FailureDetail } from './step-dialog.tsx'

interface CorrectionsPanelProps {
  readonly detail: FailureDetail
  readonly onDone: () => void
}

interface CorrectionTexts {
  readonly fact: FailureDetail['correctable'][number]['fact'] | null
  readonly after: string
  readonly why: string
}

export function CorrectionsPanel({ detail, onDone }: CorrectionsPanelProps) {
  const [open, setOpen] = useState(false)
  const { corrections, correctable } = detail
  if (correctable.length === 0 && corrections.length === 0) return null
  return (
    <Panel
      title="更正"
      aside={
        correctable.length > 0 && (
          <Button size="small" onClick={() => setOpen(true)}>
            更正写错的一项
          </Button>
        )
      }
    >
      {corrections.length === 0 ? (
        <p className="quiet">没有更正。写错的姓名、编号、地点可以更正,原记录保留;仪器数值、数量和时间不能更正。</p>
      ) : (
        <ul className="papers">
          {corrections.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: corrections only ever grow at their end
            <li key={index}>
              <div className="two">
                <span>
                  {factWords[one.fact]}:<del>{one.before}</del> → <b>{one.after}</b>
                </span>
                <small>
                  {shortText(localText(one.at))} {one.by} · {one.why}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <CorrectionDialog
          detail={detail}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      )}
    </Panel>
  )
}

function CorrectionDialog({ detail, onClose, onDone }: CorrectionsPanelProps & { readonly onClose: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<CorrectionTexts>(`failure ${detail.failure.id} correct ${detail.corrections.length}`, {
    fact: detail.correctable[0]?.fact ?? null,
    after: '',
    why: '',
  })
  const { fact, after, why } = draft.value
  const before = detail.correctable.find((one) => one.fact === fact)?.now ?? ''
  const ready = fact !== null && after.trim() !== '' && after.trim() !== before && why.trim() !== ''
  const correct = () => {
    if (fact === null) return
    void act
      .run(() =>
        client.failure.correct({ id: detail.failure.id, fact, before, after: after.trim(), why: why.trim(), by }),
      )
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
      })
  }
  return (
    <Modal open title="更正" width={640} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) correct()
        }}
      >
        <DraftNote of={draft} />
        <Field label="更正哪一项">
          {(id) => (
            <Select
              id={id}
              value={fact}
              onChange={(fact) => draft.change({ fact })}
              virtual={false}
              options={detail.correctable.map((one) => ({
                value: one.fact,
                label: `${factWords[one.fact]}:${one.now}`,
              }))}
            />
          )}
        </Field>
        <Field label="更正为" hint={`原记录 ${before === '' ? '(空)' : before},更正后仍然可读`}>
          {(id) => (
            <Input
              id={id}
              autoFocus
              value={after}
              maxLength={200}
              onChange={(event) => draft.change({ after: event.target.value })}
            />
          )}
        </Field>
        <Field label="为什么更正">
          {(id) => (
            <Input
              id={id}
              value={why}
              maxLength={200}
              onChange={(event) => draft.change({ why: event.target.value })}
            />
          )}
        </Field>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={act.busy}>
            登记更正,原记录保留
          </Button>
        </div>
      </form>
    </Modal>
  )
}
