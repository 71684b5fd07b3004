/** 质控: the day's batches and what they were let pass, control charts, blind samples against the laboratory, and the room's rules. */
import { Chips } from '#ui/chips.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { Button } from '#ui/parts.ts'
import { go, link, type Route } from '#ui/route.ts'
import { BlindPage } from './blind-page.tsx'
import { ChartsPage } from './charts-page.tsx'
import { DayPage } from './day-page.tsx'
import { PolicyPage } from './policy-page.tsx'
import './control.css'

const pages = [
  { key: 'day', name: '今日批次' },
  { key: 'chart', name: '质控图' },
  { key: 'blind', name: '盲样与比对' },
  { key: 'policy', name: '检测条件规则' },
] as const

type Page = (typeof pages)[number]['key']

export function ControlDesk({ route }: { readonly route: Route }) {
  const page: Page = pages.find(({ key }) => key === route.rest[0])?.key ?? 'day'
  return (
    <DeskPage
      title="质控"
      tools={
        <>
          <Chips label="质控的页" chips={pages} value={page} onChange={(key) => go(link('control', [key]))} />
          <Button onClick={() => go(link('strip'))}>正在显色的试纸条</Button>
          <Button onClick={() => go(link('port'))}>返回仪器</Button>
        </>
      }
      note="质控样不上报、不公示、不计入任何比率"
    >
      {page === 'day' && <DayPage />}
      {page === 'chart' && <ChartsPage />}
      {page === 'blind' && <BlindPage />}
      {page === 'policy' && <PolicyPage />}
    </DeskPage>
  )
}
