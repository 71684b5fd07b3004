/**
 * MLLP, the lowest part of HL7 v2: a message stands between 0B and 1C 0D, on a socket and on a serial line alike. Text that begins with
 * `MSH` outside a block is taken too, as exported files and careless senders have it. Decoding comes after.
 */
import { ByteBuffer, latinOf } from '../bytes.ts'
import { type Collector, Findings, type FrameEvent } from '../framing/collector.ts'
import { NOISE_KEPT } from '../framing/noise.ts'

export const START = 0x0b
export const END = 0x1c
const CR = 0x0d
const LF = 0x0a
/** `MSH`: the first segment of every message (HL7 2.3.1, 2.9). */
const msh = [0x4d, 0x53, 0x48] as const
/** Stands before the first `MSH` of files that Windows programs write. */
const byteOrderMark = [0xef, 0xbb, 0xbf] as const

/** A result with its curve as Base64 has some hundred KB; a sender that never ends would otherwise fill the memory. */
const LONGEST_MESSAGE = 16 * 1024 * 1024

type State = 'outside' | 'block' | 'bare' | 'overlong'

/**
 * A frame is `0B … 1C`, or bare text from one `MSH` to the next. The CR behind 1C and line ends between messages are padding: a
 * message is answered at its 1C, as some devices never send the CR.
 */
export class MllpCollector implements Collector {
  readonly #longest: number
  readonly #message = new ByteBuffer()
  readonly #found = new Findings()
  #state: State = 'outside'
  /** How much of `MSH` stands at the beginning of the current line, which begins at `#line` of a bare message; -1: something else does. */
  #matched = 0
  #line = 0
  #marked = 0

  constructor(longest: number = LONGEST_MESSAGE) {
    this.#longest = longest
  }

  get unfinished(): boolean {
    return this.#state !== 'outside' || this.#matched > 0 || this.#found.noise.count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    for (let at = 0; at < bytes.length; ) {
      if (this.#state === 'block') at = this.#inBlock(bytes, at)
      else this.#take(bytes[at++] ?? 0)
    }
    return this.#found.take()
  }

  flush(why: string): readonly FrameEvent[] {
    if (this.#state === 'bare') this.#frame()
    else if (this.#state === 'block') this.#cut(`message-cut: ${why} before 1C`)
    this.#endNoise()
    this.#state = 'outside'
    return this.#found.take()
  }

  #take(byte: number): void {
    if (byte === START) this.#start()
    else if (byte === END) this.#end()
    else if (this.#state === 'outside') this.#outside(byte)
    else if (this.#state === 'overlong') this.#found.noise.add(byte)
    else {
      this.#message.push(byte)
      this.#inBare(byte)
      if (this.#message.length >= this.#longest) this.#giveUp()
    }
  }

  /** Most bytes of most lines: taken in runs. Returns where the run ended. */
  #inBlock(bytes: Uint8Array, from: number): number {
    const most = Math.min(bytes.length, from + this.#longest - this.#message.length)
    let until = from
    while (until < most && bytes[until] !== START && bytes[until] !== END) until++
    this.#message.append(bytes.subarray(from, until))
    if (this.#message.length >= this.#longest) this.#giveUp()
    else if (until < bytes.length) this.#take(bytes[until++] ?? 0)
    return until
  }

  /** 0B never stands in text (2.10): what had begun before it broke off. */
  #start(): void {
    if (this.#state === 'bare') this.#frame()
    else if (this.#state === 'block') this.#cut('message-cut: another 0B before 1C')
    this.#endNoise()
    this.#message.push(START)
    this.#state = 'block'
  }

  #end(): void {
    if (this.#state === 'block' || this.#state === 'bare') {
      this.#message.push(END)
      this.#frame()
      return
    }
    const outside = this.#state === 'outside'
    this.#state = 'outside'
    this.#spill()
    this.#matched = 0
    if (outside && this.#found.noise.count > 0) this.#found.noise.add(END)
    const noise = this.#found.noise.take()
    if (noise === null) return
    // Segments with an end and no beginning were a message once: not noise for a person to overlook.
    const reason = `block-start-missing: ${noise.count} bytes before 1C`
    if (outside && /[A-Z]{2}[A-Z0-9]\|/.test(latinOf(noise.bytes))) this.#found.bad(noise.bytes, reason)
    else this.#found.stray(noise)
  }

  #outside(byte: number): void {
    if (byte === CR || byte === LF) {
      if (this.#matched > 0 || this.#found.noise.count > 0) {
        this.#spill()
        this.#found.noise.add(byte)
      }
      this.#matched = 0
      this.#marked = 0
      return
    }
    if (this.#matched === 0 && byte === byteOrderMark[this.#marked]) {
      this.#marked = (this.#marked + 1) % byteOrderMark.length
      this.#found.noise.add(byte)
      return
    }
    if (this.#marked > 0) this.#matched = -1
    this.#marked = 0
    if (this.#matched >= 0 && byte === msh[this.#matched]) {
      this.#matched++
      if (this.#matched < msh.length) return
      this.#endNoise(false)
      this.#message.append(Uint8Array.from(msh))
      this.#matched = -1
      this.#line = 0
      this.#state = 'bare'
      return
    }
    this.#spill()
    this.#found.noise.add(byte)
  }

  #inBare(byte: number): void {
    if (byte === CR || byte === LF) {
      this.#line = this.#message.length
      this.#matched = 0
      return
    }
    if (this.#matched < 0) return
    this.#matched = byte === msh[this.#matched] ? this.#matched + 1 : -1
    if (this.#matched < msh.length) return
    this.#found.frame(this.#message.take(this.#line))
    this.#line = 0
    this.#matched = -1
  }

  /** What looked like the beginning of `MSH` was none. */
  #spill(): void {
    for (let at = 0; at < this.#matched; at++) this.#found.noise.add(msh[at] ?? 0)
    this.#matched = -1
  }

  #frame(): void {
    this.#found.frame(this.#message.take())
    this.#reset()
  }

  #cut(reason: string): void {
    const bytes = this.#message.take()
    // A lone 0B: doubled start marks are a habit, not a lost message.
    if (bytes.length === 1) this.#found.stray({ bytes, count: 1 })
    else this.#found.bad(bytes, reason)
    this.#reset()
  }

  /** Its first part says which message it was; the rest is counted until something begins anew. */
  #giveUp(): void {
    const bytes = this.#message.take().slice(0, NOISE_KEPT)
    this.#found.bad(bytes, `message-too-long: no end within ${this.#longest} bytes`)
    this.#reset()
    this.#state = 'overlong'
  }

  #reset(): void {
    this.#state = 'outside'
    this.#matched = 0
    this.#line = 0
  }

  #endNoise(spill = true): void {
    if (spill) this.#spill()
    this.#matched = 0
    this.#marked = 0
    this.#found.endNoise()
  }
}
