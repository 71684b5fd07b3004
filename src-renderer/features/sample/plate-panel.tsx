/** One plate: what state it is in, whether it has its blank, its channels, and the way to take it off. */
import type { PlateClaimView, PlateView } from '#contract/plate.ts'
import { Panel } from '#ui/panel.tsx'
import { Button } from '#ui/parts.ts'
import { PlateBlank } from './plate-blank.tsx'
import { PlateClaims } from './plate-claims.tsx'
import { PlateGrid } from './plate-grid.tsx'
import { plateTitle, takeOffWords, unreadOf } from './plate-words.ts'

interface PlatePanelProps {
  readonly plate: PlateView
  readonly chosen: string | null
  readonly onChoose: (channel: string) => void
  readonly onTake: (channel: string) => void
  readonly busy: boolean
  readonly onBlank: () => void
  readonly onClaim: (claims: readonly PlateClaimView[]) => void
  readonly onEnd: () => void
}

export function PlatePanel({ plate, chosen, onChoose, onTake, busy, onBlank, onClaim, onEnd }: PlatePanelProps) {
  const editable = plate.state === 'loaded' || plate.state === 'filling'
  const waiting = unreadOf(plate)
  return (
    <Panel
      title={plateTitle(plate)}
      aside={
        <Button size="small" danger={!editable && waiting > 0} onClick={onEnd}>
          {takeOffWords(plate)}
        </Button>
      }
    >
      <div className="stack">
        <PlateBlank plate={plate} busy={busy} onBlank={onBlank} />
        <PlateClaims plate={plate} busy={busy} onClaim={onClaim} />
        <PlateGrid
          plate={plate}
          editable={editable}
          chosen={editable ? chosen : null}
          onChoose={onChoose}
          onTake={onTake}
        />
      </div>
    </Panel>
  )
}
