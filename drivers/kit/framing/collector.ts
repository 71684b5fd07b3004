/** What cuts a stream into units of one conversation, and what it finds on the way: frames, broken ones, and noise between them. */
import { type Noise, NoiseRun } from './noise.ts'

export type FrameEvent =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  /** Began like a frame of this model and is none. */
  | { readonly kind: 'bad'; readonly bytes: Uint8Array; readonly reason: string }
  | { readonly kind: 'noise'; readonly noise: Noise }

/** `flush`: nothing more comes, and why. */
export interface Collector {
  readonly unfinished: boolean
  push(bytes: Uint8Array): readonly FrameEvent[]
  flush(why: string): readonly FrameEvent[]
}

/** What was found since the last `take`, in the order of the stream. */
export class Findings {
  /** The run that is still growing; told by `endNoise`. */
  readonly noise = new NoiseRun()
  #events: FrameEvent[] = []

  frame(bytes: Uint8Array): void {
    this.#events.push({ kind: 'frame', bytes })
  }

  bad(bytes: Uint8Array, reason: string): void {
    this.#events.push({ kind: 'bad', bytes, reason })
  }

  /** Bytes of no frame that are told by themselves. */
  stray(noise: Noise): void {
    this.#events.push({ kind: 'noise', noise })
  }

  endNoise(): void {
    const noise = this.noise.take()
    if (noise !== null) this.stray(noise)
  }

  take(): readonly FrameEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }
}
