/** The live line: bytes and characters side by side as they pass, in both directions, with the frames the station kept marked. */
import { useEffect, useRef, useState } from 'react'
import { client } from '#api'
import { localText, momentOf } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { secondText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { useEvery } from '#ui/use-every.ts'
import { VisibleText } from '#ui/visible-text.tsx'
import { Answered } from '#ui/waiting.tsx'
import { type LiveRow, liveRows } from './live-lines.ts'
import { OutcomeTags } from './outcome-tags.tsx'

const EACH_SECOND = 1_000

export function LiveLine({ name }: { readonly name: string }) {
  const live = useLoad(`live ${name}`, async () => {
    const [pieces, frames] = await Promise.all([client.port.live({ name }), client.port.frames({ name, limit: 50 })])
    return liveRows(pieces, frames)
  })
  const [held, setHeld] = useState(false)
  useEvery(EACH_SECOND, live.reload, !held)
  return (
    <Panel
      title="实时线路"
      className="live-panel"
      flush
      aside={
        <>
          <span className="live-key">
            <b className="live-in">← 仪器发来</b> <b className="live-out">→ 本机发出</b> <span>▌ 一条完整报文</span>
          </span>
          <Button aria-pressed={held} onClick={() => setHeld(!held)}>
            {held ? '▶ 继续' : '停住不动'}
          </Button>
        </>
      }
    >
      <Answered of={live}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="线上还没有动静">在仪器上测一个样品,或按“打印/上传”,这里马上会跳出字节。</EmptyState>
          ) : (
            <Rows rows={rows} held={held} />
          )
        }
      </Answered>
    </Panel>
  )
}

function Rows({ rows, held }: { readonly rows: readonly LiveRow[]; readonly held: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const last = rows.at(-1)
  // The newest is at the bottom, as on paper; whoever has scrolled up is left where they are.
  const follows = useRef(true)
  useEffect(() => {
    const element = box.current
    if (element !== null && last !== undefined && follows.current && !held) element.scrollTop = element.scrollHeight
  }, [last, held])
  return (
    <div
      ref={box}
      className="live"
      role="log"
      aria-label="线上的字节,最新在最下"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < 40
      }}
    >
      {rows.map((row, index) => (
        <Row key={row.key} row={row} before={rows[index - 1]} />
      ))}
    </div>
  )
}

function Row({ row, before }: { readonly row: LiveRow; readonly before: LiveRow | undefined }) {
  const fresh = before === undefined || before.at !== row.at || before.dir !== row.dir
  const mark = row.mark === null ? '' : `live-frame live-shade-${row.mark.shade}`
  return (
    <div
      className={`live-row live-${row.dir} ${mark} ${row.begins ? 'live-begins' : ''} ${row.ends ? 'live-ends' : ''}`}
    >
      <time>{fresh ? secondText(localText(momentOf(row.at))) : ''}</time>
      <b className="live-arrow" title={row.dir === 'in' ? '仪器发来' : '本机发出'}>
        {fresh ? (row.dir === 'in' ? '←' : '→') : ''}
      </b>
      <code className="live-hex">{row.hex}</code>
      <span className="live-text">
        <VisibleText text={row.text} />
        {row.ends && row.mark !== null && <OutcomeTags outcomes={row.mark.outcomes} />}
      </span>
    </div>
  )
}
