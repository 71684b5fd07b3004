/** Several lines that are one unit, from a begin mark to an end mark: bounded, and a part of a block is never taken for a whole one. */
import { ByteBuffer, latinOf } from '../bytes.ts'
import { type Collector, Findings, type FrameEvent } from './collector.ts'

const CR = 0x0d
const LF = 0x0a

/** Bytes of an idle wire stick to the line that follows them; no begin mark has such. */
const stuckNoise = /^[^ -~]+/

export interface BlockShape {
  /** Lines come with each byte as one character, without their end. */
  begins(line: string): boolean
  ends(line: string): boolean
  /** Lines of a whole block, empty ones not counted. */
  readonly mostLines: number
  /** Bytes of a whole block. */
  readonly longest: number
}

/** A frame is a block with the first end byte of its last line; lines outside any block are noise. */
export class BlockCollector implements Collector {
  readonly #shape: BlockShape
  /** The block so far, or outside of blocks the line so far. */
  readonly #buffer = new ByteBuffer()
  readonly #found = new Findings()
  #inBlock = false
  #lineAt = 0
  #lines = 0
  /** The line has no end in sight: its rest is noise too. */
  #overlong = false

  constructor(shape: BlockShape) {
    this.#shape = shape
  }

  get unfinished(): boolean {
    return this.#buffer.length > 0 || this.#found.noise.count > 0
  }

  push(bytes: Uint8Array): readonly FrameEvent[] {
    for (let from = 0; from < bytes.length; ) {
      let until = from
      while (until < bytes.length && bytes[until] !== CR && bytes[until] !== LF) until++
      this.#take(bytes.subarray(from, until))
      if (until < bytes.length) this.#endLine(bytes[until] ?? CR)
      from = until + 1
    }
    return this.#found.take()
  }

  flush(why: string): readonly FrameEvent[] {
    if (this.#inBlock) this.#bad(this.#buffer.length, `block-cut: ${why} before its end`)
    this.#found.noise.addAll(this.#buffer.take())
    this.#found.endNoise()
    this.#overlong = false
    return this.#found.take()
  }

  #take(bytes: Uint8Array): void {
    const room = this.#overlong ? 0 : this.#shape.longest - this.#buffer.length
    this.#buffer.append(bytes.subarray(0, room))
    if (bytes.length < room) return
    if (!this.#overlong) this.#giveUp('bytes', this.#shape.longest)
    this.#found.noise.addAll(bytes.subarray(room))
  }

  #endLine(end: number): void {
    if (this.#overlong) {
      this.#found.noise.add(end)
      this.#overlong = false
      return
    }
    this.#buffer.push(end)
    const line = latinOf(this.#buffer.view().subarray(this.#lineAt, this.#buffer.length - 1))
    if (this.#inBlock) this.#lineInBlock(line)
    else this.#lineOutside(line)
  }

  #lineOutside(line: string): void {
    const front = this.#frontOf(line)
    if (front !== null) {
      this.#found.noise.addAll(this.#buffer.take(front))
      this.#begin()
    } else if (line === '') this.#buffer.take()
    else this.#found.noise.addAll(this.#buffer.take())
  }

  #lineInBlock(line: string): void {
    const front = this.#frontOf(line)
    if (front !== null) {
      this.#bad(this.#lineAt + front, 'block-cut: another began before its end')
      this.#begin()
      return
    }
    if (line !== '') this.#lines++
    this.#lineAt = this.#buffer.length
    if (this.#shape.ends(line)) {
      this.#inBlock = false
      this.#lineAt = 0
      this.#found.frame(this.#buffer.take())
    } else if (this.#lines > this.#shape.mostLines) this.#giveUp('lines', this.#shape.mostLines)
  }

  /** How many bytes of noise stand before the begin mark in this line; null when it begins no block. */
  #frontOf(line: string): number | null {
    if (this.#shape.begins(line)) return 0
    const stuck = stuckNoise.exec(line)?.[0].length ?? 0
    return stuck > 0 && this.#shape.begins(line.slice(stuck)) ? stuck : null
  }

  /** The buffer holds the begin line and nothing else. */
  #begin(): void {
    this.#found.endNoise()
    this.#inBlock = true
    this.#lineAt = this.#buffer.length
    this.#lines = 1
  }

  #giveUp(what: 'bytes' | 'lines', most: number): void {
    if (this.#inBlock) this.#bad(this.#buffer.length, `block-too-long: no end within ${most} ${what}`)
    else this.#found.noise.addAll(this.#buffer.take())
    this.#overlong = what === 'bytes'
  }

  #bad(length: number, reason: string): void {
    this.#found.bad(this.#buffer.take(length), reason)
    this.#inBlock = false
    this.#lineAt = 0
  }
}

export interface BlockLine {
  /** Each byte as one character, outer blanks kept. */
  readonly text: string
  /** Its bytes in the block, without the end. */
  readonly from: number
  readonly until: number
}

/** The lines of a block that are not empty. */
export function blockLines(block: Uint8Array): readonly BlockLine[] {
  const lines: BlockLine[] = []
  let from = 0
  for (let at = 0; at <= block.length; at++) {
    if (at < block.length && block[at] !== CR && block[at] !== LF) continue
    const text = latinOf(block.subarray(from, at))
    if (text.trim() !== '') lines.push({ text, from, until: at })
    from = at + 1
  }
  return lines
}
