/** A plate whose blank or positive control failed, or that had no blank: why its results are 无效, and the way to run the same samples again. */
import type { PlateView } from '#contract/plate.ts'
import { Button } from '#ui/parts.ts'
import { link } from '#ui/route.ts'
import { againOf, brokenOf, type Putting, unreadOf } from './plate-words.ts'
import { kindWords } from './sample-words.ts'

interface PlateAgainProps {
  readonly plate: PlateView
  /** Something is being filled beside it already. */
  readonly hasNext: boolean
  readonly busy: boolean
  readonly onAgain: (what: readonly Putting[]) => void
}

export function PlateAgain({ plate, hasNext, busy, onAgain }: PlateAgainProps) {
  const broken = brokenOf(plate)
  if (broken === null) return null
  const { controls, samples } = broken
  const names = [...new Set(controls.map(({ kind }) => kindWords[kind]))].join('、')
  return (
    <div className="notebox row plate-again" role="status">
      {controls.length === 0 ? (
        <span>
          <b>✕ 没有合格的空白对照</b>,这一板 {samples.length}{' '}
          个结果判无效。放一个空白对照,把这些样品再测一次;必须没有空白也测的,先
          <a href={link('control')}>请第二人签字放行</a>。
        </span>
      ) : (
        <span>
          <b>✕ {names}不合格</b>,这一板 {samples.length} 个结果判无效。换新的{names},把这些样品再测一次。
        </span>
      )}
      {!hasNext && unreadOf(plate) === 0 && (
        <Button type="primary" loading={busy} onClick={() => onAgain(againOf(plate, samples))}>
          这 {samples.length} 个放到下一板
        </Button>
      )}
    </div>
  )
}
