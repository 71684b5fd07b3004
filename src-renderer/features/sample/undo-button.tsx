/** Taking a claim back: says what becomes of the result, asks for the reason, keeps both on record. */
import { type ComponentRef, useRef, useState } from 'react'
import { client } from '#api'
import type { SettledClaim } from '#contract/sample.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal } from '#ui/parts.ts'

export function UndoButton({ claim }: { readonly claim: SettledClaim }) {
  const { by } = useOperator()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const draft = useDraft(`undo-claim ${claim.readingId}`, { why: '' })
  const { why } = draft.value
  const reason = useRef<ComponentRef<typeof Input.TextArea>>(null)
  const { row } = claim
  return (
    <>
      <Button size="small" danger onClick={() => setAsking(true)}>
        撤销…
      </Button>
      <Modal
        open={asking}
        title={row === null ? '撤销“不是样品”' : `撤销认领 ${row.sampleNo}`}
        footer={null}
        onCancel={() => setAsking(false)}
        destroyOnHidden
        afterOpenChange={(open) => {
          if (open) reason.current?.focus()
        }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void act
              .run(() => client.sample.undoClaim({ readingId: claim.readingId, by, why: why.trim() }))
              .then((done) => {
                if (!done) return
                draft.clear()
                setAsking(false)
              })
          }}
        >
          <p>
            {row !== null && '这条结果从此不算:不进统计,不公示,不上报;它开的处置单没有别的结果就一并了结。'}
            读数回到待认领,原来的认领和撤销都留在记录里。
          </p>
          <DraftNote of={draft} />
          <Field label="撤销原因">
            {(id) => (
              <Input.TextArea
                id={id}
                ref={reason}
                rows={2}
                maxLength={200}
                value={why}
                onChange={(event) => draft.change({ why: event.target.value })}
                onPressEnter={(event) => {
                  event.preventDefault()
                  event.currentTarget.form?.requestSubmit()
                }}
              />
            )}
          </Field>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          <div className="row dialog-foot">
            <Button onClick={() => setAsking(false)}>不撤销</Button>
            <Button danger type="primary" htmlType="submit" loading={act.busy} disabled={why.trim() === ''}>
              {row === null ? '撤销,读数回到待认领' : `撤销认领,结果 ${claim.value}${claim.unit ?? ''} 作废`}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
