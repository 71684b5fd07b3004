/** One instrument as a card: what it is and how well it is known, its line in words, what it said last, and what needs a hand. */
import { useState } from 'react'
import { client } from '#api'
import { WeekBars } from '#charts/week-bars.tsx'
import type { PortView } from '#contract/port.ts'
import { epochOf } from '#core/time.ts'
import { useNow } from '#ui/clock.tsx'
import { agoWords, clockWords } from '#ui/clock-words.ts'
import { type Fact, Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { Button, Tooltip } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { CauseList } from './cause-list.tsx'
import { IdentityBox } from './identity-box.tsx'
import { LastReadings } from './last-readings.tsx'
import { PortWarnings } from './port-warnings.tsx'
import {
  categoryWords,
  evidenceWords,
  guardWords,
  offsetWords,
  repeatWords,
  stateOf,
  transportWords,
} from './port-words.ts'

interface PortCardProps {
  readonly port: PortView
  readonly onChanged: () => void
  /** On its own page: the facts instead of the newest readings, and no way to that page. */
  readonly alone?: boolean
}

export function PortCard({ port, onChanged, alone = false }: PortCardProps) {
  const now = useNow(5_000)
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const state = stateOf(port)
  const reopen = () => void act.run(() => client.port.reopen({ name: port.name })).then(onChanged)
  return (
    <article className={`panel port-card port-${port.state}`} aria-label={`仪器 ${port.name}`}>
      <header className="port-head">
        <div className="two">
          <h2>{port.name}</h2>
          <span className="quiet">{port.driver.title}</span>
        </div>
        <div className="port-sign">
          <span className="port-state" title={state.means}>
            <span aria-hidden="true">{state.shape}</span> {state.word}
          </span>
          <span className="quiet small">
            {port.lastHeardAt === null ? '还没有收到过数据' : `收到:${agoWords(epochOf(port.lastHeardAt), now)}`}
          </span>
        </div>
      </header>
      <div className="panel-body stack">
        <IdentityBox port={port} onChanged={onChanged} />
        {port.fault !== null && (
          <FaultCard
            fault={port.fault}
            action={
              <>
                <Button loading={act.busy} onClick={reopen}>
                  现在重连
                </Button>
                <Button onClick={() => setAsking(true)}>查原因</Button>
              </>
            }
          />
        )}
        {port.retryAt !== null && <p className="quiet">下次自动重连:{clockWords(epochOf(port.retryAt), now)}</p>}
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <PortWarnings port={port} />
        {alone ? <Facts facts={factsOf(port)} /> : <LastReadings name={port.name} />}
        <div className="port-use">
          <WeekBars counts={port.week} />
          <dl className="port-counts">
            <Count name="今天" count={port.week.at(-1) ?? 0} />
            <Count name="七天" count={port.week.reduce((sum, count) => sum + count, 0)} />
            <Count name="损坏" count={port.damaged} loud={port.damaged > 0} />
          </dl>
        </div>
        <div className="row row-wrap">
          {!alone && <Button onClick={() => go(link('port', [port.name]))}>打开</Button>}
          {port.fault === null && <Button onClick={() => setAsking(true)}>查原因</Button>}
          <span className="port-tags">
            {port.virtual && <span className="tag tag-loud">虚拟仪器</span>}
            <Evidence port={port} />
            {port.driver.category !== 'analyzer' && (
              <span className="tag" title={categoryWords[port.driver.category].means}>
                {categoryWords[port.driver.category].word}
              </span>
            )}
          </span>
        </div>
      </div>
      {asking && <CauseList name={port.name} onClose={() => setAsking(false)} />}
    </article>
  )
}

function Evidence({ port }: { readonly port: PortView }) {
  const { driver } = port
  const evidence = evidenceWords[driver.evidence] ?? { word: driver.evidence, means: driver.source }
  const known = driver.learnedBy === null ? evidence.means : `由 ${driver.learnedBy} 用学习向导制作`
  return (
    <Tooltip title={`${known}。来源:${driver.source}`}>
      <span className={driver.evidence === 'device-tested' ? 'tag tag-good' : 'tag'}>
        {driver.learnedBy === null ? evidence.word : '学习向导'}
      </span>
    </Tooltip>
  )
}

function factsOf(port: PortView): readonly Fact[] {
  const { driver } = port
  const evidence = evidenceWords[driver.evidence]
  return [
    ['型号', `${driver.vendor} ${driver.model}(${categoryWords[driver.category].word})`],
    ['依据', driver.learnedBy === null ? (evidence?.means ?? driver.source) : `${driver.learnedBy} 用学习向导制作`],
    ['可靠性', guardWords[driver.guard]],
    ['重发', repeatWords[driver.repeats]],
    ['端口', transportWords(port.transport, port.address)],
    ...(port.method === null ? [] : [['方法', port.method] as const]),
    ...(port.identity === null ? [] : [['仪器编号', port.identity.said] as const]),
    [
      '仪器时钟',
      port.clockOffset === null ? '它不报时间' : `${port.clockWrong ? '▲ ' : ''}${offsetWords(port.clockOffset)}`,
    ],
    ['累计', `报文 ${port.frames.toLocaleString('zh-CN')} 条,读数 ${port.readings.toLocaleString('zh-CN')} 条`],
  ]
}

function Count({
  name,
  count,
  loud = false,
}: {
  readonly name: string
  readonly count: number
  readonly loud?: boolean
}) {
  return (
    <div className={loud ? 'port-loud' : ''}>
      <dt>{name}</dt>
      <dd>{count.toLocaleString('zh-CN')}</dd>
    </div>
  )
}
