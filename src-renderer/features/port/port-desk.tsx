/** 仪器: a card for each instrument with its health in words, and the line itself one click away. */
import { useState } from 'react'
import { client } from '#api'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { AddPortDialog } from './add-port-dialog.tsx'
import { PortCard } from './port-card.tsx'
import { heardNews } from './port-news.ts'
import { PortPage } from './port-page.tsx'
import './port.css'

export function PortDesk({ route }: { readonly route: Route }) {
  const name = route.rest[0]
  return name === undefined ? <PortList route={route} /> : <PortPage key={name} name={name} route={route} />
}

function PortList({ route }: { readonly route: Route }) {
  const ports = useLoad('ports', () => client.port.list({}), heardNews)
  // The wizard leads here with the driver it has just made.
  const wanted = route.query.add ?? null
  const [adding, setAdding] = useState(wanted !== null)
  return (
    <DeskPage
      title="仪器"
      tools={
        <>
          <Button onClick={() => go(link('control'))}>质控与试剂批号</Button>
          <Button onClick={() => go(link('learn'))}>不认识的仪器?学习向导</Button>
        </>
      }
      note="数值只从仪器来,不能手工录入或修改"
      action={<MainAction onPress={() => setAdding(true)}>添加仪器</MainAction>}
    >
      <Answered of={ports}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="还没有接仪器">
              <p>接好数据线或网线,点右下角“添加仪器”,选型号和端口。</p>
              <p>型号列表里没有?点右上角“学习向导”,让它照着真数据学会。</p>
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
          wanted={wanted}
          onClose={() => {
            setAdding(false)
            if (wanted !== null) go(link('port'))
            ports.reload()
          }}
        />
      )}
    </DeskPage>
  )
}
