/** The camera's time in a JPEG, built byte by byte; anything else says nothing and never throws. */
import { expect, test } from 'vitest'
import { shotTime } from '#core/control/shot-time.ts'
import { randomFrom } from '#test/core/support/random.ts'

const text = '2026:03:02 08:05:12\0'

/** SOI, an APP0 before it, APP1 with IFD0 -> Exif IFD -> DateTimeOriginal. */
function jpeg(little: boolean, said = text, tag = 0x9003): Uint8Array {
  const u16 = (value: number) => (little ? [value & 255, value >> 8] : [value >> 8, value & 255])
  const u32 = (value: number) => (little ? [value, 0, 0, 0] : [0, 0, 0, value])
  const entry = (id: number, kind: number, count: number, value: number) => [
    ...u16(id),
    ...u16(kind),
    ...u32(count),
    ...u32(value),
  ]
  const tiff = [
    ...(little ? [0x49, 0x49] : [0x4d, 0x4d]),
    ...u16(42),
    ...u32(8),
    ...u16(2),
    ...entry(0x0112, 3, 1, 1),
    ...entry(0x8769, 4, 1, 38),
    ...u32(0),
    ...u16(1),
    ...entry(tag, 2, 20, 56),
    ...u32(0),
    ...Buffer.from(said, 'latin1'),
  ]
  const app1 = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  const segment = (marker: number, body: readonly number[]) => [
    0xff,
    marker,
    (body.length + 2) >> 8,
    (body.length + 2) & 255,
    ...body,
  ]
  return Uint8Array.from([0xff, 0xd8, ...segment(0xe0, [1, 2, 3]), ...segment(0xe1, app1), 0xff, 0xda, 0, 2, 1, 2])
}

test.each([true, false])('little-endian %s', (little) => {
  expect(shotTime(jpeg(little))).toBe('2026-03-02 08:05:12')
  // The same bytes somewhere inside a larger buffer.
  const inside = new Uint8Array([9, 9, 9, ...jpeg(little), 9]).subarray(3, -1)
  expect(shotTime(inside)).toBe('2026-03-02 08:05:12')
})

test('no such tag, no time, no JPEG: nothing', () => {
  expect(shotTime(jpeg(true, text, 0x9004))).toBeNull()
  expect(shotTime(jpeg(true, '    :  :     :  :  \0'))).toBeNull()
  expect(shotTime(Uint8Array.from([0x89, 0x50, 0x4e, 0x47]))).toBeNull()
  expect(shotTime(new Uint8Array())).toBeNull()
})

test('cut anywhere, or with any bytes changed, it says a time or nothing', () => {
  const whole = jpeg(false)
  const random = randomFrom(7)
  for (let length = 0; length < whole.length; length += 1) shotTime(whole.subarray(0, length))
  for (let turn = 0; turn < 3_000; turn += 1) {
    const spoiled = Uint8Array.from(whole)
    for (let hit = 0; hit < 3; hit += 1) spoiled[Math.floor(random() * spoiled.length)] = Math.floor(random() * 256)
    expect(shotTime(spoiled) ?? '2026-03-02 08:05:12').toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
  }
})
