/** Analyzers whose next test would be 无效 for want of a blank; one press gives the blank its number, or a channel of the plate. */
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { useKey } from '#ui/use-key.ts'
import { blank } from './plate-words.ts'
import { blankLines } from './sample-words.ts'

export function BlankDue({ onRegistered }: { readonly onRegistered: (sample: SampleView) => void }) {
  const { by } = useOperator()
  const act = useAct()
  const due = useLoad('blank due', () => client.control.due({}), [
    'result.recorded',
    'sample.changed',
    'port.changed',
    'settings.changed',
  ])
  const lines = due.data === null ? [] : blankLines(due.data)
  const first = lines.find(({ asks }) => asks)
  const press = ({ port, byPlate }: { readonly port: string; readonly byPlate: boolean }) =>
    act.run(async () => {
      if (byPlate) {
        await client.plate.put({ port, what: blank, by })
        return go(link('sample', ['plate', port]))
      }
      onRegistered(await client.sample.register({ kind: blank.control, food: blank.name, takenBy: by }))
    })
  useKey('F8', () => {
    if (first !== undefined && !act.busy) void press(first)
  })
  if (lines.length === 0) return null
  return (
    <div className="notebox blank-due" role="status">
      {lines.map(({ port, byPlate, words, asks }) => (
        <div key={port} className="row plate-again">
          <span>
            <b>▲ {port}</b> {words}
          </span>
          {asks && (
            <Button loading={act.busy} onClick={() => void press({ port, byPlate })}>
              {byPlate ? '放一个空白对照上板' : '登记一个空白对照'}
              {port === first?.port && <KeyHint keys="F8" />}
            </Button>
          )}
        </div>
      ))}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}
