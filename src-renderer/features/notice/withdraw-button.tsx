/** Withdrawing a notice: says where it was shown, asks for the reason, keeps the old version. */
import { useState } from 'react'
import { client } from '#api'
import type { NoticeView } from '#contract/notice.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal } from '#ui/parts.ts'

interface WithdrawButtonProps {
  readonly notice: NoticeView
  readonly onDone: () => void
}

export function WithdrawButton({ notice, onDone }: WithdrawButtonProps) {
  const { by } = useOperator()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const draft = useDraft(`withdraw ${notice.id}`, { why: '' })
  const { why } = draft.value
  if (notice.state !== 'approved') return null
  const printed = notice.publications.some(({ channel }) => channel === 'print')
  return (
    <>
      <Button size="large" danger onClick={() => setAsking(true)}>
        撤回…
      </Button>
      <Modal
        open={asking}
        title={`撤回公示单 ${notice.content.noticeNo}`}
        footer={null}
        onCancel={() => setAsking(false)}
        destroyOnHidden
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void act
              .run(() => client.notice.withdraw({ id: notice.id, by, why: why.trim() }))
              .then((done) => {
                if (!done) return
                draft.clear()
                setAsking(false)
                onDone()
              })
          }}
        >
          <p>
            公示屏上会立刻撤下这 {notice.content.rows.length} 条,它们重新变为待公示。
            {printed && '已经打印张贴的纸质公示单,请一并取下。'}旧版本仍留存备查。
          </p>
          <DraftNote of={draft} />
          <Field label="撤回原因">
            {(id) => (
              <Input.TextArea
                id={id}
                autoFocus
                rows={2}
                maxLength={200}
                value={why}
                onChange={(event) => draft.change({ why: event.target.value })}
              />
            )}
          </Field>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          <div className="row dialog-foot">
            <Button onClick={() => setAsking(false)}>不撤回</Button>
            <Button danger type="primary" htmlType="submit" loading={act.busy} disabled={why.trim() === ''}>
              撤回 {notice.content.rows.length} 条公示
            </Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
