/** Bytes to characters: ASCII is the same in every charset, and from 80 on each charset has its own. */
import { expect, test } from 'vitest'
import { type Charset, decodeText, encodeUtf8 } from '#drivers/kit/text.ts'

const ascii = Uint8Array.from({ length: 128 }, (_, byte) => byte)

test('ASCII is the same in all charsets, control bytes included', () => {
  const charsets: readonly (Charset | null)[] = ['utf-8', 'gb18030', 'cp437', 'latin1', null]
  for (const charset of charsets)
    expect(decodeText(ascii, charset)).toEqual({
      text: String.fromCharCode(...ascii),
      charset: charset ?? 'utf-8',
      lossy: false,
    })
})

test('one byte from 80 on makes it the charset its own', () => {
  for (let byte = 0x80; byte <= 0xff; byte++) {
    const bytes = Uint8Array.of(0x41, byte)
    expect(decodeText(bytes, 'latin1').text).toBe(`A${String.fromCharCode(byte)}`)
    expect(decodeText(bytes, 'cp437').text).not.toBe(`A${String.fromCharCode(byte)}`)
    expect(decodeText(bytes, 'utf-8')).toMatchObject({ text: 'A\ufffd', lossy: true })
  }
})

test('GBK that says nothing of itself is read as GB18030, and a long text as a short one', () => {
  expect(decodeText(Uint8Array.of(0xbe, 0xc2, 0xb2, 0xcb))).toEqual({ text: '韭菜', charset: 'gb18030', lossy: false })
  expect(decodeText(encodeUtf8('韭菜'.repeat(2000))).text).toBe('韭菜'.repeat(2000))
  expect(decodeText(encodeUtf8('x'.repeat(5000)), 'latin1').text).toBe('x'.repeat(5000))
})
