/** Single floats as text: the vectors of the instruments, and a walk over the whole range that every text comes back the same. */
import { expect, it } from 'vitest'
import { bytesOfHex } from '#drivers/kit/bytes.ts'
import { float32be, float32beBytes, float32Text } from '#drivers/kit/field/float.ts'
import { dice } from './dice.ts'

it.each([
  ['3F18928B', '0.59598607'],
  ['420B32FB', '34.799786'],
  ['3F009557', '0.50227875'],
  ['447CBC7C', '1010.94507'],
  ['4660A81D', '14378.028'],
  ['3F800000', '1'],
  ['3DCCCCCD', '0.1'],
  ['42480000', '50'],
  ['C0A00000', '-5'],
  ['00000000', '0'],
  ['4B800000', '16777216'],
  ['501502F9', '10000000000'],
  ['33D6BF95', '0.0000001'],
  ['00000001', '0.000000000000000000000000000000000000000000001'],
  ['7FC00000', 'NaN'],
  ['FF800000', '-Infinity'],
])('%s is %s', (hex, text) => {
  const bytes = bytesOfHex(hex)
  expect(float32Text(float32be(bytes, 0))).toBe(text)
})

it('reads where it is told to, also inside a larger buffer', () => {
  const frame = bytesOfHex('FF FF 42 48 00 00 FF').subarray(1)
  expect(float32be(frame, 1)).toBe(50)
})

it('comes back the same from its text, over the whole range', () => {
  const roll = dice(32)
  for (let run = 0; run < 20_000; run++) {
    const bytes = Uint8Array.from({ length: 4 }, () => roll(256))
    const value = float32be(bytes, 0)
    const text = float32Text(value)
    if (Number.isNaN(value)) continue
    expect(text).toMatch(/^-?(\d+(\.\d+)?|Infinity)$/)
    expect(Math.fround(Number(text)), text).toBe(value)
    if (value !== 0) expect([...float32beBytes(Number(text))]).toEqual([...bytes])
  }
})
