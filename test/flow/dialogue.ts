/** A dialogue whose station may die between any two steps while the device lives on and forgets what it was told to forget. */
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { localText } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Instrument, InstrumentStep, Step } from '#drivers/kit/line.ts'
import { joinLine, type Performance } from '#drivers/kit/perform.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import type { World } from '#flow/world.ts'
import { performSteps } from '#ports/perform.ts'

export type Heard = { readonly kind: 'opened' | 'elapsed' } | { readonly kind: 'heard'; readonly bytes: Uint8Array }

/** What a station did about it: what it sent before it ended, and how long it waits if it lives. */
export interface Told {
  readonly sent: readonly Uint8Array[]
  readonly wait: number | null
  readonly died: boolean
}

export interface Station {
  tell(heard: Heard): Promise<Told>
}

/** A device's end of the wire. It outlives stations; what it says to a dead one is lost. */
export class Device {
  readonly #instrument: Instrument
  said: Uint8Array[] = []
  wait: number | null = null
  counts: { readonly sent: number; readonly refused: number } | null = null

  constructor(instrument: Instrument) {
    this.#instrument = instrument
    this.#play(instrument.opened())
  }

  hear(bytes: Uint8Array): void {
    this.#play(this.#instrument.heard(bytes))
  }

  elapsed(): void {
    this.wait = null
    this.#play(this.#instrument.elapsed())
  }

  #play(steps: Iterable<InstrumentStep>): void {
    for (const step of steps) {
      if (step.kind === 'send') this.said.push(step.bytes)
      else if (step.kind === 'wait') this.wait = step.ms
      else this.counts = { sent: step.sent, refused: step.refused }
    }
  }
}

const MOST_TURNS = 1_000

/** Until the station dies, or until the device has told all and the station has waited `rests` times since. */
export async function converse(station: Station, device: Device, rests = 1): Promise<'died' | 'over'> {
  const asked: Uint8Array[] = []
  let rested = 0
  let told = await station.tell({ kind: 'opened' })
  for (let turns = 0; turns < MOST_TURNS; turns++) {
    asked.push(...told.sent)
    if (told.died) {
      for (const bytes of asked) device.hear(bytes)
      device.said = []
      return 'died'
    }
    told = { ...told, sent: [] }
    const said = device.said.shift()
    const question = asked.shift()
    if (question !== undefined) {
      device.hear(question)
      if (said !== undefined) device.said.unshift(said)
    } else if (said !== undefined) told = await station.tell({ kind: 'heard', bytes: said })
    else if (device.counts !== null && rested >= rests) return 'over'
    else if (told.wait !== null && (device.wait === null || told.wait <= device.wait)) {
      rested++
      told = await station.tell({ kind: 'elapsed' })
    } else if (device.wait !== null) device.elapsed()
    else return 'over'
  }
  throw new Error('the dialogue never ended')
}

/** Performs a driver's line on a real database. `before` is called before each step that the outside can see. */
export function performStation(world: World, port: string, driver: Driver, before: () => void) {
  const line = driver.line()
  const keeper = keeperFor(world, port, driver)
  const now = () => localText(world.now())
  let wait: number | null = null

  function act(step: Step, send: (bytes: Uint8Array) => void): number | null {
    if (step.kind === 'wait') wait = step.ms
    else before()
    if (step.kind === 'keep') return keeper.keep(step.bytes)
    if (step.kind === 'send') send(step.bytes)
    if (step.kind === 'settle') keeper.settle(step)
    if (step.kind === 'identity') keeper.identify(step.said)
    return null
  }

  /** Answers how long it waits now. */
  return (heard: Heard, send: (bytes: Uint8Array) => void): number | null => {
    if (heard.kind === 'elapsed') wait = null
    const steps = heard.kind === 'heard' ? line.heard(heard.bytes, now()) : line[heard.kind](now())
    performSteps(steps, (step) => act(step, send))
    return wait
  }
}

function readingAt(index: number): Reading {
  return {
    sampleNo: String(index + 1),
    item: '有机磷和氨基甲酸酯类',
    value: `${index + 1}.25`,
    unit: '%',
    flag: null,
    measuredAt: `2026-03-02T08:${String(index).padStart(2, '0')}:00`,
    channel: null,
    control: false,
    recordKey: null,
    foodHint: null,
  }
}

export interface Talking {
  /** Enough to make a device go on once: two, or nine where one frame holds eight. */
  readonly readings: readonly Reading[]
  /** The values as this device says them, undisturbed: some have one decimal. */
  readonly values: readonly string[]
  /** Something is sent after a reading came: only that can tell a device to forget it. */
  readonly answers: boolean
}

/** Null for a device that is never spoken to. */
export function talkingOf(driver: Driver): Talking | null {
  const two = [readingAt(0), readingAt(1)]
  const { steps, sent, settled } = undisturbed(driver, two).done
  if (sent.length === 0) return null
  const first = steps.findIndex((step) => step.kind === 'settle' && step.outcomes.some(isReading))
  const answers = steps.some((step, index) => step.kind === 'send' && index > first)
  const frames = settled.filter(({ outcomes }) => outcomes.some(isReading))
  const readings = frames.length > 1 ? two : Array.from({ length: 9 }, (_, index) => readingAt(index))
  const values = undisturbed(driver, readings)
    .outcomes()
    .flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading.value] : []))
  return { readings, values, answers }
}

function undisturbed(driver: Driver, readings: readonly Reading[]): Performance {
  return joinLine(driver.line(), driver.instrument(readings), { now: '2026-03-02T09:00:00' }).performance
}

function isReading({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcome.kind === 'reading'
}

/**
 * How many may be missing in the end. What a device says it could not hand over, it has not forgotten. A balance or meter measures anew
 * for each question: the one answer that a dead station did not hear is gone, and nobody told it to be.
 */
export function mayMiss({ category }: Driver, { counts }: Device): number {
  return (counts?.refused ?? 0) + (category === 'analyzer' ? 0 : 1)
}
