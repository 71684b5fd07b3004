/** 接线: over which line the unknown analyzer speaks, or a file of what it said; and the drivers learned so far. */
import { useState } from 'react'
import { client } from '#api'
import { MainAction } from '#ui/desk-page.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { sizeText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button, Radio } from '#ui/parts.ts'
import { go } from '#ui/route.ts'
import { fileBase64, MOST_SAMPLE_BYTES } from './file-bytes.ts'
import { LearnPage } from './learn-page.tsx'
import { LearnedList } from './learned-list.tsx'
import { stepHref } from './steps.tsx'
import { emptyWire, linkOf, missingOf, transportOf, type Wire, wireKinds } from './wire.ts'
import { WireFields } from './wire-fields.tsx'

interface WireStepProps {
  /** A new recording begins: what was made of the old one is let go. */
  readonly onBegun: () => void
}

const kindWords: Readonly<Record<Wire['kind'], string>> = {
  serial: '串口线',
  'tcp-client': '网络:去连仪器',
  'tcp-server': '网络:等仪器连',
}

export function WireStep({ onBegun }: WireStepProps) {
  const act = useAct()
  const recorded = useLoad('learn', () => client.learn.state({}))
  const [wire, setWire] = useState<Wire>(emptyWire)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const missing = missingOf(wire)
  const begun = (work: () => Promise<unknown>) =>
    void act.run(work).then((done) => {
      if (!done) return
      onBegun()
      go(stepHref('receive'))
    })
  const listen = () => {
    const transport = transportOf(wire)
    const link = linkOf(wire)
    if (transport !== null) begun(() => client.learn.listen({ transport, ...(link === null ? {} : { link }) }))
  }
  const take = (file: File) => {
    setTooLarge(file.size > MOST_SAMPLE_BYTES ? `${file.name} 有 ${sizeText(file.size)},超过 2 MB;请截取一段` : null)
    if (file.size <= MOST_SAMPLE_BYTES) begun(async () => client.learn.sample({ base64: await fileBase64(file) }))
  }
  const held = recorded.data !== null && recorded.data.bytes > 0 ? recorded.data : null
  return (
    <LearnPage
      step="wire"
      onEnter={() => {
        if (missing === null) listen()
      }}
      note={missing ?? '按下后开始听,仪器上照常测样品、按“打印/上传”就行'}
      action={
        <MainAction onPress={listen} busy={act.busy} disabled={missing !== null} byEnter>
          开始收数据
        </MainAction>
      }
    >
      <div className="learn-two">
        <div className="stack">
          <Panel title="仪器接在哪里">
            <div className="stack">
              {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
              <Radio.Group
                aria-label="怎么连"
                optionType="button"
                value={wire.kind}
                onChange={(event) => {
                  const kind = wireKinds.find((one) => one === event.target.value)
                  if (kind !== undefined) setWire({ ...wire, kind })
                }}
                options={wireKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
              />
              <WireFields wire={wire} onChange={setWire} />
            </div>
          </Panel>
        </div>
        <div className="stack">
          <Panel title="或者用现成的数据">
            <div className="stack">
              <div className="row row-wrap">
                <FileButton busy={act.busy} onFile={take}>
                  选一个录好的文件…
                </FileButton>
                {held !== null && (
                  <Button onClick={() => go(stepHref('receive'))}>接着用上次录的({held.lines.length} 行)</Button>
                )}
              </div>
              <p className="quiet small">串口助手存下的文件、本程序录的 .kjrec 都行。</p>
              {tooLarge !== null && <p className="notebox">▲ {tooLarge}</p>}
            </div>
          </Panel>
          <LearnedList />
        </div>
      </div>
    </LearnPage>
  )
}
