/** A plate whose blank or positive control failed: why its results are 无效, and the way to run the same samples again. */
import type { PlateView, WellView } from '#contract/plate.ts'
import { Button } from '#ui/parts.ts'
import { brokenOf, unreadOf } from './plate-words.ts'
import { kindWords } from './sample-words.ts'

interface PlateAgainProps {
  readonly plate: PlateView
  /** Something is being filled beside it already. */
  readonly hasNext: boolean
  readonly busy: boolean
  /** New controls of the same kinds first, then the samples in the order of their channels. */
  readonly onAgain: (wells: readonly WellView[]) => void
}

export function PlateAgain({ plate, hasNext, busy, onAgain }: PlateAgainProps) {
  const broken = brokenOf(plate)
  if (broken === null) return null
  const { controls, samples } = broken
  const names = [...new Set(controls.map(({ kind }) => kindWords[kind]))].join('、')
  const place = ({ channel }: WellView) => plate.channels.indexOf(channel)
  const again = plate.wells
    .filter((well) => samples.includes(well) || well.kind === 'blank' || well.kind === 'positive-control')
    .sort((a, b) => Number(a.kind === 'ordinary') - Number(b.kind === 'ordinary') || place(a) - place(b))
  return (
    <div className="notebox row plate-again" role="status">
      <span>
        <b>✕ {names}不合格</b>,这一板 {samples.length} 个结果判无效。换新的{names},把这些样品再测一次。
      </span>
      {!hasNext && unreadOf(plate) === 0 && (
        <Button type="primary" loading={busy} onClick={() => onAgain(again)}>
          这 {samples.length} 个放到下一板
        </Button>
      )}
    </div>
  )
}
