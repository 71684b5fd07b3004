/** The three newest readings of an instrument, for its card: when, which sample, what. */
import { client } from '#api'
import { localText } from '#core/time.ts'
import { useLoad } from '#ui/load.ts'
import { clockText } from '#ui/local-words.ts'
import { ValueText } from '#ui/value-text.tsx'
import { heardNews } from './port-news.ts'

const few = 3

export function LastReadings({ name }: { readonly name: string }) {
  const readings = useLoad(`last ${name}`, () => client.port.readings({ name, limit: few }), heardNews)
  const rows = readings.data ?? []
  return (
    <ol className="last" aria-label="最近读数">
      {rows.map((row) => (
        <li key={row.id}>
          <time>{clockText(localText(row.heardAt))}</time>
          <span className="last-what">
            {row.sampleNo ?? (row.channel === null ? '—' : `${row.channel} 号通道`)}
            <span className="quiet"> {row.item}</span>
          </span>
          {row.event === 'invalid' ? <b>✕ 无效</b> : <ValueText value={row.value} unit={row.unit} />}
        </li>
      ))}
      {readings.data !== null && rows.length === 0 && <li className="quiet">还没有读数</li>}
    </ol>
  )
}
