/** The fields of the first step: the adapters to tap on and the speed, or an address in the network. */
import { client } from '#api'
import { ChoiceList } from '#ui/choice-list.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { useLoad } from '#ui/load.ts'
import { Button, Select } from '#ui/parts.ts'
import { serialChoices } from '#ui/serial-words.ts'
import { TextField } from '#ui/text-field.tsx'
import { linkText } from './learn-words.ts'
import { usualLinks, type Wire } from './wire.ts'

interface WireFieldsProps {
  readonly wire: Wire
  readonly onChange: (wire: Wire) => void
}

export function WireFields({ wire, onChange }: WireFieldsProps) {
  if (wire.kind === 'serial') return <SerialWire wire={wire} onChange={onChange} />
  return (
    <div className="form-grid">
      <TextField
        label={wire.kind === 'tcp-client' ? '仪器地址' : '本机地址'}
        hint={wire.kind === 'tcp-client' ? '仪器屏幕上的 IP,如 192.168.1.50' : '空着只接受本机;接受局域网填 0.0.0.0'}
        value={wire.host}
        maxLength={200}
        onChange={(text) => onChange({ ...wire, host: text })}
      />
      <TextField
        label="端口号"
        hint={wire.kind === 'tcp-client' ? '1 到 65535' : '仪器里要填的端口号;0 由系统选'}
        inputMode="numeric"
        value={wire.port}
        maxLength={5}
        onChange={(text) => onChange({ ...wire, port: text })}
      />
    </div>
  )
}

function SerialWire({ wire, onChange }: WireFieldsProps) {
  const found = useLoad('available', () => client.port.available({}))
  const list = found.data?.ports ?? []
  const fault = found.fault ?? found.data?.fault ?? null
  const again = <Button onClick={found.reload}>再找一次</Button>
  return (
    <>
      <ol className="learn-how">
        <li>仪器开机,用它原配的数据线接到电脑。</li>
        <li>关掉厂家自带的上位机软件,免得两个程序抢一个口。</li>
        <li>点一下它接的串口。分不清就先拔线、再找一次,看少了哪个。</li>
      </ol>
      {list.length > 0 && (
        <ChoiceList
          label="系统找到的串口"
          choices={serialChoices(list)}
          value={wire.path}
          onChoose={(path) => onChange({ ...wire, path })}
        />
      )}
      <div className="row row-wrap">
        {again}
        <span className="quiet">
          {found.data === null ? '正在查找串口…' : list.length === 0 ? '系统没有列出串口' : `找到 ${list.length} 个`}
        </span>
      </div>
      {fault !== null && <FaultCard fault={fault} action={again} />}
      <div className="form-grid">
        <TextField
          label="或手工填串口名称"
          hint="列表里没有时用"
          value={wire.path}
          maxLength={200}
          placeholder="COM3 或 /dev/ttyUSB0"
          onChange={(text) => onChange({ ...wire, path: text })}
        />
        <Field label="通信设置" hint="不知道就让程序自己试">
          {(id) => (
            <Select
              id={id}
              value={wire.link}
              onChange={(link: string) => onChange({ ...wire, link })}
              options={[
                { value: 'find', label: '不知道,自动试' },
                ...usualLinks.map((link, index) => ({ value: String(index), label: linkText(link) })),
              ]}
            />
          )}
        </Field>
      </div>
    </>
  )
}
