/** The ledgers a room keeps (台账): which there are, and over how long a time each may run. */

export const ledgerKinds = ['raw-record', 'case-ledger', 'kit-ledger', 'instrument-ledger', 'training-record'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

/** Days, both ends counted; null: it lists what stands today. A raw record is a day's. */
export const longestPeriod: Readonly<Record<LedgerKind, number | null>> = {
  'raw-record': 1,
  'case-ledger': 92,
  'kit-ledger': null,
  'instrument-ledger': null,
  'training-record': null,
}

/** More lines than a busy centre makes in a day. */
export const MOST_LINES = 1000

const DAY = 86_400_000

/** Why a period will not do: `impossible-day`, `ends-before`, `too-long`; null: it will. */
export function periodRefused(
  kind: LedgerKind,
  { from, until }: { readonly from: string; readonly until: string },
): 'impossible-day' | 'ends-before' | 'too-long' | null {
  if (!isDay(from) || !isDay(until)) return 'impossible-day'
  if (until < from) return 'ends-before'
  const most = longestPeriod[kind]
  const days = (Date.parse(until) - Date.parse(from)) / DAY + 1
  return most !== null && days > most ? 'too-long' : null
}

/** 2026-02-30 is none. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The last day an opened reagent may be used; null: not opened, or nobody said for how long. */
export function usableUntil({
  openedOn,
  openedLifeDays,
}: {
  readonly openedOn?: string
  readonly openedLifeDays?: number
}): string | null {
  if (openedOn === undefined || openedLifeDays === undefined || !isDay(openedOn)) return null
  return new Date(Date.parse(openedOn) + openedLifeDays * DAY).toISOString().slice(0, 10)
}
