/** What became of a frame, in a sign and a word; the reason's detail is on hover for the technician. */
import type { LineEvent } from '#core/reading/event.ts'
import { outcomeReasonWords } from '#ui/outcome-words.ts'

export interface Outcome {
  readonly event: LineEvent
  readonly reason: string | null
}

const words: Readonly<Record<LineEvent, { readonly word: string; readonly tag: string }>> = {
  reading: { word: '✓ 读数', tag: 'tag tag-good' },
  invalid: { word: '○ 无效', tag: 'tag tag-loud' },
  incomplete: { word: '▲ 不完整', tag: 'tag tag-bad' },
  'protocol-error': { word: '▲ 损坏', tag: 'tag tag-bad' },
  noise: { word: '~ 杂散', tag: 'tag' },
  progress: { word: '… 通信', tag: 'tag' },
  other: { word: '– 不是结果', tag: 'tag' },
}

/** Alike ones are told once with their number: a balance says two hundred times in one frame that it is not stable. */
export function OutcomeTags({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const alike = new Map<string, { readonly first: Outcome; count: number }>()
  for (const outcome of outcomes) {
    const said = sentence(outcome)
    const known = alike.get(said)
    if (known === undefined) alike.set(said, { first: outcome, count: 1 })
    else known.count += 1
  }
  return (
    <>
      {[...alike].map(([said, { first, count }]) => (
        <span key={said} className={words[first.event].tag} title={first.reason ?? undefined}>
          {said}
          {count > 1 && ` ×${count}`}
        </span>
      ))}
    </>
  )
}

function sentence({ event, reason }: Outcome): string {
  const { word } = words[event]
  return reason === null ? word : `${word} · ${outcomeReasonWords(reason)}`
}
