/** A line of the day's plan in words. */
import type { PlanItem } from './plan-list.tsx'

interface Line {
  readonly kind: 'emergency' | 'follow-up' | 'class'
  readonly category: string
  readonly items: readonly string[]
  readonly stall: string | null
  readonly reason: string | null
  readonly wanted: number
  readonly done: number
  readonly waiting: number
  readonly missing: number
}

const kinds = { emergency: '应急 · 绿色通道', 'follow-up': '不合格后复查', class: '' } as const

export function planItem(line: Line): PlanItem {
  const { kind, category, items, stall, reason, wanted, done, waiting, missing } = line
  const detail = [kinds[kind], reason ?? '', stall === null ? '' : `摊位 ${stall}`, items.join('、')]
  return {
    key: `${kind} ${category} ${stall ?? ''} ${items.join()}`,
    loud: kind !== 'class',
    name: category,
    detail: detail.filter((part) => part !== '').join(' · '),
    wanted,
    done,
    waiting,
    missing,
  }
}
