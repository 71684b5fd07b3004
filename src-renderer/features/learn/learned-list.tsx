/** The drivers this station has learned or taken over: who made each, and the ways to pass one on or let it go. */
import { useState } from 'react'
import { client } from '#api'
import { dayOf, momentOf } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Modal } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { ExportButton } from './export-button.tsx'
import { ImportDialog } from './import-dialog.tsx'

type Learned = Awaited<ReturnType<typeof client.learn.list>>[number]

export function LearnedList() {
  const list = useLoad('learned', () => client.learn.list({}), ['settings.changed', 'port.changed'])
  const act = useAct()
  const [file, setFile] = useState<{ readonly text: string; readonly driver: Learned } | null>(null)
  const inspect = (chosen: File) =>
    void act.run(async () => {
      const text = await chosen.text()
      setFile({ text, driver: await client.learn.inspect({ text }) })
    })
  return (
    <Panel
      title="已经学会的型号"
      aside={
        <FileButton accept=".kjdriver,.json" busy={act.busy} onFile={inspect}>
          导入文件…
        </FileButton>
      }
    >
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <Answered of={list}>
        {(drivers) =>
          drivers.length === 0 ? (
            <EmptyState title="还没有">别的检测点学会了同样的仪器?要来它导出的文件,点“导入文件”。</EmptyState>
          ) : (
            <ul className="learned">
              {drivers.map((driver) => (
                <LearnedLine key={driver.id} driver={driver} onChanged={list.reload} />
              ))}
            </ul>
          )
        }
      </Answered>
      {file !== null && (
        <ImportDialog
          text={file.text}
          driver={file.driver}
          onClose={() => {
            setFile(null)
            list.reload()
          }}
        />
      )}
    </Panel>
  )
}

/** The maker's clock as it stood here. */
function madeDay(madeAt: string): string {
  return dayOf(momentOf(Date.parse(madeAt)))
}

function LearnedLine({ driver, onChanged }: { readonly driver: Learned; readonly onChanged: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const used = driver.ports.length > 0
  const remove = () =>
    void act
      .run(() => client.learn.remove({ id: driver.id, by }))
      .then((done) => {
        if (!done) return
        setAsking(false)
        onChanged()
      })
  return (
    <li>
      <p className="two">
        <b>{driver.title}</b>
        <small>
          {driver.vendor} {driver.model} · {driver.madeBy} {madeDay(driver.madeAt)} {driver.own ? '本站制作' : '外来'}
        </small>
        <small>
          签名 <code>{driver.fingerprint}</code>
        </small>
        {used && <small>正在用:{driver.ports.join('、')}</small>}
      </p>
      <div className="row row-wrap">
        <Button onClick={() => go(link('port', [], { add: driver.id }))}>接一台</Button>
        <ExportButton id={driver.id}>导出</ExportButton>
        <Button danger disabled={used} title={used ? '先移除用它的仪器' : undefined} onClick={() => setAsking(true)}>
          移除…
        </Button>
      </div>
      <Modal open={asking} title={`移除 ${driver.title}`} footer={null} onCancel={() => setAsking(false)}>
        <div className="stack">
          <p>移除后型号列表里不再有它。以前的结果都保留。要留底,先导出成文件。</p>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          <div className="row dialog-foot">
            <Button onClick={() => setAsking(false)}>不移除</Button>
            <Button danger type="primary" loading={act.busy} onClick={remove}>
              移除这个型号
            </Button>
          </div>
        </div>
      </Modal>
    </li>
  )
}
