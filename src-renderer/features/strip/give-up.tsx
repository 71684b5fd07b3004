/** A strip that was spilled or torn ends before anybody reads it, with the reason; nothing is measured by it. */
import { client } from '#api'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { AutoComplete, Button } from '#ui/parts.ts'

const usualReasons = ['滴洒了', '试纸条破损', '滴错样液', '批号拿错'] as const

export function GiveUp({ id, onDone }: { readonly id: number; readonly onDone: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft(`strip give-up ${id}`, { why: '' })
  const { why } = draft.value
  return (
    <Panel title="条坏了?">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void act
            .run(() => client.strip.giveUp({ id, by, why: why.trim() }))
            .then((done) => {
              if (!done) return
              draft.clear()
              onDone()
            })
        }}
      >
        <DraftNote of={draft} />
        <AutoComplete
          aria-label="作废的原因"
          placeholder="为什么作废"
          value={why}
          options={usualReasons.map((value) => ({ value }))}
          onChange={(said: string) => draft.change({ why: said })}
        />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <Button danger htmlType="submit" loading={act.busy} disabled={why.trim() === ''}>
          作废这条,不出结果
        </Button>
      </form>
    </Panel>
  )
}
