/** The fields of a line: a serial port, an address in the network, a folder of exported files, or a file to play back. */

import { TextField } from '#ui/text-field.tsx'
import { SerialFields } from './serial-fields.tsx'
import type { Draft } from './transport-draft.ts'

interface TransportFieldsProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** The model's own serial settings, e.g. `9600 8N1`; null while no model is chosen. */
  readonly usual: string | null
}

export function TransportFields({ draft, onChange, usual }: TransportFieldsProps) {
  switch (draft.kind) {
    case 'serial':
      return <SerialFields draft={draft} onChange={onChange} usual={usual} />
    case 'tcp-client':
    case 'tcp-server':
      return (
        <div className="form-grid">
          <TextField
            label={draft.kind === 'tcp-client' ? '仪器地址' : '本机地址'}
            hint={
              draft.kind === 'tcp-client' ? '仪器屏幕上的 IP,如 192.168.1.50' : '空着只接受本机;接受局域网填 0.0.0.0'
            }
            value={draft.host}
            maxLength={200}
            onChange={(text) => onChange({ ...draft, host: text })}
          />
          <TextField
            label="端口号"
            hint={draft.kind === 'tcp-server' ? '仪器里要填的端口号;0 由系统选' : '1 到 65535'}
            inputMode="numeric"
            value={draft.port}
            maxLength={5}
            onChange={(text) => onChange({ ...draft, port: text })}
          />
        </div>
      )
    case 'folder':
      return (
        <div className="form-grid">
          <TextField
            label="文件夹"
            hint="仪器自带软件把结果导出到这里;来一个新文件就读一个,原文件不动"
            value={draft.folder}
            maxLength={1000}
            placeholder="D:\导出 或 /home/kj/export"
            onChange={(text) => onChange({ ...draft, folder: text })}
          />
          <TextField
            label="只读哪些文件"
            hint="空着读 csv、txt、tsv、xlsx;如 *.csv"
            value={draft.pattern}
            maxLength={80}
            placeholder="*.csv"
            onChange={(text) => onChange({ ...draft, pattern: text })}
          />
        </div>
      )
    case 'replay':
      return (
        <TextField
          label="文件路径"
          hint="把以前录下的报文再放一遍,数据会当作真的收到"
          value={draft.file}
          maxLength={1000}
          onChange={(text) => onChange({ ...draft, file: text })}
        />
      )
  }
}
