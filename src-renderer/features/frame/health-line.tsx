/** The bottom line: health in words, each part a link to where it can be seen; the demonstration is never hidden. */
import type { Overview } from '#contract/day.ts'
import { useNow } from '#ui/clock.tsx'
import { agoWords } from '#ui/clock-words.ts'
import { sizeText } from '#ui/local-words.ts'
import { link } from '#ui/route.ts'

/** Below two gigabytes a busy room has weeks left, not years. */
const scarceBytes = 2e9

interface HealthLineProps {
  readonly overview: Overview | null
  /** Nobody has an account: whoever stands here may do everything. */
  readonly openRoom: boolean
}

export function HealthLine({ overview, openRoom }: HealthLineProps) {
  const now = useNow(15_000)
  if (overview === null) return <footer className="foot" />
  const { ports, platforms, oldestUnsent, diskFreeBytes, demo } = overview
  const lost = ports.online < ports.all
  const unhealthy = platforms.healthy < platforms.all
  const scarce = diskFreeBytes !== null && diskFreeBytes < scarceBytes
  return (
    <footer className="foot">
      <a className={lost ? 'foot-bad' : ''} href={link('port')}>
        {lost ? '▲ ' : ''}仪器 {ports.online}/{ports.all} 在线
      </a>
      ·
      <a className={unhealthy ? 'foot-bad' : ''} href={link('outbox')}>
        {unhealthy ? '▲ ' : ''}
        {platforms.all === 0 ? '还没有接平台' : `平台 ${platforms.healthy}/${platforms.all} 正常`}
      </a>
      ·
      <a href={link('outbox', [], { state: 'waiting' })}>
        最早未报 {oldestUnsent === null ? '—' : agoWords(Date.parse(oldestUnsent.utc), now)}
      </a>
      ·
      <a className={scarce ? 'foot-bad' : ''} href={link('settings', ['health'])}>
        {scarce ? '▲ ' : ''}磁盘 {diskFreeBytes === null ? '—' : `剩余 ${sizeText(diskFreeBytes)}`}
      </a>
      {openRoom && !demo && (
        <>
          ·<a href={link('settings', ['people'])}>还没有账号,谁都能操作</a>
        </>
      )}
      {demo && <span className="foot-demo">演示数据 · 不会真实上报</span>}
    </footer>
  )
}
