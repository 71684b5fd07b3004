/** The fields of a line: a serial port from the system's list, an address in the network, or a file to play back. */
import { client } from '#api'
import type { Transport } from '#contract/port.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { AutoComplete, Button, Input } from '#ui/parts.ts'

/** What stands in the form, as text, for all kinds at once: changing the kind forgets nothing. */
export interface Draft {
  readonly kind: Transport['kind']
  readonly path: string
  readonly baudRate: string
  readonly host: string
  readonly port: string
  readonly file: string
}

export const emptyDraft: Draft = { kind: 'serial', path: '', baudRate: '', host: '', port: '', file: '' }

function whole(text: string, from: number, to: number): number | null {
  const number = Number(text)
  return /^\d{1,7}$/.test(text) && number >= from && number <= to ? number : null
}

/** The transport the draft describes, or null while it is incomplete. */
export function transportOf(draft: Draft): Transport | null {
  const port = whole(draft.port.trim(), draft.kind === 'tcp-server' ? 0 : 1, 65_535)
  switch (draft.kind) {
    case 'serial': {
      const baudRate = draft.baudRate.trim() === '' ? undefined : whole(draft.baudRate.trim(), 300, 1_000_000)
      if (draft.path.trim() === '' || baudRate === null) return null
      return { kind: 'serial', path: draft.path.trim(), ...(baudRate === undefined ? {} : { baudRate }) }
    }
    case 'tcp-client':
      return draft.host.trim() === '' || port === null ? null : { kind: 'tcp-client', host: draft.host.trim(), port }
    case 'tcp-server':
      return port === null
        ? null
        : { kind: 'tcp-server', port, ...(draft.host.trim() === '' ? {} : { host: draft.host.trim() }) }
    case 'replay':
      return draft.file.trim() === '' ? null : { kind: 'replay', path: draft.file.trim() }
  }
}

interface TransportFieldsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

export function TransportFields({ draft, onChange }: TransportFieldsProps) {
  switch (draft.kind) {
    case 'serial':
      return <SerialFields draft={draft} onChange={onChange} />
    case 'tcp-client':
    case 'tcp-server':
      return (
        <div className="form-grid">
          <Field
            label={draft.kind === 'tcp-client' ? '仪器地址' : '本机地址'}
            hint={
              draft.kind === 'tcp-client' ? '仪器屏幕上的 IP,如 192.168.1.50' : '空着只接受本机;接受局域网填 0.0.0.0'
            }
          >
            {(id) => (
              <Input
                id={id}
                value={draft.host}
                maxLength={200}
                onChange={(event) => onChange({ ...draft, host: event.target.value })}
              />
            )}
          </Field>
          <Field label="端口号" hint={draft.kind === 'tcp-server' ? '仪器里要填的端口号;0 由系统选' : '1 到 65535'}>
            {(id) => (
              <Input
                id={id}
                inputMode="numeric"
                value={draft.port}
                maxLength={5}
                onChange={(event) => onChange({ ...draft, port: event.target.value })}
              />
            )}
          </Field>
        </div>
      )
    case 'replay':
      return (
        <Field label="文件路径" hint="把以前录下的报文再放一遍,数据会当作真的收到">
          {(id) => (
            <Input
              id={id}
              value={draft.file}
              maxLength={1000}
              onChange={(event) => onChange({ ...draft, file: event.target.value })}
            />
          )}
        </Field>
      )
  }
}

function SerialFields({ draft, onChange }: TransportFieldsProps) {
  const found = useLoad('available', () => client.port.available({}))
  const list = found.data?.ports ?? []
  return (
    <>
      <div className="form-grid">
        <Field
          label="串口"
          hint={
            found.data === null
              ? '正在查找串口…'
              : list.length === 0
                ? '系统没有列出串口;插好数据线后再找一次,或直接填名称'
                : `找到 ${list.length} 个`
          }
        >
          {(id) => (
            <AutoComplete
              id={id}
              value={draft.path}
              onChange={(path: string) => onChange({ ...draft, path })}
              placeholder="COM3 或 /dev/ttyUSB0"
              options={list.map((port) => ({
                value: port.path,
                label: [port.path, port.maker, port.usb].filter((part) => part !== null).join(' · '),
              }))}
            />
          )}
        </Field>
        <Field label="波特率" hint="空着用型号的默认值">
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              value={draft.baudRate}
              maxLength={7}
              onChange={(event) => onChange({ ...draft, baudRate: event.target.value })}
            />
          )}
        </Field>
      </div>
      {found.data?.fault != null && (
        <FaultCard fault={found.data.fault} action={<Button onClick={found.reload}>再找一次</Button>} />
      )}
      {found.fault !== null && (
        <FaultCard fault={found.fault} action={<Button onClick={found.reload}>再找一次</Button>} />
      )}
    </>
  )
}
