/** One instrument's line: its card, and every frame as text and as hex, each with what became of it. */
import { useState } from 'react'
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { localText, type Moment } from '#core/time.ts'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { dayText, secondText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { Button, Modal, Segmented } from '#ui/parts.ts'
import { RawBytes } from '#ui/raw-bytes.tsx'
import { go, link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { outcomeReasonWords, pieces } from './frame-words.ts'
import { PortCard } from './port-card.tsx'

type View = 'text' | 'hex'

interface FrameRow {
  readonly id: number
  readonly heardAt: Moment
  readonly sha256: string
  readonly hex: string
  readonly text: string
  readonly outcomes: readonly { readonly kind: 'reading' | 'ignored' | 'damaged'; readonly reason: string | null }[]
}

const outcomeWords = { reading: '✓ 读数', ignored: '– 不是结果', damaged: '▲ 损坏' } as const

export function PortPage({ name }: { readonly name: string }) {
  const ports = useLoad('ports', () => client.port.list({}), [
    'port.changed',
    'result.recorded',
    'frame.damaged',
    'reading.unclaimed',
  ])
  const frames = useLoad(`frames ${name}`, () => client.port.frames({ name, limit: 100 }), [
    'result.recorded',
    'frame.damaged',
    'reading.unclaimed',
    'port.changed',
  ])
  const [view, setView] = useState<View>('text')
  const port = ports.data?.find((one) => one.name === name)
  return (
    <DeskPage
      title={
        <>
          仪器 <span className="quiet">{name}</span>
        </>
      }
      tools={
        <>
          {port !== undefined && <RemoveButton port={port} />}
          <Button onClick={() => go(link('port'))}>返回 Esc</Button>
        </>
      }
    >
      <div className="port-page">
        <div>{port !== undefined && <PortCard port={port} onChanged={ports.reload} alone />}</div>
        <Panel
          title="原始报文,最新在前"
          aside={
            <Segmented
              value={view}
              onChange={(next: View) => setView(next)}
              options={[
                { value: 'text', label: '文字' },
                { value: 'hex', label: '十六进制' },
              ]}
            />
          }
        >
          <Answered of={frames}>
            {(rows) =>
              rows.length === 0 ? (
                <EmptyState title="还没有收到报文">在仪器上发送一条结果,这里会立刻显示。</EmptyState>
              ) : (
                <ol className="frames">
                  {rows.map((frame) => (
                    <Frame key={frame.id} frame={frame} view={view} />
                  ))}
                </ol>
              )
            }
          </Answered>
        </Panel>
      </div>
    </DeskPage>
  )
}

function Frame({ frame, view }: { readonly frame: FrameRow; readonly view: View }) {
  const local = localText(frame.heardAt)
  return (
    <li>
      <p className="frame-head">
        <time title={dayText(local)}>{secondText(local)}</time>
        <span className="quiet">第 {frame.id} 号</span>
        <HashText sha256={frame.sha256} />
        {frame.outcomes.map((outcome, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: outcomes of a frame are written once and never change
            key={index}
            className={outcome.kind === 'damaged' ? 'tag tag-bad' : outcome.kind === 'reading' ? 'tag tag-good' : 'tag'}
            title={outcome.reason ?? undefined}
          >
            {outcomeWords[outcome.kind]}
            {outcome.reason !== null && outcome.kind !== 'reading' && ` · ${outcomeReasonWords(outcome.reason)}`}
          </span>
        ))}
      </p>
      {view === 'hex' ? <RawBytes hex={frame.hex} /> : <FrameText text={frame.text} />}
    </li>
  )
}

function FrameText({ text }: { readonly text: string }) {
  return (
    <pre className="raw frame-text">
      {pieces(text).map((piece) =>
        piece.control ? (
          <span key={piece.at} className="control">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </pre>
  )
}

function RemoveButton({ port }: { readonly port: PortView }) {
  const { by } = useOperator()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const remove = () =>
    void act
      .run(() => client.port.remove({ name: port.name, by }))
      .then((done) => {
        if (done) go(link('port'))
      })
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        移除这台仪器…
      </Button>
      <Modal open={asking} title={`移除 ${port.name}`} footer={null} onCancel={() => setAsking(false)}>
        <div className="stack">
          <p>移除后不再接收它的数据。已经收到的 {port.frames} 条报文和全部结果都保留。</p>
          {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
          <div className="row dialog-foot">
            <Button onClick={() => setAsking(false)}>不移除</Button>
            <Button danger type="primary" loading={act.busy} onClick={remove}>
              停止接收并移除 {port.name}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
