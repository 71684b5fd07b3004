/** The laboratory's confirmatory result: by no quick method, with report number, method, value and unit; signed on its way out, and set right there too. */
import { client } from '#api'
import type { ReferralView } from '#contract/referral.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal, Radio } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'

interface LaboratoryFormProps {
  readonly referral: ReferralView
  readonly laboratory: string
  readonly onClose: () => void
  readonly onDone: () => void
}

const asked = [
  ['reportNo', '报告编号', 60, undefined],
  ['laboratory', '检验机构', 60, undefined],
  ['method', '检验方法', 80, '不得是快速检测方法'],
  ['value', '结果', 40, undefined],
  ['unit', '单位', 20, undefined],
  ['uncertainty', '不确定度', 40, '报告没有给出的不填'],
] as const
type Asked = (typeof asked)[number][0]
type ResultTexts = Readonly<Record<Asked, string>> & { readonly passed: boolean | null; readonly why: string }

export function LaboratoryForm({ referral, laboratory, onClose, onDone }: LaboratoryFormProps) {
  const { by } = useOperator()
  const act = useAct()
  const stands = referral.result
  const draft = useDraft<ResultTexts>(
    `referral ${referral.id} ${stands === null ? '' : `correct ${referral.earlier.length}`}`.trim(),
    {
      passed: stands?.passed ?? null,
      reportNo: stands?.reportNo ?? '',
      laboratory: stands?.laboratory ?? laboratory,
      method: stands?.method ?? '',
      value: stands?.value ?? '',
      unit: stands?.unit ?? '',
      uncertainty: stands?.uncertainty ?? '',
      why: '',
    },
  )
  const said = draft.value
  const { passed, reportNo, method, value, unit, uncertainty } = said
  const why = said.why.trim()
  const ready =
    passed !== null &&
    [reportNo, said.laboratory, method, value].every((text) => text.trim() !== '') &&
    (stands === null || why !== '')
  const record = () => {
    if (passed === null) return
    const result = {
      reportNo: reportNo.trim(),
      laboratory: said.laboratory.trim(),
      method: method.trim(),
      value: value.trim(),
      ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
      ...(uncertainty.trim() === '' ? {} : { uncertainty: uncertainty.trim() }),
      passed,
    }
    void act
      .run(() =>
        stands === null
          ? client.failure.recordLaboratory({ id: referral.id, result, by })
          : client.failure.correctLaboratory({ id: referral.id, result, why, by }),
      )
      .then((done) => {
        if (!done) return
        draft.clear()
        onDone()
        onClose()
      })
  }
  return (
    <Modal
      open
      title={`${stands === null ? '登记' : '更正'}结果 ${referral.referralNo} ${referral.fields.样品名称 ?? ''}`}
      width={720}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) record()
        }}
      >
        <DraftNote of={draft} />
        <p className="notebox">
          检验项目:{referral.fields.检验项目 ?? '—'};判定依据:{referral.fields.判定依据 ?? '—'}{' '}
          {referral.fields.最大允许限 ?? ''}。
          {stands === null
            ? '导出的结果文件带本站签名;登记后写错的可以更正,原结果保留。'
            : '原结果保留。更正后把新的结果文件拷给送检单位,它导入后处置单才跟着更正。'}
        </p>
        <Radio.Group
          aria-label="结论"
          value={passed}
          onChange={(event) => draft.change({ passed: event.target.value === true })}
          options={[
            { value: true, label: '✓ 合格' },
            { value: false, label: '▲ 不合格' },
          ]}
        />
        <div className="form-grid">
          {asked.map(([name, label, most, hint]) => (
            <TextField
              key={name}
              label={label}
              hint={hint}
              value={said[name]}
              maxLength={most}
              onChange={(text) => draft.change({ [name]: text })}
            />
          ))}
          {stands !== null && (
            <TextField
              label="为什么更正"
              value={said.why}
              maxLength={200}
              onChange={(text) => draft.change({ why: text })}
            />
          )}
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            danger={passed === false}
            disabled={!ready}
            loading={act.busy}
          >
            {stands === null ? '登记' : '更正为'}
            {passed === null ? '结果' : passed ? '合格' : '不合格'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
