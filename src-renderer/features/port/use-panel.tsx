/** 使用率: how many readings a day an instrument gave in the last month. */
import { client } from '#api'
import { UseDays } from '#charts/use-days.tsx'
import { useLoad } from '#ui/load.ts'
import { Panel } from '#ui/panel.tsx'
import { Answered } from '#ui/waiting.tsx'
import { heardNews } from './port-news.ts'

const days = 30

export function UsePanel({ name }: { readonly name: string }) {
  const use = useLoad(`use ${name}`, () => client.port.use({ name, days }), heardNews)
  return (
    <Panel title={`使用率,最近 ${days} 天`} className="port-chart">
      <Answered of={use}>{(counts) => <UseDays days={counts} />}</Answered>
    </Panel>
  )
}
