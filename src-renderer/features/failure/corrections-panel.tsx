/** 更正: everything of a case that was written wrong and set right, in the order it was. */
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { CorrectionLine } from './correction-line.tsx'
import type { FailureDetail } from './step-dialog.tsx'

interface CorrectionsPanelProps {
  readonly detail: FailureDetail
  readonly onCorrect: () => void
}

export function CorrectionsPanel({ detail, onCorrect }: CorrectionsPanelProps) {
  const { corrections, correctable } = detail
  if (correctable.length === 0 && corrections.length === 0) return null
  return (
    <Panel
      title="更正"
      aside={
        correctable.length > 0 && (
          <Button size="small" onClick={onCorrect}>
            更正写错的一项
          </Button>
        )
      }
    >
      {corrections.length === 0 ? (
        <p className="quiet">
          没有更正。写错的姓名、编号、时间、数量和实验室结果可以更正,原记录保留;仪器数值、屏上签收和实验室签名文件不能更正。
        </p>
      ) : (
        <ul className="papers">
          {corrections.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: corrections only ever grow at their end
            <li key={index}>
              <CorrectionLine of={one} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
