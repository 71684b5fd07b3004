/** Every frame of a line as it was kept, newest first, as text or as hex, each with what became of it. */
import { useState } from 'react'
import { client } from '#api'
import { localText } from '#core/time.ts'
import { type BytesView, BytesViewSwitch } from '#ui/bytes-view.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useLoad } from '#ui/load.ts'
import { dayText, secondText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { RawBytes } from '#ui/raw-bytes.tsx'
import { VisibleText } from '#ui/visible-text.tsx'
import { Answered } from '#ui/waiting.tsx'
import { OutcomeTags } from './outcome-tags.tsx'
import { heardNews } from './port-news.ts'

type FrameRow = Awaited<ReturnType<typeof client.port.frames>>[number]

export function FrameList({ name }: { readonly name: string }) {
  const frames = useLoad(`frames ${name}`, () => client.port.frames({ name, limit: 100 }), heardNews)
  const [view, setView] = useState<BytesView>('text')
  return (
    <Panel title="原始报文,最新在前" aside={<BytesViewSwitch view={view} onChange={setView} />}>
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
  )
}

function Frame({ frame, view }: { readonly frame: FrameRow; readonly view: BytesView }) {
  const local = localText(frame.heardAt)
  return (
    <li>
      <p className="frame-head">
        <time title={dayText(local)}>{secondText(local)}</time>
        <span className="quiet">第 {frame.id} 号</span>
        <HashText sha256={frame.sha256} />
        <OutcomeTags outcomes={frame.outcomes} />
      </p>
      {view === 'hex' ? (
        <RawBytes hex={frame.hex} />
      ) : (
        <pre className="raw frame-text">
          <VisibleText text={frame.text} />
        </pre>
      )}
    </li>
  )
}
