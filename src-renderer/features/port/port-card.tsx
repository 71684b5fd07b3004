/** One instrument as a card: model and how well it is known, port, state in words, counts, and its fault with the way out. */
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { epochOf } from '#core/time.ts'
import { useNow } from '#ui/clock.tsx'
import { agoWords, clockWords } from '#ui/clock-words.ts'
import { Facts } from '#ui/facts.tsx'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { Button, Tooltip } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { evidenceWords, stateWords, transportWords } from './port-words.ts'

interface PortCardProps {
  readonly port: PortView
  readonly onChanged: () => void
  /** On its own page, where the way to that page is of no use. */
  readonly alone?: boolean
}

export function PortCard({ port, onChanged, alone = false }: PortCardProps) {
  const now = useNow(5_000)
  const act = useAct()
  const state = stateWords[port.state]
  const evidence = evidenceWords[port.driver.evidence] ?? { word: port.driver.evidence, means: port.driver.source }
  const reopen = () => void act.run(() => client.port.reopen({ name: port.name })).then(onChanged)
  return (
    <article className={`panel port-card port-${port.state}`} aria-label={`仪器 ${port.name}`}>
      <header className="port-head">
        <div className="two">
          <h2>{port.name}</h2>
          <span className="quiet">{port.driver.title}</span>
        </div>
        <span className="port-state" title={state.means}>
          <span aria-hidden="true">{state.shape}</span> {state.word}
        </span>
      </header>
      <div className="panel-body stack">
        {port.fault !== null && (
          <FaultCard
            fault={port.fault}
            action={
              <Button loading={act.busy} onClick={reopen}>
                现在重连
              </Button>
            }
          />
        )}
        {port.fault === null && port.retryAt !== null && (
          <p className="notebox">下次自动重连:{clockWords(epochOf(port.retryAt), now)}</p>
        )}
        <Facts
          facts={[
            ['型号', `${port.driver.vendor} ${port.driver.model}`],
            [
              '驱动依据',
              <Tooltip key="evidence" title={`${evidence.means}。来源:${port.driver.source}`}>
                <span className={port.driver.evidence === 'device-tested' ? 'tag tag-good' : 'tag'}>
                  {evidence.word}
                </span>{' '}
                <span className="quiet small">{evidence.means}</span>
              </Tooltip>,
            ],
            ['端口', transportWords(port.transport, port.address)],
            ['最近一次', port.lastHeardAt === null ? '还没有收到过数据' : agoWords(epochOf(port.lastHeardAt), now)],
          ]}
        />
        <dl className="port-counts">
          <Count name="报文" count={port.frames} />
          <Count name="读数" count={port.readings} />
          <Count name="损坏" count={port.damaged} loud={port.damaged > 0} />
        </dl>
        {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
        <div className="row">
          {!alone && <Button onClick={() => go(link('port', [port.name]))}>看原始报文</Button>}
          {port.virtual && <span className="tag tag-loud">虚拟仪器</span>}
        </div>
      </div>
    </article>
  )
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
