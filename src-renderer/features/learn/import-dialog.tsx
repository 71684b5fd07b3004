/** A driver file from elsewhere: who made it and with which key, before a person takes it over. */
import { client } from '#api'
import { localText, momentOf } from '#core/time.ts'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'

type Learned = Awaited<ReturnType<typeof client.learn.list>>[number]

interface ImportDialogProps {
  readonly text: string
  readonly driver: Learned
  readonly onClose: () => void
}

export function ImportDialog({ text, driver, onClose }: ImportDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const take = () =>
    void act
      .run(() => client.learn.import({ text, fingerprint: driver.fingerprint, by }))
      .then((done) => {
        if (done) onClose()
      })
  return (
    <Modal open title={`导入 ${driver.title}`} width={680} footer={null} onCancel={onClose}>
      <div className="stack">
        <Facts
          facts={[
            ['型号', `${driver.vendor} ${driver.model}`],
            ['制作人', driver.madeBy],
            ['制作时间', fullText(localText(momentOf(Date.parse(driver.madeAt))))],
            ['签名', <code key="fingerprint">{driver.fingerprint}</code>],
          ]}
        />
        <p className="notebox">
          {driver.own
            ? '✓ 这是本站自己导出的文件,没有被改动。'
            : '文件完整,没有被改动。但程序不认识制作人:打电话问一声,签名念一遍对得上再导入。'}
        </p>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={onClose}>不导入</Button>
          <Button type="primary" loading={act.busy} onClick={take}>
            {driver.own ? '导入' : `签名对得上,导入 ${driver.madeBy} 的文件`}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
