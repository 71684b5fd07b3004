/** Before the start: a plate whose results would be 无效 for want of a blank, and the blank by one press. While it runs: what waits for it. */
import type { PlateView } from '#contract/plate.ts'
import { Button } from '#ui/parts.ts'

interface PlateBlankProps {
  readonly plate: PlateView
  readonly busy: boolean
  readonly onBlank: () => void
}

export function PlateBlank({ plate, busy, onBlank }: PlateBlankProps) {
  if (plate.lacksBlank) {
    const full = plate.wells.length >= plate.channels.length
    return (
      <div className="notebox row plate-again" role="status">
        <span>
          <b>▲ 现在没有合格的空白对照,这一板的结果会判无效。</b>
          {full && '这一板已满:先取下一个样品,给空白留一个通道。'}
        </span>
        <Button type="primary" loading={busy} disabled={full} onClick={onBlank}>
          放空白对照到下一个空通道
        </Button>
      </div>
    )
  }
  const waiting = plate.awaiting.length
  if (waiting === 0) return null
  const blank = plate.wells.find(({ kind, verdict }) => kind === 'blank' && verdict === null)
  return (
    <div className="notebox" role="status">
      {waiting} 个通道已经读到,等空白对照{blank !== undefined && `(${blank.channel} 号通道)`}出数后一起判定。
    </div>
  )
}
