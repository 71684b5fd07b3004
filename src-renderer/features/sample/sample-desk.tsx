/** 样品: registration in one line, the samples of the day, one sample's life, and the readings that wait to be claimed. */
import type { Route } from '#ui/route.ts'
import { ClaimPage } from './claim-page.tsx'
import { PlanPage } from './plan-page.tsx'
import { PlatePage } from './plate-page.tsx'
import { RowPage } from './row-page.tsx'
import { SampleList } from './sample-list.tsx'
import { SamplePage } from './sample-page.tsx'
import './sample.css'

export function SampleDesk({ route }: { readonly route: Route }) {
  const [first, second] = route.rest
  if (first === 'row') return <RowPage />
  if (first === 'plan') return <PlanPage />
  if (first === 'plate') return <PlatePage asked={second ?? null} />
  if (first === 'claim') return <ClaimPage chosen={second === undefined ? null : Number(second)} />
  if (first !== undefined) return <SamplePage id={first} />
  return <SampleList route={route} />
}
