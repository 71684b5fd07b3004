/** What analyzers say, made up by seed: printed lines, delimited records, binary frames; for tests that spoil it on the line. */
import { pick, randomFrom } from '#test/core/support/random.ts'

export type Talk = 'lines' | 'chinese' | 'records' | 'binary'

/** 青菜 韭菜 豇豆 合格 阴性 in GB18030. */
const WORDS = ['c7e0b2cb', 'bec2b2cb', 'f3f8b6b9', 'bacfb8f1', 'd2f5d0d4'].map((hex) => [...Buffer.from(hex, 'hex')])

/** At least `messages` messages of one kind. */
export function talk(kind: Talk, seed: number, messages: number): readonly Uint8Array[] {
  const random = randomFrom(seed)
  return Array.from({ length: messages }, (_, n) => message(kind, random, n))
}

function message(kind: Talk, random: () => number, n: number): Uint8Array {
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
  const value = `${digits(2)}.${digits(2)}`
  const day = `2025-03-${10 + (n % 20)} 09:${digits(1)}5:${1 + (n % 5)}7`
  switch (kind) {
    case 'lines':
      return ascii(`No.${digits(4)}  ${day}  Inhib ${value} %  ${pick(random, ['PASS', 'FAIL', 'Negative'])}\r\n`)
    case 'chinese':
      return Uint8Array.from([
        ...ascii(`${day},`),
        ...pick(random, WORDS),
        ...ascii(`,${value},`),
        ...pick(random, WORDS),
        13,
        10,
      ])
    case 'records':
      return ascii(`\x02${n % 8}R|${n}|^^^OP|${value}|%||N||F||||20250310${digits(6)}\r\x03${digits(2)}\r\n`)
    case 'binary': {
      const body = Array.from({ length: 18 }, () => Math.floor(random() * 256))
      return Uint8Array.from([0x7e, 0x10, 18, ...body, body.reduce((sum, one) => sum + one, 0) & 0xff, 0xaa])
    }
  }
}

export function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
