/** What is known against a stall: how often it failed this quarter, and what is to be tested again today. */
import { StallMark } from '#ui/stall-mark.tsx'

interface StallNoteProps {
  readonly mark: Parameters<typeof StallMark>[0]['mark']
  readonly followUps: readonly { readonly food: string; readonly item: string }[]
}

export function StallNote({ mark, followUps }: StallNoteProps) {
  if (mark === null && followUps.length === 0) return null
  return (
    <p className="small">
      <StallMark mark={mark} />{' '}
      {followUps.length > 0 && `还要复查:${followUps.map((one) => `${one.food} ${one.item}`).join('、')}`}
    </p>
  )
}
