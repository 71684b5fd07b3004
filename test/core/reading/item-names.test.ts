/** A site's names for a device's item codes: what is mapped is renamed, what is not stays as the device said it. */
import { describe, expect, it } from 'vitest'
import { itemNamed } from '#core/reading/item-names.ts'

const names = { '413': '有机磷', AFB1: '黄曲霉毒素B1', 'A^B': '氯霉素' }

describe('item names', () => {
  it.each([
    ['413', '有机磷'],
    [' AFB1 ', '黄曲霉毒素B1'],
    ['A^B', '氯霉素'],
    ['afb1', 'afb1'],
    ['A', 'A'],
    ['', ''],
    ['toString', 'toString'],
    ['__proto__', '__proto__'],
  ])('%j is %j', (code, name) => {
    expect(itemNamed(code, names)).toBe(name)
  })
})
