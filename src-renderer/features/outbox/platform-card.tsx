/** One platform: whether it answers, how much of what we owe it has a receipt, and since when something is unsent. */
import type { PlatformView } from '#contract/outbox.ts'
import { epochOf } from '#core/time.ts'
import { useNow } from '#ui/clock.tsx'
import { agoWords } from '#ui/clock-words.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { percentText } from '#ui/percent.ts'
import { kindWords } from './outbox-words.ts'

export function PlatformCard({ platform }: { readonly platform: PlatformView }) {
  const now = useNow(15_000)
  const { rate, counts, oldestUnsent, healthy } = platform
  return (
    <article className="panel platform" aria-label={`平台 ${platform.name}`}>
      <header className="panel-head">
        <h2>{platform.name}</h2>
        <span className={healthy ? 'tag tag-good' : 'tag tag-bad'}>{healthy ? '✓ 正常' : '▲ 连不上'}</span>
      </header>
      <div className="panel-body platform-body">
        <p className="platform-rate">
          <b>{percentText(rate)}</b>
          <span className="quiet">
            上传率 {rate.done}/{rate.due}
          </span>
        </p>
        <dl className="platform-counts">
          <div>
            <dt>待报</dt>
            <dd>{counts.waiting}</dd>
          </div>
          <div className={counts.parked > 0 ? 'platform-loud' : ''}>
            <dt>被退回</dt>
            <dd>{counts.parked}</dd>
          </div>
          <div>
            <dt>暂不报</dt>
            <dd>{counts.held}</dd>
          </div>
          <div>
            <dt>最早未报</dt>
            <dd>{oldestUnsent === null ? '—' : agoWords(epochOf(oldestUnsent), now)}</dd>
          </div>
        </dl>
      </div>
      {platform.fault !== null && (
        <div className="platform-fault">
          <FaultCard fault={platform.fault} />
        </div>
      )}
      <p className="platform-foot small quiet">
        {kindWords[platform.kind]}
        {platform.url !== '' && ` · ${platform.url}`}
      </p>
    </article>
  )
}
