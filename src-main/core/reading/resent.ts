/** Is a message that arrives the one an analyzer repeats because its line was cut? Decided by bytes and order, never by time. */

export interface HeardUnit {
  /** Over the unit's bytes. */
  readonly sha256: string
  /** It ended without the analyzer's own end. */
  readonly interrupted: boolean
}

/**
 * `before` is what the port heard last, newest first. A cut session is sent again from its start: each of its messages is expected
 * once more, in any number of sessions, until a message comes that was not among them. After that an equal message is a new one.
 */
export function isExpectedAgain(before: readonly HeardUnit[], sha256: string): boolean {
  const cut = before.findIndex(({ interrupted }) => interrupted)
  if (cut < 0) return false
  const since = before.slice(0, cut)
  const rest = before.slice(cut)
  const end = rest.findIndex(({ interrupted }) => !interrupted)
  const lost = end < 0 ? rest : rest.slice(0, end)
  const isLost = (unit: HeardUnit) => lost.some((other) => other.sha256 === unit.sha256)
  if (!since.every(isLost)) return false
  const count = (units: readonly HeardUnit[]) => units.filter((unit) => unit.sha256 === sha256).length
  return count(lost) > count(since)
}
