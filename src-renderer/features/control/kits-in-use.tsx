/** 在用试剂: for each instrument the lot and the operator that every result from now on will carry; changed by choosing or scanning. */
import { useState } from 'react'
import { client } from '#api'
import { localText } from '#core/time.ts'
import { useLoad } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { KitDialog } from './kit-dialog.tsx'

export function KitsInUse() {
  const ports = useLoad('ports', () => client.port.list({}), ['port.changed'])
  const [choosing, setChoosing] = useState<string | null>(null)
  return (
    <Panel title="在用试剂和检测人" aside="每天开始时选一次,或扫试剂盒;之后每条结果都记着" flush>
      <Answered of={ports}>
        {(list) => (
          <ul className="control-kits">
            {list.map(({ name }) => (
              <KitLine key={name} port={name} onChoose={() => setChoosing(name)} />
            ))}
            {list.length === 0 && <li className="quiet">还没有接仪器</li>}
          </ul>
        )}
      </Answered>
      {choosing !== null && <KitDialog port={choosing} onClose={() => setChoosing(null)} />}
    </Panel>
  )
}

function KitLine({ port, onChoose }: { readonly port: string; readonly onChoose: () => void }) {
  const kit = useLoad(`kit ${port}`, () => client.control.kit({ port }), ['port.changed', 'catalog.changed'])
  const inUse = kit.data?.inUse ?? []
  return (
    <li>
      <b>{port}</b>
      {inUse.length === 0 ? (
        <span className="tag tag-loud">▲ 没有选</span>
      ) : (
        <span className="stack control-uses">
          {inUse.map((use) => (
            <span key={use.id}>
              {use.item !== null && <span className="tag">{use.item}</span>} {use.kitName} · 批号 <b>{use.lot}</b>
              {use.bufferLot !== null && ` · 缓冲液 ${use.bufferLot}`} · {use.operator}
              <span className="quiet"> {shortText(localText(use.at))} 起</span>
            </span>
          ))}
        </span>
      )}
      <Button size="small" onClick={onChoose} aria-label={`${port} ${inUse.length === 0 ? '选试剂' : '换试剂'}`}>
        {inUse.length === 0 ? '选试剂' : '换试剂'}
      </Button>
    </li>
  )
}
