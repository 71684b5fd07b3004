/** Taking an instrument off its line: asked once, with what stays and what ends. */
import { useState } from 'react'
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'

export function RemoveButton({ port }: { readonly port: PortView }) {
  const { by } = useOperator()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const remove = () =>
    void act
      .run(() => client.port.remove({ name: port.name, by }))
      .then((done) => {
        if (done) go(link('port'))
      })
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        移除这台仪器…
      </Button>
      <Modal open={asking} title={`移除 ${port.name}`} footer={null} onCancel={() => setAsking(false)}>
        <div className="stack">
          <p>移除后不再接收它的数据。已经收到的 {port.frames} 条报文和全部结果都保留。</p>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          <div className="row dialog-foot">
            <Button onClick={() => setAsking(false)}>不移除</Button>
            <Button danger type="primary" loading={act.busy} onClick={remove}>
              停止接收并移除 {port.name}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
