/** The findings of one test or batch: sign, word and who let it pass; nothing when there are none. */
import { findingLevelWords, findingText } from './condition-words.ts'

interface FindingListProps {
  readonly findings: readonly {
    readonly code: string
    readonly level: 'block' | 'warn' | 'overridden'
    readonly detail: string
    readonly by?: string | undefined
    readonly why?: string | undefined
  }[]
}

export function FindingList({ findings }: FindingListProps) {
  if (findings.length === 0) return null
  return (
    <ul className="findings" aria-label="检测条件">
      {findings.map((finding) => (
        <li key={finding.code}>
          <span className={finding.level === 'block' ? 'tag tag-bad' : 'tag tag-loud'}>
            {findingLevelWords[finding.level]}
          </span>{' '}
          {findingText(finding)}
        </li>
      ))}
    </ul>
  )
}
