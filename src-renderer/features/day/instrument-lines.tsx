/** Each instrument's line in words: talking, quiet or lost, and since when. */
import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { epochOf } from '#core/time.ts'
import { useNow } from '#ui/clock.tsx'
import { agoWords } from '#ui/clock-words.ts'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { link } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'

const stateSigns: Readonly<Record<PortView['state'], { readonly shape: string; readonly word: string }>> = {
  opening: { shape: '◌', word: '正在连接' },
  talking: { shape: '●', word: '正在传数' },
  quiet: { shape: '○', word: '已连接,安静' },
  lost: { shape: '▲', word: '断开,自动重连' },
  closed: { shape: '—', word: '已停用' },
}

export function InstrumentLines() {
  const ports = useLoad('ports', () => client.port.list({}), ['port.changed', 'result.recorded'])
  const due = useLoad('blank due', () => client.control.due({}), [
    'port.changed',
    'result.recorded',
    'sample.changed',
    'settings.changed',
  ])
  const lacking = new Map(due.data?.ports.map(({ port, items }) => [port, items.join('、')]))
  const now = useNow(15_000)
  return (
    <Panel title="仪器" flush aside={<a href={link('port')}>全部</a>}>
      <Answered of={ports}>
        {(list) => (
          <ul className="lines">
            {list.map((port) => (
              <li key={port.name}>
                <a className={`line line-${port.state}`} href={link('port', [port.name])}>
                  <span className="line-sign" aria-hidden="true">
                    {stateSigns[port.state].shape}
                  </span>
                  <span className="two">
                    <b>{port.name}</b>
                    <small>
                      {port.fault?.code === 'port.busy' ? '被其他程序占用' : stateSigns[port.state].word}
                      {port.lastHeardAt !== null && ` · ${agoWords(epochOf(port.lastHeardAt), now)}`}
                    </small>
                  </span>
                  {port.virtual && <span className="tag">虚拟</span>}
                </a>
                {lacking.has(port.name) && (
                  <a className="line-due" href={link('sample')}>
                    ▲{' '}
                    {lacking.get(port.name) === '' ? '用试剂的先测空白对照' : `先测空白对照(${lacking.get(port.name)})`}
                  </a>
                )}
              </li>
            ))}
            {list.length === 0 && (
              <li className="line-none">
                还没有接仪器。<a href={link('port')}>到“仪器”里添加 →</a>
              </li>
            )}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}
