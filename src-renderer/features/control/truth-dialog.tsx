/** What the laboratory says of a blind sample: told once, after the quick test, with the report it stands in. */

import { client } from '#api'
import type { BlindView } from '#contract/control.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal, Radio } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

interface TruthDialogProps {
  readonly test: BlindView['tests'][number]
  readonly onClose: () => void
}

interface TruthTexts {
  readonly truth: 'positive' | 'negative' | null
  readonly laboratory: string
  readonly reportNo: string
}

export function TruthDialog({ test, onClose }: TruthDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const draft = useDraft<TruthTexts>(`blind ${test.sampleId} ${test.item}`, {
    truth: null,
    laboratory: '',
    reportNo: '',
  })
  const { truth, laboratory, reportNo } = draft.value
  const ready = truth !== null && laboratory.trim() !== '' && reportNo.trim() !== ''
  const save = () => {
    if (truth === null) return
    const { sampleId, item } = test
    const said = { sampleId, item, truth, laboratory: laboratory.trim(), reportNo: reportNo.trim(), by }
    void act
      .run(() => client.control.sayTruth(said))
      .then((done) => {
        if (!done) return
        draft.clear()
        onClose()
      })
  }
  return (
    <Modal
      open
      title={`实验室结论:${test.sampleNo} ${test.item}`}
      width={560}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save()
        }}
      >
        <DraftNote of={draft} />
        <Radio.Group
          aria-label="实验室结论"
          value={truth}
          options={[
            { value: 'negative', label: '✓ 阴性' },
            { value: 'positive', label: '▲ 阳性' },
          ]}
          optionType="button"
          size="large"
          onChange={(event) => draft.change({ truth: event.target.value })}
        />
        <div className="form-grid">
          <TextField
            label="实验室"
            value={laboratory}
            maxLength={60}
            onChange={(text) => draft.change({ laboratory: text })}
          />
          <TextField
            label="报告或盲样编号"
            value={reportNo}
            maxLength={60}
            onChange={(text) => draft.change({ reportNo: text })}
          />
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={onClose}>
            返回
            <KeyHint keys="Esc" />
          </Button>
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            登记结论,以后不能改
          </Button>
        </div>
      </form>
    </Modal>
  )
}
