/** The same sample a second time on a plate: a parallel, or a slip. Never answered by Enter, which ends every scan. */
import type { OnPlateAgain } from '#core/sample/parallel.ts'
import { KeyHint } from '#ui/key-hint.tsx'
import { Button } from '#ui/parts.ts'
import { useKey } from '#ui/use-key.ts'

interface PlateTwiceProps {
  /** Where it stands, as the station says it. */
  readonly channels: string
  readonly onAnswer: (again: OnPlateAgain) => void
  readonly onClose: () => void
}

export function PlateTwice({ channels, onAnswer, onClose }: PlateTwiceProps) {
  useKey('F8', () => onAnswer('parallel'))
  useKey('F9', () => onAnswer('move'))
  return (
    <div className="notebox row plate-again plate-twice" role="status">
      <span>
        同一样品已在 <b>{channels}</b> 号通道,作平行样?
      </span>
      <span className="row">
        <Button type="primary" onClick={() => onAnswer('parallel')}>
          作平行样
          <KeyHint keys="F8" />
        </Button>
        <Button onClick={() => onAnswer('move')}>
          移到新通道
          <KeyHint keys="F9" />
        </Button>
        <Button type="text" onClick={onClose}>
          不放
        </Button>
      </span>
    </div>
  )
}
