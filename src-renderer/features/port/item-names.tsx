/** 项目对照: the device's own item codes and what this site calls them; what is left empty stays as the device says it. */
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Input } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'
import { codesOf, namesToSave } from './item-codes.ts'

interface ItemNamesProps {
  readonly port: PortView
  readonly onSaved: () => void
}

export function ItemNames({ port, onSaved }: ItemNamesProps) {
  const readings = useLoad(`items ${port.name}`, () => client.port.readings({ name: port.name, limit: 200 }))
  return (
    <Panel title="项目对照" aside="只影响以后的读数;已判定的不变" flush>
      <Answered of={readings}>
        {(rows) => <NameForm port={port} heard={rows.map(({ item }) => item)} onSaved={onSaved} />}
      </Answered>
    </Panel>
  )
}

function NameForm({ port, heard, onSaved }: ItemNamesProps & { readonly heard: readonly string[] }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<Readonly<Record<string, string>>>(`item-names ${port.name}`, port.itemNames)
  const names = draft.value
  const codes = codesOf(port.driver.items, heard, port.itemNames)
  const itemNames = namesToSave(names)
  const changed = JSON.stringify(itemNames) !== JSON.stringify(namesToSave(port.itemNames))
  if (codes.length === 0)
    return (
      <EmptyState title="还没有可对照的项目">
        这台仪器测过一次以后,它报的项目名或代码会列在这里,可以改成我们的叫法。
      </EmptyState>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!changed) return
        void act
          .run(() => client.port.nameItems({ name: port.name, itemNames, by }))
          .then((done) => {
            if (!done) return
            draft.settle()
            onSaved()
          })
      }}
    >
      <DraftNote of={draft} />
      <table className="ledger" aria-label="项目对照">
        <thead>
          <tr>
            <th scope="col">仪器报的</th>
            <th scope="col">型号资料里的名称</th>
            <th scope="col">我们叫它</th>
          </tr>
        </thead>
        <tbody>
          {codes.map(({ said, code, name, unit }) => (
            <tr key={said}>
              <td>
                <b>{code}</b>
              </td>
              <td>
                {name === null ? <span className="quiet">资料里没有</span> : name}
                {unit !== null && <span className="quiet"> {unit}</span>}
              </td>
              <td>
                <Input
                  aria-label={`${code} 我们叫它`}
                  value={names[said] ?? ''}
                  maxLength={80}
                  placeholder={name ?? '照仪器报的'}
                  onChange={(event) => draft.change({ [said]: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="port-form stack">
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <span className="quiet">{changed ? '还没有保存' : ''}</span>
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!changed}>
            保存对照
          </Button>
        </div>
      </div>
    </form>
  )
}
