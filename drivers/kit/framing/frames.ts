/**
 * Binary frames found by their own length and check, wherever they begin: after a bad one the search goes on at its next byte,
 * so the good frame behind it is never lost. Head and tail bytes may stand inside data; they alone never make a frame.
 */
import { ByteBuffer } from '../bytes.ts'
import { type Collector, Findings, type FrameEvent } from './collector.ts'

export interface FrameShape {
  /**
   * The whole length of the frame that begins at `at`, judged by what is there so far; 0 when none begins here;
   * `unknown-yet` while the bytes that tell its length are still to come. Never longer than `longest`.
   */
  lengthAt(view: Uint8Array, at: number): number | 'unknown-yet'
  /** Null when a frame of this length is whole, else `code: detail`: its check, its tail, a field no such device sends. */
  problemOf(frame: Uint8Array): string | null
  /** What is already wrong with the first bytes of a frame that is still arriving; lets the search go on at once. */
  earlyProblemOf?(head: Uint8Array): string | null
  /** Bytes; a device that announces more is noise. Bounds the memory of a line. */
  readonly longest: number
}

export class FrameCollector implements Collector {
  readonly #shape: FrameShape
  readonly #buffer = new ByteBuffer()
  /** Its noise is the stretch that was searched and held no good frame, since the last one. */
  readonly #found = new Findings()

  constructor(shape: FrameShape) {
    this.#shape = shape
  }

  get unfinished(): boolean {
    return this.#buffer.length > 0 || this.#found.noise.count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    this.#buffer.append(bytes)
    this.#search(false)
    return this.#found.take()
  }

  /** Nothing more comes: what waits for its rest is bad. */
  flush(): readonly FrameEvent[] {
    this.#search(true)
    this.#tellStretch()
    return this.#found.take()
  }

  #search(final: boolean): void {
    const view = this.#buffer.view()
    let at = 0
    while (at < view.length) {
      const length = this.#goodAt(view, at, final)
      if (length === 'unknown-yet') break
      if (length === 0) {
        this.#found.noise.add(view[at] ?? 0)
        at++
        continue
      }
      this.#tellStretch()
      this.#found.frame(view.slice(at, at + length))
      at += length
    }
    this.#buffer.drop(at)
  }

  /** The length of a good frame at `at`, 0 when there is none. */
  #goodAt(view: Uint8Array, at: number, final: boolean): number | 'unknown-yet' {
    const length = this.#shape.lengthAt(view, at)
    if (length === 0) return 0
    if (length !== 'unknown-yet' && length > this.#shape.longest) return 0
    if (length === 'unknown-yet' || at + length > view.length) {
      const hopeless = final || view.length - at >= this.#shape.longest
      return hopeless || this.#earlyProblem(view.subarray(at)) !== null ? 0 : 'unknown-yet'
    }
    return this.#shape.problemOf(view.subarray(at, at + length)) === null ? length : 0
  }

  #earlyProblem(head: Uint8Array): string | null {
    return this.#shape.earlyProblemOf?.(head) ?? null
  }

  /** A stretch without a good frame is told piece by piece: a new one begins where a frame could begin. */
  #tellStretch(): void {
    const stretch = this.#found.noise.take()
    if (stretch === null) return
    const { bytes, count } = stretch
    if (count > bytes.length) {
      this.#found.stray(stretch)
      return
    }
    let from = 0
    for (let at = 1; at <= bytes.length; at++) {
      if (at < bytes.length && this.#shape.lengthAt(bytes, at) === 0) continue
      this.#tellPiece(bytes, from, at)
      from = at
    }
  }

  #tellPiece(stretch: Uint8Array, from: number, until: number): void {
    const bytes = stretch.slice(from, until)
    const length = this.#shape.lengthAt(stretch, from)
    if (length === 0) this.#found.stray({ bytes, count: bytes.length })
    else this.#found.bad(bytes, this.#reasonOf(stretch, from, length))
  }

  #reasonOf(stretch: Uint8Array, from: number, length: number | 'unknown-yet'): string {
    const there = stretch.length - from
    const early = this.#earlyProblem(stretch.subarray(from))
    if (early !== null) return early
    if (length === 'unknown-yet') return `frame-cut: ${there} bytes, its length not yet said`
    if (length > there) return `frame-cut: ${there} of ${length} bytes`
    return this.#shape.problemOf(stretch.subarray(from, from + length)) ?? 'frame-broken: not told which way'
  }
}
