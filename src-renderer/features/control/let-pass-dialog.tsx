/** A second person lets a blocked batch pass: what is let pass, why, and a signature; the consequence stands in the button. */

import { useState } from 'react'
import { client } from '#api'
import type { BatchView } from '#contract/control.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FindingList } from '#ui/finding-list.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { noPin, SignFields, useSignReady } from '#ui/sign-fields.tsx'
import { TextField } from '#ui/text-field.tsx'

interface LetPassDialogProps {
  readonly batch: BatchView
  readonly onClose: (done: boolean) => void
}

export function LetPassDialog({ batch, onClose }: LetPassDialogProps) {
  const { by: here } = useOperator()
  const act = useAct()
  const draft = useDraft(`let-pass ${batch.port} ${batch.item}`, { why: '' })
  const { why } = draft.value
  const [signing, setSigning] = useState(noPin(''))
  const signed = useSignReady(signing)
  const blocks = batch.findings.filter(({ level }) => level === 'block')
  const { port, item, method } = batch
  const operator = batch.operator ?? here
  const ready = why.trim() !== '' && signed
  const pass = () =>
    void act
      .run(() =>
        client.control.letPass({
          port,
          item,
          method,
          operator,
          codes: blocks.map(({ code }) => code),
          why: why.trim(),
          signing: { by: signing.by.trim(), pin: signing.pin },
        }),
      )
      .then((done) => {
        if (!done) return
        draft.clear()
        onClose(true)
      })
  return (
    <Modal
      open
      title={`放行 ${port} · ${item}`}
      width={680}
      onCancel={() => onClose(false)}
      footer={null}
      destroyOnHidden
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) pass()
        }}
      >
        <p>检测人是 {operator}。放行只对这一批、从现在起有效;已经判为无效的结果不变。</p>
        <DraftNote of={draft} />
        <TextField
          label="为什么还要测"
          hint="会印在这一批的每条记录上"
          autoFocus
          value={why}
          maxLength={200}
          onChange={(text) => draft.change({ why: text })}
        />
        <SignFields
          label="放行人"
          others
          value={signing}
          onChange={setSigning}
          meaning={`放行人不能是 ${operator}。签名的意思是:我核对过,同意这一批照样检测。`}
          covers={<FindingList findings={blocks} />}
        />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={() => onClose(false)}>
            不放行
            <KeyHint keys="Esc" />
          </Button>
          <Button type="primary" danger size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            签字放行 {blocks.length} 项,印在记录上
          </Button>
        </div>
      </form>
    </Modal>
  )
}
