/** Another device answers on this line: the loudest thing on its card, because every reading would go to the wrong instrument. */

import { useState } from 'react'
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'

interface IdentityBoxProps {
  readonly port: PortView
  readonly onChanged: () => void
}

export function IdentityBox({ port, onChanged }: IdentityBoxProps) {
  const { by } = useOperator()
  const act = useAct()
  const [crossed, setCrossed] = useState(false)
  const { identity } = port
  if (identity === null || !identity.differs) return null
  const accept = () => void act.run(() => client.port.acceptIdentity({ name: port.name, by })).then(onChanged)
  return (
    <section className="identity" role="alert" aria-label="答话的不是原来那台仪器">
      <h3>▲ 答话的不是原来那台仪器</h3>
      <dl className="identity-two">
        <div>
          <dt>原来是</dt>
          <dd>{identity.known}</dd>
        </div>
        <div>
          <dt>现在是</dt>
          <dd>{identity.said}</dd>
        </div>
      </dl>
      <p>它的读数都留着,进“待认领”等人确认,不会自动记到样品上。</p>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row row-wrap">
        <Button type="primary" danger loading={act.busy} onClick={accept}>
          换了新仪器,认它为“{port.name}”
        </Button>
        <Button onClick={() => setCrossed(true)}>接错线了</Button>
      </div>
      <Modal open={crossed} title="接错线了" footer={null} onCancel={() => setCrossed(false)}>
        <div className="stack">
          <ol className="steps">
            <li>看仪器铭牌,找到编号是 {identity.known} 的那台。</li>
            <li>把“{port.name}”的数据线插回那台仪器。</li>
            <li>等几秒,它答话后这条提醒自己消失,不用再按什么。</li>
          </ol>
          <p className="quiet">接错期间收到的读数在“样品 → 待认领”里,逐条确认是谁的。</p>
          <div className="row dialog-foot">
            <Button type="primary" onClick={() => setCrossed(false)}>
              知道了,去换线
            </Button>
          </div>
        </div>
      </Modal>
    </section>
  )
}
