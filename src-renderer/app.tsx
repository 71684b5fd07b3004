/** The only place where features meet: which desk an address shows, the frame around it, and the keys that work everywhere. */

import { type ReactNode, useLayoutEffect, useMemo } from 'react'
import { client, openBoard } from './api.ts'
import { BoardScreen } from './features/board/board-screen.tsx'
import { CatalogDesk } from './features/catalog/catalog-desk.tsx'
import { ControlDesk } from './features/control/control-desk.tsx'
import { DayDesk } from './features/day/day-desk.tsx'
import { FailureDesk } from './features/failure/failure-desk.tsx'
import { FindBox } from './features/frame/find-box.tsx'
import { HealthLine } from './features/frame/health-line.tsx'
import { Rail } from './features/frame/rail.tsx'
import { TopBar } from './features/frame/top-bar.tsx'
import { KpiDesk } from './features/kpi/kpi-desk.tsx'
import { LearnDesk } from './features/learn/learn-desk.tsx'
import { LedgerDesk } from './features/ledger/ledger-desk.tsx'
import { NoticeDesk } from './features/notice/notice-desk.tsx'
import { OutboxDesk } from './features/outbox/outbox-desk.tsx'
import { PaperPage } from './features/paper/paper-page.tsx'
import { PeoplePage } from './features/person/people-page.tsx'
import { PersonGate, type PersonState } from './features/person/person-gate.tsx'
import { WhoMenu } from './features/person/who-menu.tsx'
import { PortDesk } from './features/port/port-desk.tsx'
import { SampleDesk } from './features/sample/sample-desk.tsx'
import { SettingsDesk } from './features/settings/settings-desk.tsx'
import { StripDesk } from './features/strip/strip-desk.tsx'
import { pressBack } from './ui/back-button.tsx'
import { DraftProvider, type DraftStore } from './ui/draft.tsx'
import { LiveProvider, useHeard } from './ui/live.tsx'
import { useLoad } from './ui/load.ts'
import { OperatorProvider, useOperator } from './ui/operator.tsx'
import { go, link, type Route, useRoute } from './ui/route.ts'
import { Look } from './ui/theme.tsx'

/** The eight desks in the order of the rail: Ctrl+1 to Ctrl+8. */
const desks = ['day', 'sample', 'port', 'failure', 'outbox', 'notice', 'kpi', 'settings'] as const

const follow = (signal: AbortSignal) => client.events.follow({}, { signal })

export function Application() {
  return (
    <Look>
      <LiveProvider follow={follow}>
        <Window />
      </LiveProvider>
    </Look>
  )
}

function Window() {
  const route = useRoute()
  return route.desk === 'board' ? <BoardScreen /> : <Bench route={route} />
}

function Bench({ route }: { readonly route: Route }) {
  const settings = useLoad('settings', () => client.settings.get({}), ['settings.changed'])
  const site = settings.data?.site
  // Heard from the first moment on: a key pressed while the station still answers who is here is not lost.
  useDeskKeys(route)
  return (
    <PersonGate site={site?.name ?? ''}>
      {(person) => (
        <OperatorProvider fallback={site?.operator ?? ''} signedIn={person.me} people={person.people}>
          <Frame route={route} person={person} />
        </OperatorProvider>
      )}
    </PersonGate>
  )
}

function Frame({ route, person }: { readonly route: Route; readonly person: PersonState }) {
  const overview = useLoad('overview', () => client.day.overview({}), [
    'result.recorded',
    'reading.unclaimed',
    'port.changed',
    'outbox.moved',
    'failure.moved',
    'notice.changed',
    'settings.changed',
  ])
  const heard = useHeard()
  return (
    <div className="frame">
      <Rail desk={deskOf(route)} overview={overview.data} />
      <TopBar overview={overview.data} find={<FindBox />} who={<WhoMenu person={person} />} />
      <Drafts>
        <Desk route={route} person={person} />
      </Drafts>
      <HealthLine overview={overview.data} openRoom={person.standing === 'open-room'} />
      {!heard && (
        <p className="silent" role="status">
          主程序暂时没有声音,正在重新连接;画面上是断开前的内容,已收到的数据都在
        </p>
      )}
    </div>
  )
}

/** What is typed is kept under the name of who is at the desk. */
function Drafts({ children }: { readonly children: ReactNode }) {
  const { by } = useOperator()
  const store = useMemo<DraftStore>(
    () => ({
      get: async (name) => (await client.draft.get({ name, by })).draft?.data ?? null,
      save: (name, data) => client.draft.save({ name, by, data: JSON.parse(JSON.stringify(data)) }),
      drop: (name) => client.draft.drop({ name, by }),
    }),
    [by],
  )
  return <DraftProvider store={store}>{children}</DraftProvider>
}

/** Quality control and the wizard belong to the instruments' desk, a strip to its sample, the ledgers to the figures: reached and left there. */
function deskOf({ desk }: Route): string {
  if (desk === 'strip') return 'sample'
  if (desk === 'catalog') return 'settings'
  if (desk === 'ledger' || desk === 'paper') return 'kpi'
  return desk === 'learn' || desk === 'control' ? 'port' : desk
}

function Desk({ route, person }: { readonly route: Route; readonly person: PersonState }) {
  switch (route.desk) {
    case 'sample':
      return <SampleDesk route={route} />
    case 'port':
      return <PortDesk route={route} />
    case 'learn':
      return <LearnDesk route={route} />
    case 'failure':
      return <FailureDesk route={route} />
    case 'outbox':
      return <OutboxDesk route={route} />
    case 'notice':
      return <NoticeDesk route={route} />
    case 'kpi':
      return <KpiDesk />
    case 'catalog':
      return <CatalogDesk route={route} />
    case 'ledger':
      return <LedgerDesk route={route} />
    case 'paper':
      return <PaperPage />
    case 'settings':
      return <SettingsDesk route={route} people={<PeoplePage person={person} chosen={route.rest[1] ?? null} />} />
    case 'control':
      return <ControlDesk route={route} />
    case 'strip':
      return <StripDesk route={route} />
    default:
      return <DayDesk route={route} />
  }
}

/** Ctrl+1..8 desks, F3 register, F4 the plate, Ctrl+P notice, Ctrl+Shift+B the board, Esc one step back. F2 belongs to the find box. */
function useDeskKeys(route: Route): void {
  // At once with the first picture, not after it.
  useLayoutEffect(() => {
    const hear = (event: KeyboardEvent) => {
      // Beneath a locked screen nothing moves.
      if (document.querySelector('dialog[open]') !== null) return
      const desk =
        event.ctrlKey && !event.altKey && /^[1-8]$/.test(event.key) ? desks[Number(event.key) - 1] : undefined
      if (desk !== undefined) go(link(desk))
      else if (event.key === 'F3') go(link('sample', [], { register: String(event.timeStamp) }))
      else if (event.key === 'F4' && !event.altKey) go(link('sample', ['plate']))
      else if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === 'b') openBoard()
      else if (event.ctrlKey && event.key.toLowerCase() === 'p') go(link('notice'))
      else if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        document.querySelector('.ant-modal-wrap:not([style*="none"])') === null
      )
        back(route)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [route])
}

/** Out of a field first, then where the page's own button leads, or from a record to its list. */
function back(route: Route): void {
  if (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea, select')) {
    document.activeElement.blur()
    return
  }
  if (pressBack()) return
  if (route.rest.length > 0 || Object.keys(route.query).length > 0) go(link(route.desk))
}
