/** Where we are, the way to any record, the three rates, and who is working. */
import type { ReactNode } from 'react'
import type { Overview } from '#contract/day.ts'
import { RateNumber } from '#ui/rate-number.tsx'
import { link } from '#ui/route.ts'

interface TopBarProps {
  readonly overview: Overview | null
  readonly find: ReactNode
  readonly who: ReactNode
}

const nothing = { done: 0, due: 0 } as const

export function TopBar({ overview, find, who }: TopBarProps) {
  const rates = overview?.rates
  return (
    <header className="top">
      <div className="top-site" title={overview?.site}>
        {overview?.site ?? ''}
      </div>
      {find}
      <div className="rates">
        <RateNumber
          name="上传"
          rate={rates?.upload ?? nothing}
          href={link('day', [], { missing: 'upload' })}
          missingWord="条未上传"
        />
        <RateNumber
          name="公示"
          rate={rates?.publication ?? nothing}
          href={link('day', [], { missing: 'publication' })}
          missingWord="条未公示"
        />
        <RateNumber
          name="销毁"
          rate={rates?.destruction ?? nothing}
          href={link('day', [], { missing: 'destruction' })}
          missingWord="件未销毁"
        />
      </div>
      {who}
    </header>
  )
}
