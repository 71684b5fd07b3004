/** The month as a file: how it is written, and the button that takes it; the station sends it piece by piece. */
import { useState } from 'react'
import { client, savePieces } from '#api'
import type { LedgerFormat } from '#contract/ledger.ts'
import { MainAction } from '#ui/desk-page.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Select } from '#ui/parts.ts'
import { keep, usePreference } from '#ui/preference.ts'

const formats: readonly { readonly value: LedgerFormat; readonly label: string }[] = [
  { value: 'xlsx', label: 'Excel (xlsx)' },
  { value: 'csv', label: 'CSV (UTF-8)' },
  { value: 'csv-gb18030', label: 'CSV (GB18030)' },
]

type Query = Omit<Parameters<typeof client.ledger.export>[0], 'format' | 'by'>

export function ExportFoot({ query, disabled }: { readonly query: Query; readonly disabled: boolean }) {
  const { by } = useOperator()
  const kept = usePreference('ledger-format')
  const format = formats.find(({ value }) => value === kept)?.value ?? 'xlsx'
  const [taken, setTaken] = useState(0)
  const act = useAct()
  const save = () =>
    void act.run(async () => {
      setTaken(0)
      const pieces: string[] = []
      let file = { name: '', mime: '' }
      for await (const { content, ...said } of await client.ledger.export({ ...query, format, by })) {
        file = said
        pieces.push(content)
        setTaken(pieces.length)
      }
      savePieces({ ...file, pieces })
    })
  return (
    <>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
      <Select
        aria-label="文件格式"
        className="ledger-format"
        value={format}
        options={[...formats]}
        onChange={(next: LedgerFormat) => keep('ledger-format', next)}
      />
      <MainAction onPress={save} busy={act.busy} disabled={disabled}>
        {act.busy ? `正在导出,第 ${taken + 1} 段` : '导出台账'}
      </MainAction>
    </>
  )
}
