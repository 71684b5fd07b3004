/** 泰扬 touch models: 501-byte groups, and a dialogue for a device that may speak by itself or wait for each `24`. */
import { describe, expect, it } from 'vitest'
import { hundredfold } from '#drivers/kit/taiyang/group.ts'
import { BEGINS, bytes, ENDS, reading, sentBy, toldBy } from './taiyang-bytes.ts'

const ID = 'taiyang/ttnj-z16'
const PESTICIDE = '有机磷和氨基甲酸酯类'

/** One group of 2015-12-01 with one channel: name 白菜 in GB2312 (B0D7 B2CB), the result as given. */
function group(number: string, result: string, verdict = '01', code = '21'): string {
  const ascii = (text: string, length: number) =>
    Buffer.from(text, 'latin1')
      .toString('hex')
      .padEnd(length * 2, '0')
  const block = `${code} 0000 ${'B0D7B2CB'.padEnd(30, '0')} ${'00'.repeat(28)} 3F000000 3DCCCCCD ${result} ${verdict}`
  return `${ascii(number, 5)} ${ascii('2015-12-01', 11)} ${'00'.repeat(11)} 0001 ${block} ${'00'.repeat(59 * 7)}`
}

describe('a group', () => {
  it('is 501 bytes long, and read with the word of the device', () => {
    expect(bytes(group('0001', '3EB22D0E'))).toHaveLength(501)
    const line = reading(ID, '05')
    line.heard(bytes(group('0001', '3EB22D0E'), group('0002', '3F400000', '02', '28')))
    expect(toldBy(line).slice(3)).toEqual([
      `A1 34.8 % ${PESTICIDE} 2015-12-01 合格`,
      `A8 75 % ${PESTICIDE} 2015-12-01 超标`,
    ])
    const [first] = line.outcomes().slice(3)
    expect(first).toMatchObject({
      bytes: { from: 29, until: 88 },
      reading: { sampleNo: null, foodHint: '白菜', recordKey: '0001 2015-12-01 A1 0000' },
    })
  })

  it.each([
    ['0.348', '34.8'],
    ['0.5', '50'],
    ['1', '100'],
    ['0', '0'],
    ['-0.032', '-3.2'],
    ['0.00012', '0.012'],
    ['0.12345678', '12.345678'],
    ['12.5', '1250'],
  ])('%s is %s per cent, by moving the point', (fraction, percent) => {
    expect(hundredfold(fraction)).toBe(percent)
  })

  it.each([
    ['a verdict of 3', group('0001', '3F000000', '03')],
    ['no digits in its number', group('00X1', '3F000000')],
    ['a result no photometer has', group('0001', '00000012')],
  ])('with %s is damaged', (_why, hex) => {
    const line = reading(ID, '05')
    line.heard(bytes(hex))
    line.closed()
    expect(toldBy(line).slice(3).join('\n')).toMatch(/^damaged .*$/)
  })
})

describe('the dialogue', () => {
  it('begins the groups with one `24` and lets a device speak that speaks by itself', () => {
    const line = reading(ID, '05')
    expect(sentBy(line)).toEqual(['1BBF', '1BB1', '24'])
    line.heard(bytes(group('0001', '3F000000')))
    line.heard(bytes(group('0002', '3F000000')))
    expect(sentBy(line)).toHaveLength(3)
    line.heard(bytes(ENDS))
    expect(sentBy(line).slice(3)).toEqual(['1BFF'])
  })

  it('asks for each group when none comes by itself, and then at once', () => {
    const line = reading(ID, '05')
    line.heard(bytes(group('0001', '3F000000')))
    expect(line.done.wait).toBe(5_000)
    line.elapsed()
    expect(sentBy(line).slice(3)).toEqual(['24'])
    line.heard(bytes(group('0002', '3F000000')))
    line.heard(bytes(group('0003', '3F000000')))
    expect(sentBy(line).slice(4)).toEqual(['24', '24'])
  })

  it('does not go on over a group that is not on the disk', () => {
    const line = reading(ID, '05', (frame) => frame.length < 501)
    line.heard(bytes(group('0001', '3F000000')))
    line.elapsed()
    expect(sentBy(line).slice(3)).toEqual(['1BBF'])
  })

  it('does not go on over a spoiled group, and does not leave as if all were well', () => {
    const line = reading(ID, '05')
    line.heard(bytes(group('0001', '3F000000')).subarray(0, 480))
    line.elapsed()
    expect(toldBy(line).at(-1)).toBe('damaged frame-cut: 480 of 501 bytes')
    line.heard(bytes(group('0002', '3F000000')))
    line.heard(bytes(ENDS))
    expect(sentBy(line).slice(3)).toEqual([])
  })

  it('leaves the device alone after a spoiled group, also when a good one followed', () => {
    const line = reading(ID, '05')
    line.heard(bytes(group('0001', '3F000000', '03')))
    line.heard(bytes(group('0002', '3F000000')))
    line.elapsed()
    expect(sentBy(line).slice(3)).toEqual(['1BBF'])
  })

  it('never answers two silences: after the second it begins again', () => {
    const line = reading(ID, '05')
    line.heard(bytes(group('0001', '3F000000')))
    line.elapsed()
    line.elapsed()
    expect(sentBy(line).slice(3)).toEqual(['24', '1BBF'])
  })

  it('sends no `24` when the begin was not kept', () => {
    const line = reading(ID, '05', (frame) => frame[1] !== 0xc1)
    line.heard(bytes(BEGINS))
    expect(sentBy(line)).toEqual(['1BBF', '1BB1'])
  })
})
