/** The plan of the day: what should be tested today, by food class and risk, and what is still missing of it. */
import { nameKey } from '../judge/name-key.ts'

/** A food class (or one food) and what it is tested for; among the classes the day's batches are shared out by weight. */
export interface PlanRow {
  readonly category: string
  readonly items: readonly string[]
  /** 0: not today. */
  readonly weight: number
}

/** 应急: ordered from above, goes before everything else (绿色通道) until its last day. */
export interface Emergency {
  readonly category: string
  readonly items: readonly string[]
  readonly batches: number
  /** Last day at the site, included. */
  readonly until: string
  readonly reason: string
}

export interface DayPlan {
  /** Batches a day in all classes together. */
  readonly batches: number
  readonly rows: readonly PlanRow[]
  readonly emergencies: readonly Emergency[]
}

/** An ordinary sample taken today. `items`: what valid results it has. */
export interface PlannedSample {
  readonly food: string
  readonly tested: readonly string[]
}

export interface FollowUpDue {
  readonly stall: string
  readonly food: string
  readonly item: string
}

export interface PlanLine {
  readonly kind: 'emergency' | 'follow-up' | 'class'
  readonly category: string
  readonly items: readonly string[]
  /** Of a follow-up. */
  readonly stall: string | null
  /** Of an emergency. */
  readonly reason: string | null
  readonly weight: number
  readonly wanted: number
  /** Tested for every item. */
  readonly done: number
  /** Registered and not yet tested for every item. */
  readonly waiting: number
  /** Neither: still to be taken. */
  readonly missing: number
}

export interface PlanAsked {
  readonly plan: DayPlan
  readonly today: string
  readonly samples: readonly PlannedSample[]
  readonly followUps: readonly FollowUpDue[]
  /** A food's own name first, then its classes, the nearest first; the name alone where it is unknown. */
  readonly lineageOf: (food: string) => readonly string[]
}

/** Emergencies first, then follow-ups after failures, then the classes by weight. */
export function planOf({ plan, today, samples, followUps, lineageOf }: PlanAsked): readonly PlanLine[] {
  const count = (category: string, items: readonly string[]) => {
    const wanted = nameKey(category)
    const within = samples.filter(({ food }) => [food, ...lineageOf(food)].some((name) => nameKey(name) === wanted))
    const done = within.filter(({ tested }) => hasAll(tested, items)).length
    return { done, waiting: within.length - done }
  }
  const line = (row: Pick<PlanLine, 'kind' | 'category' | 'items' | 'reason' | 'weight' | 'wanted'>): PlanLine => {
    const { done, waiting } = count(row.category, row.items)
    return { ...row, stall: null, done, waiting, missing: Math.max(0, row.wanted - done - waiting) }
  }
  const urgent = plan.emergencies
    .filter(({ until }) => until >= today)
    .map(({ category, items, batches, reason }) =>
      line({ kind: 'emergency', category, items, reason, weight: 0, wanted: batches }),
    )
  const again = followUps.map(
    ({ stall, food, item }): PlanLine => ({
      kind: 'follow-up',
      category: food,
      items: [item],
      stall,
      reason: null,
      weight: 0,
      wanted: 1,
      done: 0,
      waiting: 0,
      missing: 1,
    }),
  )
  const shares = shareOut(
    plan.batches,
    plan.rows.map(({ weight }) => weight),
  )
  const classes = plan.rows
    .map(({ category, items, weight }, index) =>
      line({ kind: 'class', category, items, reason: null, weight, wanted: shares[index] ?? 0 }),
    )
    .filter(({ wanted }) => wanted > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return [...urgent, ...again, ...classes]
}

/** Whole batches by weight, the largest remainders first; together exactly the day's batches (none where every weight is 0). */
export function shareOut(batches: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  // Whole numbers only: the remainder of batches * weight / sum is compared as batches * weight mod sum.
  const floors = weights.map((weight) => Math.floor((batches * weight) / sum))
  const left = batches - floors.reduce((total, share) => total + share, 0)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (batches * weight) % sum }))
    .toSorted((one, other) => other.remainder - one.remainder || one.index - other.index)
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return floors.map((share, index) => share + (lucky.has(index) ? 1 : 0))
}

function hasAll(tested: readonly string[], items: readonly string[]): boolean {
  const keys = new Set(tested.map(nameKey))
  return items.length === 0 ? keys.size > 0 : items.every((item) => keys.has(nameKey(item)))
}

/** A room that has not said anything yet: twelve batches a day (9 to 17 are usual), vegetables for pesticides first. */
export const usualPlan: DayPlan = {
  batches: 12,
  rows: [
    { category: '蔬菜', items: ['有机磷和氨基甲酸酯类'], weight: 6 },
    { category: '水果', items: ['有机磷和氨基甲酸酯类'], weight: 2 },
    { category: '水产品', items: ['孔雀石绿'], weight: 2 },
    { category: '畜禽肉', items: ['克伦特罗'], weight: 2 },
  ],
  emergencies: [],
}
