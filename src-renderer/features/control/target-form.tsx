/** 靶值: the mean and deviation a control material came with, used instead of the first twenty values. */
import { client } from '#api'
import type { ChartView } from '#contract/control.ts'
import { readDecimal } from '#core/judge/decimal.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

export function TargetForm({ chart }: { readonly chart: ChartView }) {
  const { by } = useOperator()
  const act = useAct()
  const given = chart.bands?.from === 'target' ? chart.bands : null
  const { port, item, channel, kind } = chart
  const draft = useDraft(`target ${port} ${item} ${channel} ${kind}`, {
    mean: given?.mean ?? '',
    sd: given?.sd ?? '',
  })
  const { mean, sd } = draft.value
  const ready = readDecimal(mean) !== null && (readDecimal(sd)?.gt(0) ?? false)
  const save = (target: { mean: string; sd: string } | null) =>
    void act
      .run(() => client.control.saveTarget({ port, item, channel, kind, target, by }))
      .then((done) => {
        if (done) draft.settle()
      })
  return (
    <Panel title="靶值">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save({ mean: mean.trim(), sd: sd.trim() })
        }}
      >
        <DraftNote of={draft} />
        <TextField
          label={`平均值${chart.unit === null ? '' : `(${chart.unit})`}`}
          hint="质控物证书上的靶值"
          value={mean}
          inputMode="decimal"
          onChange={(text) => draft.change({ mean: text })}
        />
        <TextField
          label="标准差"
          hint="大于 0"
          value={sd}
          inputMode="decimal"
          onChange={(text) => draft.change({ sd: text })}
        />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={act.busy} disabled={!ready}>
            按这个靶值画
          </Button>
          {given !== null && (
            <Button disabled={act.busy} onClick={() => save(null)}>
              改回前 20 次
            </Button>
          )}
        </div>
      </form>
    </Panel>
  )
}
