/** What is typed into a step of a case: its own draft, which a step already taken has nothing to do with. */
import { useState } from 'react'
import { type DraftOf, useDraft } from '#ui/draft.tsx'
import type { Secretless } from '#ui/draft-parts.ts'
import type { FailureDetail } from './step-dialog.tsx'

/** A step may be taken again (another arrangement, another seal): then it is another draft. */
export function stepDraftName({ failure, history }: Pick<FailureDetail, 'failure' | 'history'>, kind: string): string {
  return `failure ${failure.id} ${kind} ${history.filter((event) => event.kind === kind).length}`
}

export function useStepDraft<T extends object>(
  detail: FailureDetail,
  kind: string,
  initial: T & Secretless<T>,
): DraftOf<T> {
  // The form that is open stays the form it was opened for, while the case moves under it.
  const [name] = useState(() => stepDraftName(detail, kind))
  return useDraft<T>(name, initial)
}
