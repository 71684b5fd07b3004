/** 编号方式: whose numbers this device sends. Without a word a short number counts once; its own counter never names a sample. */
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { numberings, numberingUnsaid } from './numbering-words.ts'

interface NumberingPanelProps {
  readonly port: PortView
  readonly onSaved: () => void
}

export function NumberingPanel({ port, onSaved }: NumberingPanelProps) {
  const { by } = useOperator()
  const act = useAct()
  return (
    <Panel title="编号方式" aside={port.numbering === null ? numberingUnsaid : '只影响以后的读数'}>
      <div className="stack">
        {numberings.map(({ numbering, name, effect }) => (
          <div key={numbering} className="row row-wrap">
            <Button
              type={port.numbering === numbering ? 'primary' : 'default'}
              aria-pressed={port.numbering === numbering}
              loading={act.busy}
              onClick={() =>
                void act.run(() => client.port.sayNumbering({ name: port.name, numbering, by })).then(onSaved)
              }
            >
              {name}
            </Button>
            <span>{effect}</span>
          </div>
        ))}
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      </div>
    </Panel>
  )
}
