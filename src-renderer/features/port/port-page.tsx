/** One instrument: its card at the left, and at the right its line as it runs, what it measured, and what the site says of it. */

import { client } from '#api'
import type { PortView } from '#contract/port.ts'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { link, type Route } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { CalibrationForm } from './calibration-form.tsx'
import { DriftPanel } from './drift-panel.tsx'
import { FrameList } from './frame-list.tsx'
import { ItemNames } from './item-names.tsx'
import { LiveLine } from './live-line.tsx'
import { NumberingPanel } from './numbering-panel.tsx'
import { PortCard } from './port-card.tsx'
import { heardNews } from './port-news.ts'
import { ReadingTable } from './reading-table.tsx'
import { RemoveButton } from './remove-button.tsx'
import { UsePanel } from './use-panel.tsx'

const tabs = [
  { key: 'live', name: '实时线路' },
  { key: 'readings', name: '最近读数' },
  { key: 'use', name: '使用率' },
  { key: 'drift', name: '通道漂移' },
  { key: 'calibration', name: '校准' },
  { key: 'items', name: '项目与编号' },
  { key: 'frames', name: '原始报文' },
] as const
type Tab = (typeof tabs)[number]['key']

export function PortPage({ name, route }: { readonly name: string; readonly route: Route }) {
  const ports = useLoad('ports', () => client.port.list({}), heardNews)
  const port = ports.data?.find((one) => one.name === name)
  const tab = tabs.find(({ key }) => key === route.query.tab)?.key ?? 'live'
  return (
    <DeskPage
      title={
        <>
          仪器 <span className="quiet">{name}</span>
        </>
      }
      tools={
        <>
          {port !== undefined && <RemoveButton port={port} />}
          <BackButton href={link('port')} />
        </>
      }
    >
      <Answered of={ports}>
        {() =>
          port === undefined ? (
            <EmptyState title={`没有叫“${name}”的仪器`}>它可能已经被移除,或改了名。回到“仪器”看看。</EmptyState>
          ) : (
            <div className="port-page">
              <PortCard port={port} onChanged={ports.reload} alone />
              <div className="port-inside">
                <nav className="port-tabs" aria-label="看这台仪器的什么">
                  {tabs.map(({ key, name: word }) => (
                    <a
                      key={key}
                      href={link('port', [name], { tab: key })}
                      aria-current={key === tab ? 'page' : undefined}
                    >
                      {word}
                      {key === 'calibration' &&
                        (port.calibrationDue === 'over' || port.calibrationDue === 'soon') &&
                        ' ▲'}
                    </a>
                  ))}
                </nav>
                <Inside tab={tab} port={port} onChanged={ports.reload} />
              </div>
            </div>
          )
        }
      </Answered>
    </DeskPage>
  )
}

interface InsideProps {
  readonly tab: Tab
  readonly port: PortView
  readonly onChanged: () => void
}

function Inside({ tab, port, onChanged }: InsideProps) {
  switch (tab) {
    case 'live':
      return <LiveLine name={port.name} />
    case 'readings':
      return <ReadingTable name={port.name} itemNames={port.itemNames} />
    case 'use':
      return <UsePanel name={port.name} />
    case 'drift':
      return <DriftPanel name={port.name} />
    case 'calibration':
      return <CalibrationForm key={JSON.stringify(port.calibration)} port={port} onSaved={onChanged} />
    case 'items':
      return (
        <div className="stack">
          <ItemNames key={JSON.stringify(port.itemNames)} port={port} onSaved={onChanged} />
          <NumberingPanel port={port} onSaved={onChanged} />
        </div>
      )
    case 'frames':
      return <FrameList name={port.name} />
  }
}
