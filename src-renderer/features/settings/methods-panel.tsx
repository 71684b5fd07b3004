/** 处置方式: what the law names everywhere, and what a local rule allows here besides. */
import { client } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Checkbox } from '#ui/parts.ts'
import { Answered } from '#ui/waiting.tsx'

const local = [
  { method: 'return', words: '退回供货者' },
  { method: 'withdraw', words: '下架' },
] as const

export function MethodsPanel() {
  const { by } = useOperator()
  const act = useAct()
  const methods = useLoad('disposal methods', () => client.failure.methods({}), ['settings.changed'])
  return (
    <Panel title="处置方式">
      <Answered of={methods}>
        {(allowed) => (
          <div className="stack">
            <p className="quiet">
              销毁、无害化处理、染色毁形任何时候都可以用(食品安全法第六十三条)。当地规定允许的,再勾选:
            </p>
            {local.map(({ method, words }) => (
              <Checkbox
                key={method}
                checked={allowed.includes(method)}
                disabled={act.busy}
                onChange={({ target }) => {
                  const next = local.flatMap((one) =>
                    (one.method === method ? target.checked : allowed.includes(one.method)) ? [one.method] : [],
                  )
                  void act.run(async () => {
                    await client.failure.saveMethods({ methods: next, by })
                    methods.reload()
                  })
                }}
              >
                {words}
              </Checkbox>
            ))}
            {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          </div>
        )}
      </Answered>
    </Panel>
  )
}
