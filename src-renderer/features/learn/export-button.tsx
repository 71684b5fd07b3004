/** A learned driver as one file to take along. */
import { client, savePaper } from '#api'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { Button } from '#ui/parts.ts'
import { base64Of } from './file-bytes.ts'

export function ExportButton({ id, children }: { readonly id: string; readonly children: string }) {
  const act = useAct()
  const save = () =>
    void act.run(async () => {
      const { fileName, text } = await client.learn.export({ id })
      savePaper({ name: fileName, mime: 'application/json', content: base64Of(new TextEncoder().encode(text)) })
    })
  return (
    <>
      <Button loading={act.busy} onClick={save}>
        {children}
      </Button>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </>
  )
}
