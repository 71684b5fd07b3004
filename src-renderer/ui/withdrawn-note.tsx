/** A result whose claim was taken back: who did it and why, beside what is struck through. */
interface WithdrawnNoteProps {
  readonly withdrawn: { readonly by: string; readonly why: string } | null
}

export function WithdrawnNote({ withdrawn }: WithdrawnNoteProps) {
  if (withdrawn === null) return null
  return (
    <small className="withdrawn-note">
      已撤销认领,不算 · {withdrawn.by}:{withdrawn.why}
    </small>
  )
}
