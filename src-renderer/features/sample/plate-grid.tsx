/** The channels of a plate as they lie on the device: who waits where, and the sign of each verdict as it comes. */
import type { PlateClaimView, PlateView, WellView } from '#contract/plate.ts'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { ValueText } from '#ui/value-text.tsx'
import { VerdictSign } from '#ui/verdict-sign.tsx'
import { besideOf, controlShown } from './plate-words.ts'
import { kindWords } from './sample-words.ts'

interface PlateGridProps {
  readonly plate: PlateView
  readonly editable: boolean
  readonly chosen: string | null
  readonly onChoose: (channel: string) => void
  readonly onTake: (channel: string) => void
}

export function PlateGrid({ plate, editable, chosen, onChoose, onTake }: PlateGridProps) {
  // Letters run down the columns, numbers along the rows: both are laid out row by row on the screen.
  const { shape, channels } = plate
  const order =
    shape.kind === 'numbers'
      ? channels
      : Array.from({ length: shape.rows }, (_, row) =>
          Array.from({ length: shape.columns }, (_, column) => channels[column * shape.rows + row] ?? ''),
        ).flat()
  return (
    <ol
      className={plate.columns > 6 ? 'plate plate-dense' : 'plate'}
      style={{ gridTemplateColumns: `repeat(${plate.columns}, minmax(0, 1fr))` }}
      aria-label="通道"
    >
      {order.map((channel) => {
        const well = plate.wells.find((one) => one.channel === channel)
        const claim = plate.claims.find((one) => one.channel === channel)
        const awaiting = plate.awaiting.includes(channel)
        const beside = well === undefined ? [] : besideOf(plate, well)
        return (
          <li key={channel} className={classOf(well, claim !== undefined, chosen === channel)}>
            <span className="well-no">
              {channel}
              {beside.length > 0 && <b className="well-beside"> 平行 {beside.join('、')}</b>}
            </span>
            {well === undefined ? (
              <EmptyWell channel={channel} claim={claim} editable={editable} onChoose={onChoose} />
            ) : (
              <FullWell well={well} claim={claim} awaiting={awaiting} editable={editable} onTake={onTake} />
            )}
          </li>
        )
      })}
    </ol>
  )
}

interface EmptyWellProps {
  readonly channel: string
  readonly claim: PlateClaimView | undefined
  readonly editable: boolean
  readonly onChoose: (channel: string) => void
}

function EmptyWell({ channel, claim, editable, onChoose }: EmptyWellProps) {
  if (claim !== undefined) return <ClaimLink claim={claim} />
  if (!editable) return <span className="quiet">空</span>
  return (
    <Button size="small" type="text" onClick={() => onChoose(channel)} aria-label={`下一个放到 ${channel} 号通道`}>
      空
    </Button>
  )
}

interface FullWellProps {
  readonly well: WellView
  readonly claim: PlateClaimView | undefined
  /** Read, and waiting for the plate's blank. */
  readonly awaiting: boolean
  readonly editable: boolean
  readonly onTake: (channel: string) => void
}

function FullWell({ well, claim, awaiting, editable, onTake }: FullWellProps) {
  const { channel, sampleId, sampleNo, kind, food, stallCode, verdict, value, unit } = well
  const shown = controlShown(well)
  return (
    <>
      <a className="well-food" href={link('sample', [sampleId])} title={`${sampleNo} ${food} ${stallCode ?? ''}`}>
        {kind === 'ordinary' ? food : kindWords[kind]}
      </a>
      <span className="well-what">
        <b>{sampleNo.slice(-4)}</b> {stallCode ?? ''}
      </span>
      {verdict !== null ? (
        <span className="well-verdict">
          {shown === null ? <VerdictSign verdict={verdict} /> : <b>{shownWords[shown]}</b>}
          {value !== null && <ValueText value={value} unit={unit} />}
        </span>
      ) : claim !== undefined ? (
        <ClaimLink claim={claim} />
      ) : editable ? (
        <Button
          size="small"
          type="text"
          onClick={() => onTake(channel)}
          aria-label={`取下 ${channel} 号通道的 ${sampleNo}`}
        >
          取下
        </Button>
      ) : (
        <span className="quiet small">{awaiting ? '已读,等空白' : '等读数'}</span>
      )}
    </>
  )
}

function ClaimLink({ claim: { readingId, value, unit } }: { readonly claim: PlateClaimView }) {
  return (
    <a className="well-verdict" href={link('sample', ['claim', readingId])}>
      ? 待认领 <ValueText value={value} unit={unit} />
    </a>
  )
}

/** A positive control that reads positive is good news: the plate says what a control showed, not its verdict. */
const shownWords = { passed: '✓ 合格', failed: '✕ 不合格', unread: '? 判不了' } as const
const shownClass = { passed: 'negative', failed: 'positive', unread: 'undecided' } as const

function classOf(well: WellView | undefined, claimed: boolean, chosen: boolean): string {
  const shown = well === undefined ? null : controlShown(well)
  const read = shown === null ? well?.verdict : shownClass[shown]
  const state = claimed ? 'claim' : well === undefined ? 'free' : (read ?? 'waiting')
  return `well well-${state}${chosen ? ' well-chosen' : ''}`
}
