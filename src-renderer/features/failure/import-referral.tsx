/** A room's signed referral file: looked at with its signature and every field, then registered as it is. */
import { useState } from 'react'
import { client } from '#api'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'

type Seen = Awaited<ReturnType<typeof client.failure.inspectReferral>>

export function ImportReferral({ onDone }: { readonly onDone: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const [file, setFile] = useState<{ readonly text: string; readonly seen: Seen } | null>(null)
  const open = (chosen: File) =>
    void act.run(async () => {
      const text = await chosen.text()
      setFile({ text, seen: await client.failure.inspectReferral({ text }) })
    })
  const take = () => {
    if (file === null) return
    void act
      .run(() => client.failure.importReferral({ text: file.text, fingerprint: file.seen.fingerprint, by }))
      .then((done) => {
        if (!done) return
        setFile(null)
        onDone()
      })
  }
  return (
    <>
      <FileButton accept=".kjreferral" busy={act.busy} onFile={open}>
        导入送检文件
      </FileButton>
      {file === null && act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      {file !== null && (
        <Modal
          open
          title={`${file.seen.from} 的送检 ${file.seen.referralNo}`}
          width={760}
          footer={null}
          style={{ top: 20 }}
          onCancel={() => setFile(null)}
        >
          <div className="stack">
            <div className="shown">
              <Facts facts={Object.entries(file.seen.fields).map(([name, value]) => [name, value ?? ''] as const)} />
            </div>
            <Facts facts={[['签名', <code key="fingerprint">{file.seen.fingerprint}</code>]]} />
            <p className="notebox">
              {file.seen.known
                ? '这份送检已经登记过,再导入不会改变什么。'
                : '文件完整,没有被改动。核对封签号与样品一致;不认识这个签名的,打电话给快检室念一遍。'}
            </p>
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
            <div className="row dialog-foot">
              <Button onClick={() => setFile(null)}>不登记</Button>
              <Button type="primary" size="large" loading={act.busy} onClick={take}>
                封签与签名都对得上,登记收样
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  )
}
