/** The notice as it will be printed: the same rows, order, sentence and hash as on paper and on the board. */
import type { NoticeContent } from '#contract/notice.ts'
import { clockText, dayText } from '#ui/local-words.ts'
import { handlingWords, objectionSentence, screeningSentence, wordingWords } from '#ui/public-words.ts'
import { stallText } from '#ui/stall-words.ts'

interface NoticeSheetProps {
  readonly content: NoticeContent
  readonly sha256: string
  readonly state: 'draft' | 'approved' | 'withdrawn'
}

const stateStamps = { draft: '未批准', approved: '', withdrawn: '已撤回' } as const

export function NoticeSheet({ content, sha256, state }: NoticeSheetProps) {
  const stamp = stateStamps[state]
  const parties = [
    ['开办者', content.opener],
    ['检测单位', content.testingBody],
  ]
    .filter(([, name]) => name !== undefined)
    .map((part) => part.join(' '))
    .join('    ')
  return (
    <article className="sheet" aria-label="公示单版面">
      {stamp !== '' && <p className={`sheet-stamp sheet-stamp-${state}`}>{stamp}</p>}
      {content.demo && <p className="sheet-demo">演示数据</p>}
      <h2>{content.site}</h2>
      <p className="sheet-title">食品快速检测结果公示单</p>
      <p className="sheet-line">
        <span>{dayText(content.day)}</span>
        <span>编号 {content.noticeNo === '' ? '批准后生成' : content.noticeNo}</span>
      </p>
      {parties !== '' && <p className="sheet-line">{parties}</p>}
      <p className="sheet-totals">
        共检测 <b>{content.totals.tested}</b> 批次,阴性(合格) <b>{content.totals.passed}</b> 批次,处理中{' '}
        <b>{content.totals.open}</b> 批次
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">摊位</th>
            <th scope="col">样品</th>
            <th scope="col">检测项目</th>
            <th scope="col">结果</th>
            <th scope="col">判定与处理</th>
          </tr>
        </thead>
        <tbody>
          {content.rows.map((row) => (
            <tr
              key={`${row.sampleNo} ${row.item} ${row.testedAt}`}
              className={row.wording === 'negative' || row.wording === 'released' ? '' : 'sheet-bad'}
            >
              <td>{clockText(row.testedAt)}</td>
              <td>{stallText(row.stallCode, row.stallName)}</td>
              <td>{row.food}</td>
              <td>{row.recordOrigin === 'manual' ? `${row.item}(人工判读)` : row.item}</td>
              <td className="nowrap">{row.value.replaceAll(' ', '\u00a0')}</td>
              <td>
                {wordingWords[row.wording].shape} {wordingWords[row.wording].word}
                {row.handling !== null && <span className="sheet-handling">{handlingWords(row.handling)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <p>
          {screeningSentence}
          {objectionSentence}
        </p>
        <p className="sheet-line">
          <span>投诉举报电话 {content.complaintPhone === '' ? '未填写' : content.complaintPhone}</span>
          <code>指纹 {sha256.slice(0, 16)}</code>
        </p>
      </footer>
    </article>
  )
}
