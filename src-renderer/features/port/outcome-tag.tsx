/** What became of a frame, in a sign and a word; the reason's detail is on hover for the technician. */
import { outcomeReasonWords } from '#ui/outcome-words.ts'

export interface Outcome {
  readonly kind: 'reading' | 'ignored' | 'damaged'
  readonly reason: string | null
}

const outcomeWords = { reading: '✓ 读数', ignored: '– 不是结果', damaged: '▲ 损坏' } as const
const outcomeTags = { reading: 'tag tag-good', ignored: 'tag', damaged: 'tag tag-bad' } as const

export function OutcomeTag({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span className={outcomeTags[outcome.kind]} title={outcome.reason ?? undefined}>
      {outcomeWords[outcome.kind]}
      {outcome.reason !== null && outcome.kind !== 'reading' && ` · ${outcomeReasonWords(outcome.reason)}`}
    </span>
  )
}
