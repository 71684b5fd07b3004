/** Frames of the 达元 03 FF family, built here by hand and not by the kit. */

import type { Line } from '#drivers/kit/line.ts'
import { type Performance, perform } from '#drivers/kit/perform.ts'

function xorOf(bytes: readonly number[]): number {
  return bytes.reduce((xor, byte) => xor ^ byte, 0)
}

export function two(value: number): readonly number[] {
  return [value & 0xff, (value >> 8) & 0xff]
}

/** An answer: `03 FE cmd 00`, parameter, length, both XORs, data. */
export function answer(command: number, parameter: number, data: readonly number[] = []): Uint8Array {
  const front = [3, 0xfe, command, 0, ...two(parameter), 0, 0, ...two(data.length)]
  return Uint8Array.from([...front, xorOf(front), xorOf(data), ...data])
}

function padded(bytes: readonly number[], length: number): readonly number[] {
  return [...bytes, ...Array.from({ length: length - bytes.length }, () => 0)]
}

/** 128 bytes: an ASCII name, unit `mg/kg`, method. */
export function item(name: string, method = 1): readonly number[] {
  return padded([...padded([...Buffer.from(name)], 16), ...padded([...Buffer.from('mg/kg')], 8), method], 128)
}

/** Two items on page 0, one on page 1. */
export const pages = [answer(0x42, 0, [...item('A', 0), ...item('B')]), answer(0x42, 0x100, item('C'))] as const

export function range(command: number, first: number, end: number): Uint8Array {
  return answer(command, 0, [...padded([], 8), ...two(first), ...two(end)])
}

/** 2026-03-02 08:30:14: year 26, month 3, day 2; hour 8, minute 30, 7 half seconds. */
export const clock: readonly number[] = [0xc7, 0x43, 0x62, 0x34]

export interface CurveRecord {
  readonly number?: number
  readonly place?: number
  readonly time?: readonly number[]
  readonly channel?: number
  readonly flag?: number
  readonly value?: readonly number[]
}

export function curve({
  number = 1,
  place = 1,
  time = clock,
  channel = 1,
  flag = 0,
  value = [],
}: CurveRecord): Uint8Array {
  return answer(0x45, number, [1, place, 0, 0, ...time, channel, flag, 0, 0, ...padded(value, 4)])
}

export function hexOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? [])
    .toString('hex')
    .toUpperCase()
}

export function reasonsOf(performance: Performance): readonly string[] {
  return performance
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading'
        ? `reading ${outcome.reading.item} ${outcome.reading.value}`
        : `${outcome.kind} ${outcome.reason}`,
    )
}

export interface Driven {
  readonly line: Performance
  /** What was sent since this was asked last, as hex. */
  sent(): readonly string[]
}

export function driven(line: Line, now: string, keeps?: (bytes: Uint8Array) => boolean): Driven {
  const performance = perform(line, now, keeps)
  let seen = 0
  performance.opened()
  return {
    line: performance,
    sent() {
      const fresh = performance.done.sent.slice(seen).map(hexOf)
      seen = performance.done.sent.length
      return fresh
    },
  }
}
