/** The day's notices, newest first, each with its hash and where it was shown: board, network, paper. */
import type { NoticeView } from '#contract/notice.ts'
import { localText } from '#core/time.ts'
import { HashText } from '#ui/hash-text.tsx'
import type { Loaded } from '#ui/load.ts'
import { clockText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'

const channels = [
  { key: 'board', name: '公示屏' },
  { key: 'lan', name: '局域网' },
  { key: 'print', name: '打印' },
] as const

interface StandingNoticesProps {
  readonly standing: Loaded<readonly NoticeView[]>
  readonly chosen: string | null
}

export function StandingNotices({ standing, chosen }: StandingNoticesProps) {
  return (
    <Panel title="已公示" flush aside={standing.data === null ? '' : `${standing.data.length} 份`}>
      <Answered of={standing}>
        {(list) =>
          list.length === 0 ? (
            <p className="standing-none">今天还没有公示</p>
          ) : (
            <ul className="standing">
              {list.map((notice) => (
                <li key={notice.id}>
                  <a href={link('notice', [notice.id])} aria-current={notice.id === chosen ? 'true' : undefined}>
                    <span className="row standing-head">
                      <b>{notice.content.noticeNo}</b>
                      <span>{notice.content.rows.length} 条</span>
                      {notice.state === 'withdrawn' && <span className="tag tag-bad">已撤回</span>}
                    </span>
                    <span className="small quiet">
                      {notice.approvedAt !== null &&
                        `${clockText(localText(notice.approvedAt))} ${notice.approvedBy ?? ''} 批准 · `}
                      <HashText sha256={notice.sha256} />
                    </span>
                    <span className="standing-channels">
                      {channels.map(({ key, name }) => {
                        const shown = notice.publications.filter(({ channel }) => channel === key)
                        const last = shown.at(-1)
                        return (
                          <span key={key} className={last === undefined ? 'quiet' : ''}>
                            {last === undefined ? '○' : '●'} {name}
                            {last !== undefined && ` ${clockText(localText(last.at))}`}
                            {shown.length > 1 && ` ×${shown.length}`}
                          </span>
                        )
                      })}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  )
}
