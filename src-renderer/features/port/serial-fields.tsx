/** A serial line: the adapters the system names as a list to tap on, a path by hand, and the settings where they differ from the model. */
import { useState } from 'react'
import { client } from '#api'
import { ChoiceList } from '#ui/choice-list.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { AutoComplete, Button, Select } from '#ui/parts.ts'
import { serialChoices } from '#ui/serial-words.ts'
import { TextField } from '#ui/text-field.tsx'
import { type Draft, picked, typed } from './transport-draft.ts'

interface SerialFieldsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** The model's own, e.g. `9600 8N1`. */
  readonly usual: string | null
}

const speeds = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200']
const parities = { none: '无校验 N', even: '偶校验 E', odd: '奇校验 O' } as const

export function SerialFields({ draft, onChange, usual }: SerialFieldsProps) {
  const found = useLoad('available', () => client.port.available({}))
  const list = found.data?.ports ?? []
  const again = <Button onClick={found.reload}>再找一次</Button>
  return (
    <div className="stack">
      <div className="field">
        <span className="legend">接在哪个串口</span>
        {list.length === 0 ? (
          <p className="field-note">
            {found.data === null ? '正在查找串口…' : '系统没有列出串口。插好数据线再找一次,或在下面直接填名称。'}
          </p>
        ) : (
          <ChoiceList
            label="系统找到的串口"
            choices={serialChoices(list)}
            value={draft.path}
            onChoose={(path) => {
              const port = list.find((one) => one.path === path)
              if (port !== undefined) onChange(picked(draft, port))
            }}
          />
        )}
        <div className="row row-wrap">
          {again}
          <span className="field-note">
            {draft.usb !== undefined
              ? `已记住这个转换器,以后${draft.usb.serialNumber === null ? '插回同一个 USB 口' : '换 USB 口'}也认得`
              : '芯片名只说明是哪种转换器,不说明是哪台仪器'}
          </span>
        </div>
      </div>
      {found.data?.fault != null && <FaultCard fault={found.data.fault} action={again} />}
      {found.fault !== null && <FaultCard fault={found.fault} action={again} />}
      <TextField
        label="或手工填串口名称"
        hint="列表里没有时用,如 COM3、/dev/ttyCH343USB0"
        value={draft.path}
        maxLength={200}
        placeholder="COM3 或 /dev/ttyUSB0"
        onChange={(text) => onChange(typed(draft, text))}
      />
      <LinkFields draft={draft} onChange={onChange} usual={usual} />
    </div>
  )
}

/** Closed until asked for: the model's own settings are right on nearly every machine. */
function LinkFields({ draft, onChange, usual }: SerialFieldsProps) {
  const changed = [draft.baudRate, draft.dataBits, draft.parity, draft.stopBits].some((text) => text !== '')
  const [open, setOpen] = useState(changed)
  if (!open)
    return (
      <p className="row row-wrap">
        <span>
          通信设置:型号默认 <b>{usual ?? '—'}</b>
        </span>
        <Button onClick={() => setOpen(true)}>仪器菜单里不一样?改…</Button>
      </p>
    )
  return (
    <div className="serial-link">
      <Field label="波特率" hint={`空着:${usual ?? '型号默认'}`}>
        {(id) => (
          <AutoComplete
            id={id}
            value={draft.baudRate}
            onChange={(baudRate: string) => onChange({ ...draft, baudRate })}
            options={speeds.map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
      <Field label="校验">
        {(id) => (
          <Select
            id={id}
            value={draft.parity}
            onChange={(parity: Draft['parity']) => onChange({ ...draft, parity })}
            options={[
              { value: '', label: '型号默认' },
              ...Object.entries(parities).map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </Field>
      <Field label="数据位">
        {(id) => (
          <Select
            id={id}
            value={draft.dataBits}
            onChange={(dataBits: Draft['dataBits']) => onChange({ ...draft, dataBits })}
            options={[
              { value: '', label: '型号默认' },
              { value: '8', label: '8 位' },
              { value: '7', label: '7 位' },
            ]}
          />
        )}
      </Field>
      <Field label="停止位">
        {(id) => (
          <Select
            id={id}
            value={draft.stopBits}
            onChange={(stopBits: Draft['stopBits']) => onChange({ ...draft, stopBits })}
            options={[
              { value: '', label: '型号默认' },
              { value: '1', label: '1 位' },
              { value: '2', label: '2 位' },
            ]}
          />
        )}
      </Field>
    </div>
  )
}
