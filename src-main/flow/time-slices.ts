/** Long work in short turns: an analyzer that speaks in between is heard, kept and answered. */

/** Well under the 50 ms that nobody may hold the station. */
const TURN_MS = 15

/** Goes through the steps; between two turns everything else that waits is done first. */
export async function inTurns<T>(steps: Generator<void, T, void>): Promise<T> {
  let until = performance.now() + TURN_MS
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value
    if (performance.now() < until) continue
    await new Promise((resolve) => setImmediate(resolve))
    until = performance.now() + TURN_MS
  }
}

/** True when a turn that began then should end; for work that must choose itself where it can be interrupted. */
export function isTurnOver(began: number): boolean {
  return performance.now() - began > TURN_MS
}
