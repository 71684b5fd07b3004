/** A verdict told by shape, word and colour together, so that it survives a grey printer and a tired eye. */

export type VerdictWord = 'negative' | 'positive' | 'suspect' | 'invalid' | 'undecided'

interface Sign {
  readonly shape: string
  readonly word: string
}

const signs: Readonly<Record<VerdictWord, Sign>> = {
  negative: { shape: '✓', word: '阴性' },
  positive: { shape: '▲', word: '阳性' },
  suspect: { shape: '◆', word: '可疑' },
  invalid: { shape: '✕', word: '无效' },
  undecided: { shape: '?', word: '待判定' },
}

export const verdictWords: Readonly<Record<VerdictWord, string>> = {
  negative: '阴性',
  positive: '阳性',
  suspect: '可疑',
  invalid: '无效',
  undecided: '待判定',
}

/** Which of a sample's tests: shown beside the sign whenever it is not the first. */
export const roundWords: Readonly<Record<string, string>> = {
  first: '初检',
  'retest-1': '复测一',
  'retest-2': '复测二',
}

interface VerdictSignProps {
  readonly verdict: VerdictWord
  readonly large?: boolean
}

export function VerdictSign({ verdict, large = false }: VerdictSignProps) {
  const sign = signs[verdict]
  return (
    <span className={`verdict verdict-${verdict}${large ? ' verdict-large' : ''}`}>
      <span className="verdict-shape" aria-hidden="true">
        {sign.shape}
      </span>
      {sign.word}
    </span>
  )
}
