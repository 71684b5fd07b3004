/** 处理过的读数: who claimed what for which sample, newest first; each can be taken back until its result has left the room. */
import { client } from '#api'
import type { SettledClaim } from '#contract/sample.ts'
import { localText } from '#core/time.ts'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { usePages } from '#ui/load.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { ValueText } from '#ui/value-text.tsx'
import { WithdrawnNote } from '#ui/withdrawn-note.tsx'
import { awaitedWords, releaseWords } from './sample-words.ts'
import { UndoButton } from './undo-button.tsx'

const columns: readonly Column<SettledClaim>[] = [
  { key: 'at', name: '处理', className: 'nowrap', cell: (row) => shortText(localText(row.at)) },
  {
    key: 'value',
    name: '读数 · 项目',
    cell: (row) => (
      <span className="two">
        <ValueText value={row.value} unit={row.unit} />
        <small>{row.item}</small>
      </span>
    ),
  },
  {
    key: 'sample',
    name: '认给了',
    cell: (row) => (row.row === null ? '不是样品,不算' : `${row.row.sampleNo} ${row.row.food}`),
  },
  {
    key: 'why',
    name: '谁 · 为什么',
    cell: (row) => (
      <span className="two">
        <span>{row.by === 'station' ? '本机' : row.by}</span>
        <small>{row.by === 'station' ? (awaitedWords[row.why] ?? row.why) : row.why}</small>
      </span>
    ),
  },
  { key: 'undo', name: '', cell: (row) => <UndoCell claim={row} /> },
]

function UndoCell({ claim }: { readonly claim: SettledClaim }) {
  if (claim.withdrawn !== null) return <WithdrawnNote withdrawn={claim.withdrawn} />
  if (claim.released !== null) return <small>{releaseWords[claim.released]}</small>
  return <UndoButton claim={claim} />
}

export function SettledClaims() {
  const settled = usePages<SettledClaim>(
    'settled claims',
    (after) => client.sample.settled({ after, limit: 20 }),
    // A reading that was claimed, taken back and claimed again stands here twice.
    (row) => `${row.readingId} ${row.at.utc}`,
    ['reading.unclaimed', 'result.recorded', 'outbox.moved', 'notice.changed', 'failure.moved'],
  )
  if (settled.rows === null || settled.rows.length === 0) return null
  return (
    <Panel title="处理过的读数" flush aside="结果上报、公示之前可以撤销">
      <Ledger
        label="处理过的读数"
        columns={columns}
        rows={settled.rows}
        idOf={(row) => `${row.readingId} ${row.at.utc}`}
        classOf={(row) => (row.withdrawn === null ? '' : 'row-withdrawn')}
        more={settled.more}
        onMore={settled.loadMore}
      />
    </Panel>
  )
}
