/** A file is tried first: what each row would do, and why a row cannot. Only then it is taken, and only the good rows. */
import { useState } from 'react'
import { client } from '#api'
import type { ImportReportView } from '#contract/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { listWords } from '#core/catalog/words.ts'
import { DeskPage, MainAction } from '#ui/desk-page.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { useAct } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { ExportButton } from './export-button.tsx'
import { fileBase64, MOST_BYTES } from './file-content.ts'
import { ImportProgress } from './import-progress.tsx'
import { ImportReport } from './import-report.tsx'

interface Chosen {
  readonly name: string
  readonly content: string
}

export function ImportPage({ list }: { readonly list: CatalogName }) {
  const { by } = useOperator()
  const act = useAct()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [report, setReport] = useState<ImportReportView | null>(null)
  const [taken, setTaken] = useState(false)
  const [tooLong, setTooLong] = useState(false)

  const look = (file: File) => {
    setReport(null)
    setTaken(false)
    setTooLong(file.size > MOST_BYTES)
    if (file.size > MOST_BYTES) return
    void act.run(async () => {
      const given = { name: file.name.slice(-120), content: await fileBase64(file) }
      setChosen(given)
      // An empty file has no content that a request could carry.
      setReport(await client.catalog.tryImport({ list, ...given, content: given.content || 'AA==', by }))
    })
  }
  const take = () => {
    if (chosen === null) return
    void act.run(async () => {
      setReport(await client.catalog.import({ list, ...chosen, by }))
      setTaken(true)
    })
  }
  const count = report === null ? 0 : report.counts.new + report.counts.changed
  return (
    <DeskPage
      className="catalog-desk"
      title={`导入${listWords[list]}`}
      tools={<Button onClick={() => go(link('catalog', [list]))}>回到{listWords[list]}</Button>}
      note={
        <span role="status">
          {taken && report !== null
            ? `✓ 已导入:新增 ${report.counts.new},修改 ${report.counts.changed},跳过 ${report.counts.refused}`
            : report !== null && count === 0
              ? '这个文件不会改变任何内容'
              : report !== null
                ? `还没有写入;有问题的 ${report.counts.refused} 行不会导入`
                : '先选择文件;没有现成的,先下载模板填好'}
        </span>
      }
      action={
        report === null || taken ? undefined : (
          <MainAction busy={act.busy} disabled={count === 0} onPress={take}>
            {`导入 ${count} 行`}
          </MainAction>
        )
      }
    >
      <div className="stack">
        <Panel title="选择文件" aside="Excel(xlsx)或 CSV(UTF-8、GB18030);第一步只检查,不写入">
          <div className="row row-wrap">
            <FileButton accept=".xlsx,.csv,.txt" busy={act.busy} onFile={look}>
              选择文件
            </FileButton>
            <ExportButton list={list} template />
            {chosen !== null && <span>{chosen.name}</span>}
          </div>
          <p className="quiet small">
            空着的单元格不会抹掉已有的内容;同一个文件再导入一次,什么也不会变。公式和合并的单元格不会被猜,会指出是哪一行。
          </p>
          {tooLong && <p className="notebox">▲ 文件超过 12 MB。请分成几个文件,或另存为 CSV。</p>}
        </Panel>
        {act.busy && <ImportProgress />}
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        {report !== null && <ImportReport report={report} taken={taken} />}
      </div>
    </DeskPage>
  )
}
