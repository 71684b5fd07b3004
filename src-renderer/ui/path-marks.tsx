/** A record's path as four small marks in order: 判定 公示 上报 处置; empty, half, full or with an exclamation mark. */
import { Tooltip } from './parts.ts'

export type MarkWord = 'none' | 'waiting' | 'done' | 'stuck'

export interface PathMarksProps {
  readonly path: {
    readonly judged: MarkWord
    readonly published: MarkWord
    readonly uploaded: MarkWord
    readonly disposed: MarkWord
  }
}

const steps = [
  { key: 'judged', name: '判定', words: { none: '未判定', waiting: '等待判定', done: '已判定', stuck: '待人工判定' } },
  { key: 'published', name: '公示', words: { none: '不公示', waiting: '待公示', done: '已公示', stuck: '公示受阻' } },
  {
    key: 'uploaded',
    name: '上报',
    words: { none: '不上报', waiting: '待上报', done: '已上报,有回执', stuck: '上报受阻' },
  },
  { key: 'disposed', name: '处置', words: { none: '无需处置', waiting: '处置中', done: '已处置', stuck: '处置待人' } },
] as const

function Mark({ mark }: { readonly mark: MarkWord }) {
  return (
    <svg className={`mark mark-${mark}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle className="mark-ring" cx="8" cy="8" r="6.2" />
      {mark === 'waiting' && <path className="mark-fill" d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" />}
      {mark === 'done' && <circle className="mark-fill" cx="8" cy="8" r="6.2" />}
      {mark === 'done' && <path className="mark-tick" d="m5 8.2 2.2 2.2L11.2 6" />}
      {mark === 'stuck' && <path className="mark-call" d="M8 4v5M8 11v1.2" />}
    </svg>
  )
}

export function PathMarks({ path }: PathMarksProps) {
  const words = steps.map((step) => step.words[path[step.key]])
  return (
    <Tooltip
      title={
        <span className="path-words">
          {steps.map((step) => (
            <span key={step.key}>
              {step.name}:{step.words[path[step.key]]}
            </span>
          ))}
        </span>
      }
    >
      <span className="path" role="img" aria-label={words.join(',')}>
        {steps.map((step) => (
          <Mark key={step.key} mark={path[step.key]} />
        ))}
      </span>
    </Tooltip>
  )
}
