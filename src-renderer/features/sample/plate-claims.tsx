/** What waits on a plate for nothing but its time: one look at channels and values, one press, a claim for each. */
import type { PlateClaimView, PlateView } from '#contract/plate.ts'
import { Button } from '#ui/parts.ts'
import { claimReasonWords } from './sample-words.ts'

interface PlateClaimsProps {
  readonly plate: PlateView
  readonly busy: boolean
  readonly onClaim: (claims: readonly PlateClaimView[]) => void
}

export function PlateClaims({ plate, busy, onClaim }: PlateClaimsProps) {
  const sure = plate.claims.filter(({ sampleNo }) => sampleNo !== null)
  if (sure.length === 0) return null
  const reasons = [...new Set(sure.map(({ reason }) => claimReasonWords(reason)))].join(';')
  return (
    <div className="notebox row plate-again" role="status">
      <span>
        <b>? {sure.length} 个通道的读数没有自动认上:</b>
        {reasons}。核对下面各通道的样品和读数。
      </span>
      <Button type="primary" loading={busy} onClick={() => onClaim(sure)}>
        核对过,这 {sure.length} 个都是这一板的
      </Button>
    </div>
  )
}
