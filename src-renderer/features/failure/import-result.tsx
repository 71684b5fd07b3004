/** A laboratory's signed result file: looked at with its signature, then taken into the case it answers. */
import { useState } from 'react'
import { client } from '#api'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal } from '#ui/parts.ts'

type Seen = Awaited<ReturnType<typeof client.failure.inspectResult>>

interface ImportResultProps {
  /** An answer stands in the case already. */
  readonly correcting?: boolean
  readonly onDone: () => void
}

export function ImportResult({ correcting = false, onDone }: ImportResultProps) {
  const { by } = useOperator()
  const act = useAct()
  const [file, setFile] = useState<{ readonly text: string; readonly seen: Seen } | null>(null)
  const open = (chosen: File) =>
    void act.run(async () => {
      const text = await chosen.text()
      setFile({ text, seen: await client.failure.inspectResult({ text }) })
    })
  const take = () => {
    if (file === null) return
    const { text, seen } = file
    void act
      .run(() => client.failure.importResult({ text, fingerprint: seen.fingerprint, by }))
      .then((done) => {
        if (!done) return
        setFile(null)
        onDone()
      })
  }
  return (
    <>
      <FileButton accept=".kjresult" busy={act.busy} onFile={open}>
        {correcting ? '导入实验室更正的结果文件' : '导入实验室结果文件'}
      </FileButton>
      {file === null && act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      {file !== null && (
        <Modal open title={`${file.seen.laboratory} 的结果`} width={680} footer={null} onCancel={() => setFile(null)}>
          <div className="stack">
            <Facts
              facts={[
                ['答复', `${file.seen.referralNo}(${file.seen.caseNo})`],
                ['报告编号', file.seen.reportNo],
                ['方法', file.seen.method],
                ['结果', [file.seen.value, file.seen.unit ?? ''].join(' ').trim()],
                ['不确定度', file.seen.uncertainty ?? '—'],
                ['结论', file.seen.passed ? '✓ 合格' : '▲ 不合格'],
                ...(file.seen.why === null ? [] : [['更正原因', file.seen.why] as const]),
                ['签名', <code key="fingerprint">{file.seen.fingerprint}</code>],
              ]}
            />
            <p className="notebox">文件完整,没有被改动。打电话给实验室,签名念一遍对得上再导入。</p>
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
            <div className="row dialog-foot">
              <Button onClick={() => setFile(null)}>不导入</Button>
              <Button type="primary" danger={!file.seen.passed} loading={act.busy} onClick={take}>
                签名对得上,
                {correcting
                  ? `更正为${file.seen.passed ? '合格' : '不合格'},原结果保留`
                  : file.seen.passed
                    ? '登记合格,解除暂停销售'
                    : '登记不合格,转处置'}
              </Button>
            </div>
          </div>
        </Modal>
      )}
    </>
  )
}
