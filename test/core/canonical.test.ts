/** Canonical JSON: the same data is the same text, whoever wrote it down. */
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#core/canonical.ts'

describe('canonicalJson', () => {
  it('orders names by code unit, at every depth', () => {
    expect(canonicalJson({ b: 1, a: { 样: null, Z: [true, { y: 2, x: '1' }] }, B: 'é' })).toBe(
      '{"B":"é","a":{"Z":[true,{"x":"1","y":2}],"样":null},"b":1}',
    )
  })

  it('reads back as what it was', () => {
    const value = { text: 'a"b\\c\n\u2028韭菜𠮷', list: [], none: null, number: -0.5 }
    expect(JSON.parse(canonicalJson(value))).toEqual(value)
  })

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson([Number.NaN])).toThrow('Not a JSON number')
  })
})
