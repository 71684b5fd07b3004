/** 看板: the three rates a room is scored by, each with its counts and the sentence that defines it, and the day's course. */
import { client } from '#api'
import { DayTrend } from '#charts/day-trend.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { useLoad } from '#ui/load.ts'
import { dayText } from '#ui/local-words.ts'
import { Panel } from '#ui/panel.tsx'
import { missingOf, percentText } from '#ui/percent.ts'
import { link } from '#ui/route.ts'
import { VerdictSign, type VerdictWord } from '#ui/verdict-sign.tsx'
import { Answered } from '#ui/waiting.tsx'
import './kpi.css'

const rates = [
  {
    key: 'upload',
    name: '检验检测数据上传率',
    done: '已有平台回执',
    due: '应报结果',
    sentence: '已取得平台回执的结果数 ÷ 已到上报时间的有效结果数。质控、练习和暂不报的不计。',
    missing: '条没有回执',
  },
  {
    key: 'publication',
    name: '检验结果公示率',
    done: '已公示并有公示记录',
    due: '应公示结果',
    sentence: '在规定时间前公示、留有时间地点和指纹的结果数 ÷ 应公示的有效结果数。',
    missing: '条没有公示',
  },
  {
    key: 'destruction',
    name: '不合格食品销毁率',
    done: '材料齐全并结案',
    due: '应处置批次',
    sentence: '依据、数量、两人签字、照片齐全并结案的批次 ÷ 应处置的批次。复检期间的不计入应处置。',
    missing: '件没有办完',
  },
] as const

const verdicts: readonly VerdictWord[] = ['negative', 'positive', 'suspect', 'invalid', 'undecided']

export function KpiDesk() {
  const overview = useLoad('overview', () => client.day.overview({}), [
    'result.recorded',
    'outbox.moved',
    'failure.moved',
    'notice.changed',
  ])
  const trend = useLoad('trend', () => client.day.trend({}), ['result.recorded'])
  return (
    <DeskPage
      className="kpi-desk"
      tools={
        <>
          <a href={link('control')}>质控与盲样 →</a>
          <a href={link('ledger')}>月度台账 →</a>
          <a href={link('paper')}>台账与记录 →</a>
        </>
      }
      title={
        <>
          看板 <span className="quiet">三个率从本月 1 日算起</span>
        </>
      }
    >
      <Answered of={overview}>
        {(today) => (
          <div className="stack">
            <div className="kpi-rates">
              {rates.map(({ key, name, done, due, sentence, missing }) => {
                const rate = today.rates[key]
                const open = missingOf(rate)
                return (
                  <a
                    key={key}
                    className="panel kpi-rate"
                    href={link('day', [], { missing: key })}
                    aria-label={`${name} ${percentText(rate)},看差哪些`}
                  >
                    <h2>{name}</h2>
                    <p className="kpi-number">{percentText(rate)}</p>
                    <p className="kpi-parts">
                      <span>
                        {done} <b>{rate.done}</b>
                      </span>
                      <span>
                        {due} <b>{rate.due}</b>
                      </span>
                    </p>
                    <p className="kpi-sentence">{sentence}</p>
                    <p className={open > 0 ? 'kpi-open' : rate.due > 0 ? 'kpi-full' : 'quiet'}>
                      {rate.due === 0 ? '本月还没有应办的' : open > 0 ? `▲ ${open} ${missing},点开看 →` : '✓ 一条不差'}
                    </p>
                  </a>
                )
              })}
            </div>
            <div className="kpi-below">
              <Panel title={`${dayText(today.day)} 各时段结果`} className="kpi-trend">
                <Answered of={trend}>{(hours) => <DayTrend hours={hours} />}</Answered>
              </Panel>
              <Panel title="今日判定" aside="质控不计">
                <ul className="kpi-verdicts">
                  {verdicts.map((verdict) => (
                    <li key={verdict}>
                      <VerdictSign verdict={verdict} />
                      <b>{today.counts[verdict]}</b>
                    </li>
                  ))}
                </ul>
              </Panel>
            </div>
            <p className="quiet small">
              三个率由留存的记录现算,空集显示“—”,差一条就不会显示 100.00%。快速检测与监督抽检分开计数,这里只计快速检测。
            </p>
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
