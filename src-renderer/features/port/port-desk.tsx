/** 仪器: a card for each instrument with its health in words, and the line itself one click away. */
import { useState } from 'react'
import { client } from '#api'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import type { Route } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { AddPortDialog } from './add-port-dialog.tsx'
import { PortCard } from './port-card.tsx'
import { PortPage } from './port-page.tsx'
import './port.css'

export function PortDesk({ route }: { readonly route: Route }) {
  const name = route.rest[0]
  return name === undefined ? <PortList /> : <PortPage name={name} />
}

function PortList() {
  const ports = useLoad('ports', () => client.port.list({}), [
    'port.changed',
    'result.recorded',
    'frame.damaged',
    'reading.unclaimed',
  ])
  const [adding, setAdding] = useState(false)
  return (
    <DeskPage
      title="仪器"
      note="数值只从仪器来,不能手工录入或修改"
      action={<MainAction onPress={() => setAdding(true)}>添加仪器</MainAction>}
    >
      <Answered of={ports}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="还没有接仪器">
              <p>接好数据线或网线,点右下角“添加仪器”,选型号和端口。</p>
            </EmptyState>
          ) : (
            <div className="port-cards">
              {list.map((port) => (
                <PortCard key={port.name} port={port} onChanged={ports.reload} />
              ))}
            </div>
          )
        }
      </Answered>
      {adding && (
        <AddPortDialog
          taken={(ports.data ?? []).map(({ name }) => name)}
          onClose={() => {
            setAdding(false)
            ports.reload()
          }}
        />
      )}
    </DeskPage>
  )
}
