/** DY-7200: records that are lines of GB2312, found by their label or by their place. */
import { describe, expect, it } from 'vitest'
import { driver as dy7200 } from '#drivers/dayuan/dy-7200/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import { answer, range } from './host-bytes.ts'

const now = '2026-03-02T09:00:00'

describe('DY-7200, lines of text', () => {
  const text = (lines: readonly string[]) => {
    // 合格 BA CF B8 F1, 检测结果：BC EC B2 E2 BD E1 B9 FB A3 BA, written out as GB2312.
    const gb: Readonly<Record<string, string>> = {
      合格: 'BACFB8F1',
      '检测项目：': 'BCECB2E2CFEEC4BFA3BA',
      '检测结果：': 'BCECB2E2BDE1B9FBA3BA',
      '：': 'A3BA',
    }
    const bytes = lines.flatMap((line) => {
      const hex = line.replace(
        /检测项目：|检测结果：|合格|：|[\x20-\x7e]/g,
        (part) => gb[part] ?? Buffer.from(part).toString('hex'),
      )
      return [...Buffer.from(hex, 'hex'), 0x0d]
    })
    return replayLine(dy7200.line(), [answer(0x45, 6, [1, 0, 0, ...bytes])], now).outcomes()
  }

  it.each([
    ['1.5 mg/kg 合格', '1.5', 'mg/kg', '合格'],
    ['1.5 合格', '1.5', null, '合格'],
    ['1.5 mg/kg', '1.5', 'mg/kg', null],
    ['合格', '合格', null, null],
  ])('%s', (result, value, unit, flag) => {
    expect(text(['检测项目：X', `检测结果：${result}`])).toMatchObject([{ reading: { item: 'X', value, unit, flag } }])
  })

  it('takes the sixth and seventh line when the labels are others, counted from 0', () => {
    expect(text(['a：0', 'b：', 'c：', 'd：', 'e：', 'f：', 'g：X', 'h：1.5 mg/kg'])).toMatchObject([
      { reading: { item: 'X', value: '1.5' } },
    ])
  })

  it('does not take a line that carries another label', () => {
    expect(text(['a：', 'b：', 'c：', 'd：', 'e：', 'f：', '检测结果：1.5', 'h：2'])).toMatchObject([
      { kind: 'damaged' },
    ])
  })

  it('asks for no list and for no cards', () => {
    expect(replayLine(dy7200.line(), [answer(0x20, 0), range(0x43, 0, 0)], now).done.sent.map((one) => one[2])).toEqual(
      [0x20, 0x43],
    )
  })
})
