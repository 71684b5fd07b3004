/** A second person lets a blocked batch pass: what is let pass, why, and a signature; the consequence stands in the button. */
import { useState } from 'react'
import { client } from '#api'
import type { BatchView } from '#contract/control.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { FindingList } from '#ui/finding-list.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal } from '#ui/parts.ts'

interface LetPassDialogProps {
  readonly batch: BatchView
  readonly onClose: (done: boolean) => void
}

export function LetPassDialog({ batch, onClose }: LetPassDialogProps) {
  const { by: here } = useOperator()
  const act = useAct()
  const [why, setWhy] = useState('')
  const [by, setBy] = useState('')
  const [pin, setPin] = useState('')
  const blocks = batch.findings.filter(({ level }) => level === 'block')
  const { port, item, method } = batch
  const operator = batch.operator ?? here
  const ready = why.trim() !== '' && by.trim() !== ''
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
          signing: { by: by.trim(), pin },
        }),
      )
      .then((done) => {
        if (done) onClose(true)
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
        <p>检测人是 {operator}。放行只对这一批、从现在起有效;已经判为无效的结果不变。签名盖住下面的内容:</p>
        <FindingList findings={blocks} />
        <Field label="为什么还要测" hint="会印在这一批的每条记录上">
          {(id) => (
            <Input id={id} autoFocus value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
          )}
        </Field>
        <div className="form-grid">
          <Field label="放行人" hint={`不能是 ${operator}`}>
            {(id) => <Input id={id} value={by} maxLength={30} onChange={(event) => setBy(event.target.value)} />}
          </Field>
          <Field label="放行人的 PIN" hint="还没有建账号时可以空着,记录上会写明">
            {(id) => (
              <Input
                id={id}
                type="password"
                inputMode="numeric"
                autoComplete="off"
                maxLength={12}
                value={pin}
                onChange={(event) => setPin(event.target.value)}
              />
            )}
          </Field>
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={() => onClose(false)}>不放行 Esc</Button>
          <Button type="primary" danger size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            签字放行 {blocks.length} 项,印在记录上
          </Button>
        </div>
      </form>
    </Modal>
  )
}
