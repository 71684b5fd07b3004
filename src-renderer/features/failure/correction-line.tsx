/** One correction: what was written struck through, what is right, who says so, when and why. */
import { localText } from '#core/time.ts'
import { shortText } from '#ui/local-words.ts'
import { factText, saidText } from './fact-words.ts'
import type { FailureDetail } from './step-dialog.tsx'

export type CorrectionMade = FailureDetail['corrections'][number]

export function CorrectionLine({ of: { fact, before, after, at, by, why } }: { readonly of: CorrectionMade }) {
  return (
    <span className="two">
      <span>
        更正 {factText(fact)}:<del>{saidText(fact, before)}</del> → <b>{saidText(fact, after)}</b>
      </span>
      <small>
        {shortText(localText(at))} {by} · {why}
      </small>
    </span>
  )
}
