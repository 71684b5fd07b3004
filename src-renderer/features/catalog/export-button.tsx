/** A list as a file, and the empty template; identity numbers leave masked. */
import { useState } from 'react'
import { client, savePaper } from '#api'
import type { CatalogName } from '#core/catalog/list.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { Button, Popover } from '#ui/parts.ts'

type Format = Parameters<typeof client.catalog.export>[0]['format']

const formats: readonly (readonly [Format, string])[] = [
  ['xlsx', 'Excel(xlsx)'],
  ['csv', 'CSV(UTF-8)'],
  ['csv-gb18030', 'CSV(GB18030,旧程序用)'],
]

export function ExportButton({ list, template = false }: { readonly list: CatalogName; readonly template?: boolean }) {
  const [open, setOpen] = useState(false)
  const act = useAct()
  const save = (format: Format) =>
    void act
      .run(async () => savePaper(await client.catalog.export({ list, format, template })))
      .then((done) => {
        if (done) setOpen(false)
      })
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack">
          {formats.map(([format, word]) => (
            <Button key={format} loading={act.busy} onClick={() => save(format)}>
              {word}
            </Button>
          ))}
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        </div>
      }
    >
      <Button>{template ? '下载模板' : '导出'}</Button>
    </Popover>
  )
}
