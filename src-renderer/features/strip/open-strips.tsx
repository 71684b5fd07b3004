/** Every strip that is developing now, whatever sample it belongs to. */
import type { ReactNode } from 'react'
import { client } from '#api'
import type { StripView } from '#contract/strip.ts'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { useStripPhase } from './strip-clock.ts'
import { minutesText } from './strip-words.ts'

export function OpenStrips({ empty }: { readonly empty: ReactNode }) {
  const strips = useLoad('open strips', () => client.strip.open({}), ['sample.changed'])
  return (
    <Answered of={strips}>
      {(list) =>
        list.length === 0 ? (
          empty
        ) : (
          <Panel title="正在显色" flush>
            <ul className="strip-open-list">
              {list.map((strip) => (
                <OpenStrip key={strip.id} strip={strip} onTurn={strips.reload} />
              ))}
            </ul>
          </Panel>
        )
      }
    </Answered>
  )
}

function OpenStrip({ strip, onTurn }: { readonly strip: StripView; readonly onTurn: () => void }) {
  const phase = useStripPhase(strip, onTurn)
  const words =
    phase.kind === 'early'
      ? `再等 ${minutesText(phase.secondsLeft)}`
      : phase.kind === 'open'
        ? `现在判读,还剩 ${minutesText(phase.secondsLeft)}`
        : '过了判读时间'
  return (
    <li>
      <a href={link('strip', [strip.sampleId])}>
        {strip.food} {strip.sampleNo} · {strip.item}
      </a>
      <b className={`strip-tone-${phase.kind}`}>{words}</b>
    </li>
  )
}
