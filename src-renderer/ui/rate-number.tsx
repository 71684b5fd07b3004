/** One of the three rates: exact, always with its counts, and a link to the records it is missing. */
import { missingOf, percentText, type Rate } from './percent.ts'

interface RateNumberProps {
  readonly name: string
  readonly rate: Rate
  readonly href: string
  /** What one missing record is called: `条未上传`. */
  readonly missingWord: string
}

export function RateNumber({ name, rate, href, missingWord }: RateNumberProps) {
  const missing = missingOf(rate)
  const note = rate.due === 0 ? '暂无应办' : missing === 0 ? `${rate.done}/${rate.due}` : `差 ${missing}`
  return (
    <a
      className={`rate${missing > 0 ? ' rate-open' : ''}`}
      href={href}
      title={`本月应办 ${rate.due},已办 ${rate.done},${missing} ${missingWord}`}
    >
      <span className="rate-name">{name}</span>
      <span className="rate-value">{percentText(rate)}</span>
      <span className="rate-note">{note}</span>
    </a>
  )
}
