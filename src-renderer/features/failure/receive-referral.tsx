/** A referral that came on paper only: its number and what a laboratory cannot do without. */
import { client } from '#api'
import type { ReferralField } from '#core/failure/referral.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal } from '#ui/parts.ts'

const asked = [
  '样品名称',
  '检验项目',
  '封签号',
  '抽样数量',
  '送检人',
  '备注',
] as const satisfies readonly ReferralField[]

interface ReferralTexts {
  readonly referralNo: string
  readonly from: string
  readonly said: Partial<Record<(typeof asked)[number], string>>
}

const empty: ReferralTexts = { referralNo: '', from: '', said: {} }

interface ReceiveReferralProps {
  readonly onClose: () => void
  readonly onDone: () => void
}

export function ReceiveReferral({ onClose, onDone }: ReceiveReferralProps) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<ReferralTexts>('receive-referral', empty)
  const { referralNo, from, said } = draft.value
  const ready = [referralNo, from, said.样品名称 ?? '', said.检验项目 ?? ''].every((text) => text.trim() !== '')
  const receive = () =>
    void act
      .run(() => {
        const fields = Object.fromEntries(
          asked.flatMap((name) => {
            const value = said[name]?.trim() ?? ''
            return value === '' ? [] : [[name, value]]
          }),
        )
        return client.failure.receiveReferral({ referralNo: referralNo.trim(), from: from.trim(), fields, by })
      })
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
        onClose()
      })
  return (
    <Modal open title="按纸质送检单登记" width={720} footer={null} onCancel={onClose} mask={{ closable: false }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) receive()
        }}
      >
        <DraftNote of={draft} />
        <div className="form-grid">
          <Field label="送检单编号">
            {(id) => (
              <Input
                id={id}
                autoFocus
                value={referralNo}
                maxLength={40}
                placeholder="SJ-20260302-01"
                onChange={(event) => draft.change({ referralNo: event.target.value })}
              />
            )}
          </Field>
          <Field label="送检单位">
            {(id) => (
              <Input
                id={id}
                value={from}
                maxLength={60}
                onChange={(event) => draft.change({ from: event.target.value })}
              />
            )}
          </Field>
          {asked.map((name) => (
            <Field key={name} label={name}>
              {(id) => (
                <Input
                  id={id}
                  value={said[name] ?? ''}
                  maxLength={200}
                  onChange={(event) => draft.change({ said: { ...said, [name]: event.target.value } })}
                />
              )}
            </Field>
          ))}
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={act.busy}>
            登记收样
          </Button>
        </div>
      </form>
    </Modal>
  )
}
