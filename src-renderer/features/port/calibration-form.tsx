/** 校准: until when the instrument's certificate holds, and which certificate says so. */

import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { DateInput } from '#ui/date-input.tsx'
import { readDate } from '#ui/date-text.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

interface CalibrationFormProps {
  readonly port: PortView
  readonly onSaved: () => void
}

const dueWords = { fine: '✓ 在有效期内', soon: '▲ 一个月内到期', over: '▲ 已经到期' } as const

export function CalibrationForm({ port, onSaved }: CalibrationFormProps) {
  const { by } = useOperator()
  const act = useAct()
  const stored = port.calibration
  const draft = useDraft(`calibration ${port.name}`, {
    dueOn: stored?.dueOn ?? '',
    certificate: stored?.certificate ?? '',
  })
  const { dueOn, certificate } = draft.value
  const changed = dueOn !== (stored?.dueOn ?? '') || certificate.trim() !== (stored?.certificate ?? '')
  const ready = readDate('day', dueOn) === dueOn && changed
  const save = (calibration: PortView['calibration']) =>
    void act
      .run(() => client.port.calibrate({ name: port.name, calibration, by }))
      .then((done) => {
        if (!done) return
        draft.settle()
        onSaved()
      })
  return (
    <Panel title="检定 / 校准" aside={port.calibrationDue === null ? '还没有填' : dueWords[port.calibrationDue]}>
      <form
        className="stack port-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save({ dueOn, certificate: certificate.trim() === '' ? null : certificate.trim() })
        }}
      >
        <DraftNote of={draft} />
        <div className="form-grid">
          <Field label="有效期到哪天" hint="照证书上的日期填;提前 30 天开始提醒">
            {(id) => <DateInput id={id} value={dueOn} onChange={(dueOn) => draft.change({ dueOn })} />}
          </Field>
          <TextField
            label="证书编号"
            hint="没有可以空着"
            value={certificate}
            maxLength={80}
            onChange={(text) => draft.change({ certificate: text })}
          />
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          {stored !== null && (
            <Button disabled={act.busy} onClick={() => save(null)}>
              清除,不再提醒
            </Button>
          )}
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            保存校准日期
          </Button>
        </div>
      </form>
    </Panel>
  )
}
