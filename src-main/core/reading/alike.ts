/** The same nothing said again and again: a balance that is not steady says so ten times a second, all day. */
import type { Outcome } from './reading.ts'

interface Told {
  readonly frame: number
  readonly outcome: Outcome
}

/** In order; a run is what may be recorded once: ignored bytes side by side in one frame, with one code. Everything else is alone. */
export function runsOf<One extends Told>(told: readonly One[]): readonly (readonly One[])[] {
  const runs: One[][] = []
  for (const one of told) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run !== undefined && before !== undefined && isAlike(before, one)) run.push(one)
    else runs.push([one])
  }
  return runs
}

/** One outcome for a run: the first one's words, all of its bytes. */
export function toldOnce(run: readonly Outcome[]): Outcome | undefined {
  const [first] = run
  const last = run.at(-1)
  if (first?.kind !== 'ignored' || first.bytes === undefined || last?.bytes === undefined || run.length === 1)
    return first
  const bytes = { from: first.bytes.from, until: last.bytes.until }
  return { kind: 'ignored', reason: `${first.reason}; ${run.length} alike`, bytes }
}

function isAlike(before: Told, one: Told): boolean {
  if (before.frame !== one.frame || before.outcome.kind !== 'ignored' || one.outcome.kind !== 'ignored') return false
  const [left, right] = [before.outcome.bytes, one.outcome.bytes]
  if (left === undefined || right === undefined || left.until !== right.from) return false
  return sameCode(before.outcome.reason, one.outcome.reason)
}

/** Asked for every line of a device that never stops: compares in place, without cutting the words. */
function sameCode(left: string, right: string): boolean {
  const colon = left.indexOf(':')
  const end = colon < 0 ? left.length : colon
  return right.startsWith(left.slice(0, end)) && (right.length === end || right[end] === ':')
}
