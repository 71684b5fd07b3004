/** The same nothing said again and again: a balance that is not steady says so ten times a second, all day. */
import type { Outcome } from './reading.ts'

interface Told {
  readonly frame: number
  readonly outcome: Outcome
}

/** In order; a run is what may be recorded once: ignored bytes side by side in one frame, with one code. Everything else is alone. */
export function runsOf<One extends Told>(told: readonly One[]): readonly (readonly One[])[] {
  const runs: One[][] = []
  let run: One[] = []
  let before: One | undefined
  let code = ''
  for (const one of told) {
    if (before !== undefined && isBeside(before, one) && hasCode(one.outcome, code)) run.push(one)
    else {
      run = [one]
      runs.push(run)
      code = codeOf(one.outcome)
    }
    before = one
  }
  return runs
}

/** One for a run: the first one's words, all of its bytes. */
export function toldOnce<One extends Told>(run: readonly One[]): One | undefined {
  const [first] = run
  const from = first?.outcome.bytes?.from
  const until = run.at(-1)?.outcome.bytes?.until
  if (first?.outcome.kind !== 'ignored' || from === undefined || until === undefined || run.length === 1) return first
  const reason = `${first.outcome.reason}; ${run.length} alike`
  return { ...first, outcome: { kind: 'ignored', reason, bytes: { from, until } } }
}

function isBeside(before: Told, one: Told): boolean {
  if (before.frame !== one.frame || before.outcome.kind !== 'ignored' || one.outcome.kind !== 'ignored') return false
  const [left, right] = [before.outcome.bytes, one.outcome.bytes]
  return left !== undefined && right !== undefined && left.until === right.from
}

function codeOf(outcome: Outcome): string {
  return outcome.kind === 'ignored' ? (outcome.reason.split(':', 1)[0] ?? '') : ''
}

/** Asked for every line of a device that never stops: compares in place. */
function hasCode(outcome: Outcome, code: string): boolean {
  if (outcome.kind !== 'ignored') return false
  const { reason } = outcome
  return reason.startsWith(code) && (reason.length === code.length || reason[code.length] === ':')
}
