/** 公示屏: the board alone on a screen, read from eight metres; it turns its own pages and says when the station fell silent. */
import { useEffect, useState } from 'react'
import { client, closeBoard } from '#api'
import type { NoticeContent, NoticeView } from '#contract/notice.ts'
import { localText, momentOf } from '#core/time.ts'
import { useNow } from '#ui/clock.tsx'
import { useHeard } from '#ui/live.tsx'
import { useLoad } from '#ui/load.ts'
import { clockText, dayText } from '#ui/local-words.ts'
import { handlingWords, screeningSentence, wordingWords } from '#ui/public-words.ts'
import { stallText } from '#ui/stall-words.ts'
import './board.css'

const rowsAPage = 10
const turnEvery = 8_000
const failuresATurn = 2

/** The rows of all standing notices of the day, the newest notice's word about a sample last. */
function boardRows(notices: readonly NoticeView[]): NoticeContent['rows'] {
  const byResult = new Map<string, NoticeContent['rows'][number]>()
  for (const notice of [...notices].reverse()) {
    if (notice.state !== 'approved') continue
    for (const row of notice.content.rows) byResult.set(`${row.sampleNo} ${row.item} ${row.testedAt}`, row)
  }
  return [...byResult.values()].sort((one, other) => other.testedAt.localeCompare(one.testedAt))
}

function useTurning(pages: number): number {
  const [page, setPage] = useState(0)
  useEffect(() => {
    if (pages < 2) return
    const timer = setInterval(() => setPage((now) => now + 1), turnEvery)
    return () => clearInterval(timer)
  }, [pages])
  return pages === 0 ? 0 : page % pages
}

/** When the station was last heard, while it is silent. */
function useSilence(): number | null {
  const heard = useHeard()
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    setSince(heard ? null : Date.now())
  }, [heard])
  return since
}

export function BoardScreen() {
  const notices = useLoad('board notices', () => client.notice.list({}), ['notice.changed'])
  const settings = useLoad('board settings', () => client.settings.get({}), ['settings.changed'])
  const now = useNow(10_000)
  const silent = useSilence()
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closeBoard()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  const rows = boardRows(notices.data ?? [])
  const failures = rows.filter(({ wording }) => wording === 'positive-unconfirmed' || wording === 'failed')
  const passed = rows.length - failures.length
  const pages = Math.ceil(rows.length / rowsAPage)
  const page = useTurning(pages)
  const local = localText(momentOf(now))
  const site = settings.data?.site
  const turn = useTurning(Math.ceil(failures.length / failuresATurn))
  const shownFailures = failures.slice(turn * failuresATurn, (turn + 1) * failuresATurn)
  return (
    <main className="board">
      <header>
        <div>
          <h1>{site?.name ?? ''}</h1>
          <p>
            食品快速检测结果公示 · {dayText(local)}
            {settings.data?.demo === true && <span className="board-demo">演示数据</span>}
          </p>
        </div>
        <dl>
          <div>
            <dt>今日公示</dt>
            <dd>{rows.length}</dd>
          </div>
          <div>
            <dt>✓ 合格</dt>
            <dd>{passed}</dd>
          </div>
          <div className={failures.length > 0 ? 'board-open' : ''}>
            <dt>▲ 阳性</dt>
            <dd>{failures.length}</dd>
          </div>
        </dl>
      </header>
      {rows.length === 0 ? (
        <p className="board-none">今日结果检测后在此公示</p>
      ) : (
        <table>
          <tbody>
            {rows.slice(page * rowsAPage, (page + 1) * rowsAPage).map((row) => (
              <tr
                key={`${row.sampleNo} ${row.item} ${row.testedAt}`}
                className={row.wording === 'negative' || row.wording === 'released' ? '' : 'board-bad'}
              >
                <td>{row.stallCode}</td>
                <td>{row.stallName === row.stallCode ? '' : row.stallName}</td>
                <td>{row.food}</td>
                <td className="board-item">{row.recordOrigin === 'manual' ? `${row.item}(人工判读)` : row.item}</td>
                <td>
                  {wordingWords[row.wording].shape} {wordingWords[row.wording].word}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {failures.length > 0 && (
        <section className="board-failures" aria-label="阳性样品处理情况">
          {shownFailures.map((row) => (
            <p key={`${row.sampleNo} ${row.item}`}>
              ▲ {stallText(row.stallCode, row.stallName)} {row.food}:{wordingWords[row.wording].word}
              {row.handling !== null && `,${handlingWords(row.handling)}`}
            </p>
          ))}
        </section>
      )}
      <footer>
        <span>{screeningSentence}</span>
        <span>
          投诉电话 {site?.complaintPhone ?? ''}
          {pages > 1 && ` · 第 ${page + 1}/${pages} 页`}
        </span>
      </footer>
      {silent !== null && (
        <p className="board-silent">自 {clockText(localText(momentOf(silent)))} 起与快检站失去联系,画面是那时的内容</p>
      )}
    </main>
  )
}
