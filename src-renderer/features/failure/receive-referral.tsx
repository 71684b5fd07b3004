/** A referral that came on paper only: its number and what a laboratory cannot do without. */
import { client } from '#api'
import type { ReferralField } from '#core/failure/referral.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

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
          <TextField
            label="送检单编号"
            autoFocus
            value={referralNo}
            maxLength={40}
            placeholder="SJ-20260302-01"
            onChange={(text) => draft.change({ referralNo: text })}
          />
          <TextField label="送检单位" value={from} maxLength={60} onChange={(text) => draft.change({ from: text })} />
          {asked.map((name) => (
            <TextField
              key={name}
              label={name}
              value={said[name] ?? ''}
              maxLength={200}
              onChange={(text) => draft.change({ said: { ...said, [name]: text } })}
            />
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
