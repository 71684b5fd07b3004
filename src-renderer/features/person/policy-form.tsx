/** When a desk locks, and whether only the trained sign for tests. */
import { useState } from 'react'
import { client } from '#api'
import type { PersonPolicyView } from '#contract/person.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Checkbox } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { Answered } from '#ui/waiting.tsx'

export function PolicyForm() {
  const policy = useLoad('person policy', () => client.person.policy({}), ['person.changed'])
  return (
    <Panel title="锁定与培训">
      <Answered of={policy}>{(now) => <Form key={JSON.stringify(now)} policy={now} />}</Answered>
    </Panel>
  )
}

function Form({ policy }: { readonly policy: PersonPolicyView }) {
  const { by } = useOperator()
  const act = useAct()
  const [minutes, setMinutes] = useState(String(policy.idleMinutes))
  const [trainedOnly, setTrainedOnly] = useState(policy.trainedOnly)
  const count = /^[1-9]\d{0,2}$/.test(minutes) && Number(minutes) <= 120 ? Number(minutes) : null
  const changed = count !== policy.idleMinutes || trainedOnly !== policy.trainedOnly
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (count !== null)
          void act.run(() => client.person.savePolicy({ policy: { idleMinutes: count, trainedOnly }, by }))
      }}
    >
      <TextField
        label="几分钟没有人操作就锁定"
        wrong={count === null ? '写 1 到 120 的整数' : null}
        inputMode="numeric"
        maxLength={3}
        value={minutes}
        onChange={setMinutes}
      />
      <Checkbox checked={trainedOnly} onChange={(event) => setTrainedOnly(event.target.checked)}>
        只有培训记录有效的人才能签检测结果
      </Checkbox>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <div className="row">
        <Button htmlType="submit" loading={act.busy} disabled={count === null || !changed}>
          保存
        </Button>
      </div>
    </form>
  )
}
