/** The legal path from above to below: each station with its clause, who did what when, and where the case stands now. */
import { type FactPart, partOf } from '#core/failure/facts.ts'
import { localText, type Moment } from '#core/time.ts'
import { shortText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { verdictWords } from '#ui/verdict-sign.tsx'
import { CorrectionLine } from './correction-line.tsx'
import { historyWords } from './failure-words.ts'
import { ImportResult } from './import-result.tsx'
import { type Station, type StationState, stationState, stations } from './legal-path.ts'
import { detailOf } from './step-details.ts'
import type { FailureDetail } from './step-dialog.tsx'

export interface HistoryEvent {
  readonly at: Moment
  readonly by: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

interface PathViewProps {
  readonly detail: FailureDetail
  readonly onCorrect: (parts: readonly FactPart[]) => void
  /** Something of the case was corrected by a file. */
  readonly onChanged: () => void
}

const stateWords: Readonly<Record<StationState, string>> = {
  done: '已完成',
  current: '现在',
  ahead: '',
  skipped: '不需要',
}
const stateShapes: Readonly<Partial<Record<StationState, string>>> = { done: '✓', skipped: '–' }

export function PathView({ detail, onCorrect, onChanged }: PathViewProps) {
  const { failure, history } = detail
  const happened = history.map(({ kind }) => kind)
  return (
    <Panel title="办理路径">
      <ol className="legal">
        {stations.map((station, index) => {
          const state = stationState(station, failure.stage, happened)
          return (
            <li
              key={station.key}
              className={`station station-${state}`}
              // Where one lands after a step was taken.
              tabIndex={-1}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              <span className="station-sign" aria-hidden="true">
                {stateShapes[state] ?? index + 1}
              </span>
              <div>
                <p className="station-name">
                  {station.name}
                  {stateWords[state] !== '' && <span className="station-state">{stateWords[state]}</span>}
                </p>
                <p className="station-asks">
                  <span>{station.asks}</span>
                  <span className="clause">{station.clause}</span>
                </p>
                <Proofs station={station} detail={detail} onCorrect={onCorrect} onChanged={onChanged} />
              </div>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

function Proofs({ station, detail, onCorrect, onChanged }: PathViewProps & { readonly station: Station }) {
  const { history } = detail
  const isHere = ({ fact }: { readonly fact: Parameters<typeof partOf>[0] }) => station.parts.includes(partOf(fact))
  const extra = station.key === 'confirm' ? ['refer'] : []
  const proofs = history.filter(({ kind }) => station.proofs.includes(kind) || extra.includes(kind))
  if (proofs.length === 0) return null
  return (
    <ul className="proofs">
      {proofs.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a case's history only ever grows at its end
        <li key={index}>
          <time>{shortText(localText(event.at))}</time>{' '}
          <b>
            {event.kind === 'retested' ? `复测${retestWord(event.data)}` : (historyWords[event.kind] ?? event.kind)}
          </b>
          <span>
            {detailOf(event)}
            {event.by !== '' && <span className="quiet"> · {event.by}</span>}
          </span>
        </li>
      ))}
      {detail.corrections.filter(isHere).map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: corrections only ever grow at their end
        <li key={`correction ${index}`}>
          <CorrectionLine of={one} />
        </li>
      ))}
      {station.key === 'confirm' && history.some(({ kind, data }) => kind === 'confirm' && data.file !== undefined) && (
        <li>
          <ImportResult correcting onDone={onChanged} />
        </li>
      )}
      {detail.correctable.some(isHere) && (
        <li>
          <Button size="small" type="link" aria-label={`更正:${station.name}`} onClick={() => onCorrect(station.parts)}>
            更正
          </Button>
        </li>
      )}
    </ul>
  )
}

function retestWord(data: Readonly<Record<string, unknown>>): string {
  const { verdict } = data
  const known = (Object.keys(verdictWords) as (keyof typeof verdictWords)[]).find((word) => word === verdict)
  return known === undefined ? '' : `:${verdictWords[known]}`
}
