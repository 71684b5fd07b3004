/** 泰扬 frames have no check and no start byte: what the frame search leaves in crumbs is put together again, one told for one spoiled. */
import { joinBytes } from '../bytes.ts'
import type { Collector, FrameEvent } from '../framing/collector.ts'
import { FrameCollector, type FrameShape } from '../framing/frames.ts'
import { wordOf } from './words.ts'

type Spoiled = Exclude<FrameEvent, { kind: 'frame' }>

/** `header`: fewer bytes than this name no record. */
export class TaiyangCollector implements Collector {
  readonly #frames: FrameCollector
  readonly #longest: number
  readonly #header: number

  constructor(shape: FrameShape, header: number) {
    this.#frames = new FrameCollector(shape)
    this.#longest = shape.longest
    this.#header = header
  }

  get unfinished(): boolean {
    return this.#frames.unfinished
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    return this.#joined(this.#frames.push(bytes))
  }

  flush(): readonly FrameEvent[] {
    return this.#joined(this.#frames.flush())
  }

  #joined(events: readonly FrameEvent[]): readonly FrameEvent[] {
    const told: FrameEvent[] = []
    let run: Spoiled | null = null
    for (const event of events) {
      if (event.kind !== 'frame') {
        const fits: boolean = run !== null && sizeOf(run) + sizeOf(event) <= this.#longest
        if (run !== null && !fits) told.push(this.#named(run))
        run = run !== null && fits ? joined(run, event) : event
        continue
      }
      // Inside a spoiled record, two bytes that look like a word are none: the device answers alone.
      const isInside: boolean = run !== null && sizeOf(run) >= this.#header && wordOf(event.bytes) !== null
      if (run !== null) told.push(this.#named(isInside ? joined(run, inside(event)) : run))
      if (!isInside) told.push(event)
      run = null
    }
    if (run !== null) told.push(this.#named(run))
    return told
  }

  #named(run: Spoiled): FrameEvent {
    // `1B 02` may be the model or the first two bytes of a record of second 27, minute 2: silence says that it was the model.
    if (run.kind === 'bad') return wordOf(run.bytes) === null ? run : { kind: 'frame', bytes: run.bytes }
    return run.noise.count === this.#longest ? { kind: 'bad', bytes: run.noise.bytes, reason: GARBLED } : run
  }
}

const GARBLED = 'record-garbled: as long as a record, and its head is none'

function sizeOf(event: Spoiled): number {
  return event.kind === 'bad' ? event.bytes.length : event.noise.count
}

/** The first reason is told. */
function joined(left: Spoiled, right: Spoiled): Spoiled {
  const bytes = joinBytes([bytesOf(left), bytesOf(right)])
  if (left.kind === 'bad') return { ...left, bytes }
  if (right.kind === 'bad') return { ...right, bytes }
  return { kind: 'noise', noise: { bytes, count: sizeOf(left) + sizeOf(right) } }
}

function inside({ bytes }: Extract<FrameEvent, { kind: 'frame' }>): Spoiled {
  return { kind: 'noise', noise: { bytes, count: bytes.length } }
}

function bytesOf(event: Spoiled): Uint8Array {
  return event.kind === 'bad' ? event.bytes : event.noise.bytes
}
