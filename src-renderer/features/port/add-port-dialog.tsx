/** Adding an instrument: which model, and over which line its bytes come. */
import { useState } from 'react'
import { client } from '#api'
import type { Transport } from '#contract/port.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input, Modal, Radio, Select } from '#ui/parts.ts'
import { evidenceWords, kindWords } from './port-words.ts'
import { type Draft, emptyDraft, TransportFields, transportOf } from './transport-fields.tsx'

interface AddPortDialogProps {
  readonly taken: readonly string[]
  readonly onClose: () => void
}

const kinds = ['serial', 'tcp-client', 'tcp-server', 'replay'] as const satisfies readonly Transport['kind'][]

export function AddPortDialog({ taken, onClose }: AddPortDialogProps) {
  const { by } = useOperator()
  const act = useAct()
  const drivers = useLoad('drivers', () => client.port.drivers({}))
  const [driver, setDriver] = useState<string | null>(null)
  const methods = useLoad('methods', () => client.port.methods({}))
  const [method, setMethod] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const chosen = drivers.data?.find(({ id }) => id === driver)
  const transport = transportOf(draft)
  const doubled = taken.includes(name.trim()) ? '这个名称已经用了' : null
  const ready = driver !== null && name.trim() !== '' && doubled === null && transport !== null
  const add = () => {
    if (driver === null || transport === null) return
    void act
      .run(() =>
        client.port.add({
          name: name.trim(),
          driver,
          transport,
          by,
          ...(chosen?.method === null && method !== null ? { method } : {}),
        }),
      )
      .then((done) => {
        if (done) onClose()
      })
  }
  return (
    <Modal open title="添加仪器" width={760} onCancel={onClose} footer={null} destroyOnHidden>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <Field
          label="型号"
          hint={
            chosen === undefined
              ? '找不到型号时,先试“通用 LIS”'
              : `${evidenceWords[chosen.evidence]?.means ?? chosen.evidence} · 默认 ${chosen.baudRate} 波特`
          }
        >
          {(id) => (
            <Select
              id={id}
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              {...(driver === null ? {} : { value: driver })}
              placeholder="选择或输入厂家、型号"
              onChange={(next: string) => {
                setDriver(next)
                if (name === '') setName(drivers.data?.find((one) => one.id === next)?.model.slice(0, 30) ?? '')
              }}
              options={(drivers.data ?? []).map((one) => ({
                value: one.id,
                label: `${one.title}(${one.vendor} ${one.model})`,
              }))}
            />
          )}
        </Field>
        {chosen?.method === null && (
          <Field label="检测方法" hint="仪器自己不报方法;不选,结果都是“待判定”">
            {(id) => (
              <Select
                id={id}
                allowClear
                {...(method === null ? {} : { value: method })}
                placeholder="它用哪种方法测"
                onChange={(next: string | undefined) => setMethod(next ?? null)}
                options={(methods.data ?? []).map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
        )}
        <Field label="给它起个名" hint="贴在仪器上的叫法,如 1 号农残仪" wrong={doubled}>
          {(id) => <Input id={id} value={name} maxLength={30} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <div className="field">
          <span className="legend">怎么连</span>
          <Radio.Group
            aria-label="怎么连"
            value={draft.kind}
            onChange={(event) => {
              const kind = kinds.find((one) => one === event.target.value)
              if (kind !== undefined) setDraft({ ...draft, kind })
            }}
            options={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          />
        </div>
        <TransportFields draft={draft} onChange={setDraft} />
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row dialog-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" size="large" htmlType="submit" loading={act.busy} disabled={!ready}>
            添加并连接
          </Button>
        </div>
      </form>
    </Modal>
  )
}
