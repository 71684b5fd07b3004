/** Puts a sample on an instrument's channel, so that a reading without a sample number still finds it. */
import { useState } from 'react'
import { client } from '#api'
import type { SampleView } from '#contract/sample.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Input, Select } from '#ui/parts.ts'

export function PlaceForm({ sample }: { readonly sample: SampleView }) {
  const { by } = useOperator()
  const act = useAct()
  const ports = useLoad('ports', () => client.port.list({}), ['port.changed'])
  const [port, setPort] = useState(sample.place?.port ?? '')
  const [channel, setChannel] = useState(sample.place?.channel ?? '')
  const chosen = port === '' ? (ports.data?.[0]?.name ?? '') : port
  return (
    <Panel title="上机位置" aside="仪器不传样品号时,靠通道认样">
      <form
        className="place"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run(() => client.sample.place({ id: sample.id, port: chosen, channel: channel.trim(), by }))
        }}
      >
        <Field label="仪器">
          {(id) => (
            <Select
              id={id}
              value={chosen}
              onChange={setPort}
              options={(ports.data ?? []).map(({ name }) => ({ value: name, label: name }))}
            />
          )}
        </Field>
        <Field label="通道">
          {(id) => (
            <Input
              id={id}
              value={channel}
              maxLength={10}
              placeholder="3"
              onChange={(event) => setChannel(event.target.value)}
            />
          )}
        </Field>
        <Button htmlType="submit" loading={act.busy} disabled={chosen === '' || channel.trim() === ''}>
          放到这个通道
        </Button>
      </form>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </Panel>
  )
}
