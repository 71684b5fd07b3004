/** Bytes that belong to no frame: counted to the last, kept up to a limit, told once for each run. */
import { ByteBuffer } from '../bytes.ts'

/** What is worth keeping of a run: enough to see a wrong baud rate, too little for an endless stream to fill a disk. */
export const NOISE_KEPT = 4096

export interface Noise {
  readonly bytes: Uint8Array
  readonly count: number
}

export class NoiseRun {
  readonly #kept = new ByteBuffer()
  #count = 0

  get count(): number {
    return this.#count
  }

  add(byte: number): void {
    this.#count++
    if (this.#kept.length < NOISE_KEPT) this.#kept.push(byte)
  }

  addAll(bytes: Uint8Array): void {
    this.#count += bytes.length
    if (this.#kept.length < NOISE_KEPT) this.#kept.append(bytes.subarray(0, NOISE_KEPT - this.#kept.length))
  }

  /** The run so far, or null when there was none; a new run begins. */
  take(): Noise | null {
    if (this.#count === 0) return null
    const noise = { bytes: this.#kept.take(), count: this.#count }
    this.#count = 0
    return noise
  }
}

/** `noise: 12 bytes before a frame`; says so when only the first part was kept. */
export function noiseReason({ bytes, count }: Noise): string {
  const kept = bytes.length < count ? `, the first ${bytes.length} kept` : ''
  return `noise: ${count} ${count === 1 ? 'byte' : 'bytes'} outside any frame${kept}`
}
