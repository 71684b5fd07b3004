/** Virtual devices put together: two on one line, and one whose memory is empty once it was told. */
import type { Instrument, InstrumentStep } from '../line.ts'

/** Two devices on one line, as when two cables end in one adapter: both hear everything, both answer. Done when both are. */
export function together(one: Instrument, other: Instrument): Instrument {
  const devices = [one, other]
  const waits: (number | null)[] = [null, null]
  const done: (Extract<InstrumentStep, { kind: 'done' }> | null)[] = [null, null]

  function* follow(index: number, steps: Generator<InstrumentStep, void, void>): Generator<InstrumentStep, void, void> {
    for (const step of steps) {
      if (step.kind === 'send') yield step
      else if (step.kind === 'wait') waits[index] = step.ms
      else done[index] = step
    }
  }

  /** One timer for both: the shorter wait ends first, the other goes on with what is left of it. */
  function* rest(): Generator<InstrumentStep, void, void> {
    const [first, second] = done
    if (first != null && second != null) {
      yield { kind: 'done', sent: first.sent + second.sent, refused: first.refused + second.refused }
      return
    }
    const open = waits.filter((ms) => ms !== null)
    yield { kind: 'wait', ms: open.length === 0 ? null : Math.min(...open) }
  }

  function* each(
    steps: (device: Instrument) => Generator<InstrumentStep, void, void>,
  ): Generator<InstrumentStep, void, void> {
    for (const [index, device] of devices.entries()) yield* follow(index, steps(device))
    yield* rest()
  }

  return {
    opened: () => each((device) => device.opened()),
    heard: (bytes) => each((device) => device.heard(bytes)),
    *elapsed() {
      const open = waits.filter((ms) => ms !== null)
      const passed = open.length === 0 ? 0 : Math.min(...open)
      for (const [index, device] of devices.entries()) {
        const left = waits[index]
        if (left === null || left === undefined) continue
        waits[index] = left <= passed ? null : left - passed
        if (left <= passed) yield* follow(index, device.elapsed())
      }
      yield* rest()
    },
  }
}

/** A device whose memory is empty once it has told it: what is asked later is answered by `empty`. */
export function erasing(full: Instrument, empty: Instrument): Instrument {
  let told = false
  function* watch(steps: Generator<InstrumentStep, void, void>): Generator<InstrumentStep, void, void> {
    for (const step of steps) {
      if (step.kind === 'done') told = true
      yield step
    }
  }
  return {
    opened: () => watch(full.opened()),
    heard: (bytes) => (told ? withoutDone(empty.heard(bytes)) : watch(full.heard(bytes))),
    elapsed: () => (told ? withoutDone(empty.elapsed()) : watch(full.elapsed())),
  }
}

function* withoutDone(steps: Generator<InstrumentStep, void, void>): Generator<InstrumentStep, void, void> {
  for (const step of steps) if (step.kind !== 'done') yield step
}
