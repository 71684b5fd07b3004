/** Adding an instrument: at the left which model stands there, at the right over which line its bytes come. */
import { useState } from 'react'
import { client } from '#api'
import type { Transport } from '#contract/port.ts'
import { DraftNote, useDraft } from '#ui/draft.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Modal, Radio, Select } from '#ui/parts.ts'
import { TextField } from '#ui/text-field.tsx'
import { ModelChoice } from './model-choice.tsx'
import { type Numbering, NumberingChoice } from './numbering-choice.tsx'
import { kindWords } from './port-words.ts'
import { type Draft, emptyDraft, transportOf } from './transport-draft.ts'
import { TransportFields } from './transport-fields.tsx'

/** The tick for the nameplate is not among them: it is read again each time. */
interface PortTexts {
  readonly driver: string | null
  readonly method: string | null
  readonly numbering: Numbering | null
  /** Null: the model's own name. */
  readonly typedName: string | null
  readonly line: Draft
}

interface AddPortDialogProps {
  readonly taken: readonly string[]
  /** A driver to begin with, e.g. the one the wizard has just made. */
  readonly wanted: string | null
  readonly onClose: () => void
}

const kinds = ['serial', 'tcp-client', 'tcp-server', 'folder', 'replay'] as const satisfies readonly Transport['kind'][]

export function AddPortDialog({ taken, wanted, onClose }: AddPortDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const drivers = useLoad('drivers', () => client.port.drivers({}))
  const methods = useLoad('methods', () => client.port.methods({}))
  const [confirmed, setConfirmed] = useState(false)
  const kept = useDraft<PortTexts>(`add-port ${wanted ?? ''}`, {
    driver: wanted,
    method: null,
    numbering: null,
    typedName: null,
    line: emptyDraft,
  })
  const { driver, method, numbering, typedName, line: draft } = kept.value
  const setDraft = (line: Draft) => kept.change({ line })
  const chosen = drivers.data?.find(({ id }) => id === driver)
  const name = typedName ?? freeName(chosen?.model ?? '', taken)
  const transport = transportOf(draft)
  const doubled = taken.includes(name.trim()) ? '这个名称已经用了' : null
  const unsure = chosen !== undefined && chosen.sisters.length > 0 && !confirmed
  const asksMethod = chosen?.method === null && chosen.category === 'analyzer'
  const asksNumbering = chosen?.category === 'analyzer'
  const missing =
    chosen === undefined
      ? '还没有选型号'
      : unsure
        ? '还没有核对铭牌'
        : name.trim() === ''
          ? '还没有起名'
          : (doubled ?? (transport === null ? '还没有说怎么连' : null))
  const add = () => {
    if (chosen === undefined || transport === null || missing !== null) return
    void act
      .run(() =>
        client.port.add({
          name: name.trim(),
          driver: chosen.id,
          transport,
          modelConfirmed: confirmed,
          by,
          ...(asksMethod && method !== null ? { method } : {}),
          ...(asksNumbering && numbering !== null ? { numbering } : {}),
        }),
      )
      .then((done) => {
        if (!done) return
        kept.clear()
        onClose()
      })
  }
  return (
    <Modal open title="添加仪器" width={1120} centered onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="add"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <DraftNote of={kept} />
        <div className="add-two">
          <div className="stack">
            {drivers.fault !== null && <FaultCard fault={drivers.fault} />}
            <ModelChoice
              drivers={drivers.data ?? []}
              chosen={chosen}
              onChoose={(id) => {
                kept.change({ driver: id })
                setConfirmed(false)
              }}
              confirmed={confirmed}
              onConfirm={setConfirmed}
            />
            {asksMethod && (
              <Field label="检测方法" hint="仪器自己不报方法;不选时按项目推断,推断不出就是“待判定”">
                {(id) => (
                  <Select
                    id={id}
                    allowClear
                    {...(method === null ? {} : { value: method })}
                    placeholder="它用哪种方法测"
                    onChange={(next: string | undefined) => kept.change({ method: next ?? null })}
                    options={(methods.data ?? []).map((value) => ({ value, label: value }))}
                  />
                )}
              </Field>
            )}
            {asksNumbering && (
              <NumberingChoice chosen={numbering} onChoose={(said) => kept.change({ numbering: said })} />
            )}
            <TextField
              label="给它起个名"
              hint="贴在仪器上的叫法,如 1 号农残仪"
              wrong={doubled}
              value={name}
              maxLength={30}
              onChange={(text) => kept.change({ typedName: text })}
            />
          </div>
          <div className="stack">
            <div className="field">
              <span className="legend">怎么连</span>
              <Radio.Group
                aria-label="怎么连"
                optionType="button"
                className="add-kinds"
                value={draft.kind}
                onChange={(event) => {
                  const kind = kinds.find((one) => one === event.target.value)
                  if (kind !== undefined) setDraft({ ...draft, kind })
                }}
                options={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
              />
            </div>
            <TransportFields draft={draft} onChange={setDraft} usual={chosen?.link ?? null} />
          </div>
        </div>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <span className="quiet" role="status">
            {missing}
          </span>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={missing !== null}>
            添加并连接
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** The model's name, with a number behind it where one stands there already. */
function freeName(model: string, taken: readonly string[]): string {
  const wish = model.slice(0, 26)
  if (wish === '' || !taken.includes(wish)) return wish
  for (let number = 2; ; number += 1) if (!taken.includes(`${wish} ${number}`)) return `${wish} ${number}`
}
