/** What an instrument measured last, in its own words: two times and the gap between them, its value and its own verdict. */
import { client } from '#api'
import { localText } from '#core/time.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { type Column, Ledger } from '#ui/ledger.tsx'
import { useLoad } from '#ui/load.ts'
import { secondText, shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { ValueText } from '#ui/value-text.tsx'
import { Answered } from '#ui/waiting.tsx'
import { heardNews } from './port-news.ts'
import { offsetWords } from './port-words.ts'

type Reading = Awaited<ReturnType<typeof client.port.readings>>[number]

/** As the answer's `clockWrong`. */
const wrongSeconds = 300

const columns = (nameOf: (item: string) => string): readonly Column<Reading>[] => [
  {
    key: 'heard',
    name: '收到',
    className: 'nowrap',
    cell: ({ heardAt }) => {
      const local = localText(heardAt)
      return <time title={local.replace('T', ' ')}>{`${shortText(local).slice(0, 5)} ${secondText(local)}`}</time>
    },
  },
  {
    key: 'measured',
    name: '仪器时间',
    className: 'nowrap',
    cell: ({ measuredAt, offset }) =>
      measuredAt === null ? (
        <span className="quiet">没有报</span>
      ) : (
        <span className="two">
          <span>{measuredAt.replace('T', ' ').slice(5)}</span>
          {offset !== null && (
            <small className={Math.abs(offset) > wrongSeconds ? 'port-warn' : ''}>
              {Math.abs(offset) > wrongSeconds ? '▲ ' : ''}
              {offsetWords(offset)}
            </small>
          )}
        </span>
      ),
  },
  {
    key: 'sample',
    name: '样品号 · 通道',
    cell: ({ sampleNo, channel, control }) => (
      <span className="two">
        <span>{sampleNo ?? <span className="quiet">没有报</span>}</span>
        <small>
          {channel === null ? '' : `${channel} 号通道`}
          {control && <span className="tag">质控</span>}
        </small>
      </span>
    ),
  },
  {
    key: 'item',
    name: '项目',
    cell: ({ item }) => (
      <span className="two">
        <span>{nameOf(item)}</span>
        {nameOf(item) !== item && <small>仪器报:{item}</small>}
      </span>
    ),
  },
  {
    key: 'value',
    name: '数值',
    className: 'number',
    cell: ({ event, value, unit }) =>
      event === 'invalid' ? (
        <span className="verdict verdict-invalid">✕ 无效</span>
      ) : (
        <ValueText value={value} unit={unit} />
      ),
  },
  { key: 'flag', name: '仪器自己的结论', cell: ({ flag }) => flag ?? <span className="quiet">—</span> },
]

interface ReadingTableProps {
  readonly name: string
  readonly itemNames: Readonly<Record<string, string>>
}

export function ReadingTable({ name, itemNames }: ReadingTableProps) {
  const readings = useLoad(`readings ${name}`, () => client.port.readings({ name, limit: 100 }), heardNews)
  return (
    <Panel title="最近读数,最新在前" aside="数值与结论照仪器原样" flush>
      <Answered of={readings}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="还没有读数">在仪器上测一个样品并发送,这里会立刻显示。</EmptyState>
          ) : (
            <Ledger
              label="最近读数"
              columns={columns((item) => itemNames[item.trim()] ?? item)}
              rows={rows}
              idOf={({ id }) => id}
            />
          )
        }
      </Answered>
    </Panel>
  )
}
