/** The strips of a sample that have ended: what was read by whom, or why nothing was. */
import type { StripView } from '#contract/strip.ts'
import { localText } from '#core/time.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { VerdictSign } from '#ui/verdict-sign.tsx'
import { endWords } from './strip-words.ts'

export function StripPast({ strips }: { readonly strips: readonly StripView[] }) {
  if (strips.length === 0) return null
  return (
    <Panel title="这个样品用过的试纸条" aside={`${strips.length} 条`}>
      <ul className="stack">
        {strips.map((strip) => (
          <li key={strip.id} className="row row-wrap">
            {strip.end?.result != null && <VerdictSign verdict={strip.end.result.verdict} />}
            <span>{strip.item}</span>
            <span className="tag">人工判读</span>
            <span className="quiet">批号 {strip.lot}</span>
            <span>{endWords(strip.end?.why ?? '')}</span>
            <span className="quiet">
              {shortText(localText(strip.end?.at ?? strip.startedAt))}{' '}
              {strip.readers.length === 0 ? strip.end?.by : strip.readers.join('、')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
