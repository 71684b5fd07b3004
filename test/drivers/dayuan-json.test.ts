/** DY-6260 and the kit's JSON: objects whole by their braces, in whatever pieces TCP brings them, bounded. */
import { describe, expect, it } from 'vitest'
import { driver } from '#drivers/dayuan/dy-6260/driver.ts'
import { latinOf } from '#drivers/kit/bytes.ts'
import { innerObjects, JsonCollector } from '#drivers/kit/framing/json-text.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'

const now = '2026-03-02T09:00:00'
const result = (word: string, no: string, name = '鸡蛋') =>
  `{"检测结果":"${word}","检测项目":"氯霉素","样品编号":"${no}","样品名称":"${name}","检测时间":"2011-01-02 17:31:44"}`
const answer = (...results: readonly string[]) => encodeUtf8(`{"detail":[${results.join(',')}]}`)

describe('objects in a stream', () => {
  const cut = (text: string, longest = 1000) =>
    new JsonCollector(longest)
      .push(encodeUtf8(text))
      .map((event) => (event.kind === 'noise' ? `noise ${event.noise.count}` : latinOf(event.bytes)))

  it.each([
    ['{"a":1}{"b":2}', ['{"a":1}', '{"b":2}']],
    ['{"a":1}\r\n \t{"b":{"c":2}}\n', ['{"a":1}', '{"b":{"c":2}}']],
    ['{"a":"}"}{"b":"\\"}"}', ['{"a":"}"}', '{"b":"\\"}"}']],
    ['{"a":"\\\\"}{"b":2}', ['{"a":"\\\\"}', '{"b":2}']],
    ['xx}{"a":1}', ['noise 3', '{"a":1}']],
  ])('%j', (text, objects) => {
    expect(cut(text)).toEqual(objects)
  })

  it('gives an endless object up at the limit', () => {
    const events = new JsonCollector(1000).push(encodeUtf8(`{"a":"${'x'.repeat(5000)}`))
    expect(events[0]).toMatchObject({ kind: 'bad', reason: 'json-too-long: no end within 1000 bytes' })
  })

  it('an object that broke off, in a string or not, does not take the next with it', () => {
    for (const broken of ['{"detail":[{"a":"ha', '{"detail":[{"a":1', '{"det', '{"detail"']) {
      const events = new JsonCollector(1000, encodeUtf8('{"detail"')).push(encodeUtf8(`${broken}{"detail":[]}`))
      expect(events.map(({ kind }) => kind)).toEqual(['bad', 'frame'])
    }
  })

  it('finds the objects of a list, not those inside them', () => {
    const text = encodeUtf8('{"detail":[{"a":{"b":1}},{"c":"}{"}]}')
    expect(innerObjects(text).map(({ from, until }) => latinOf(text.subarray(from, until)))).toEqual([
      '{"a":{"b":1}}',
      '{"c":"}{"}',
    ])
  })
})

describe('an answer of a DY-6260', () => {
  it('has the words of the device, each with its bytes', () => {
    const bytes = answer(result('阴性', '7'), result('阳性', '8'))
    const outcomes = replayLine(driver.line(), [bytes], now).outcomes()
    expect(outcomes[1]).toMatchObject({
      kind: 'reading',
      reading: { sampleNo: '8', value: '阳性', flag: '阳性', measuredAt: '2011-01-02T17:31:44', foodHint: '鸡蛋' },
    })
    const said = outcomes.map(({ bytes: range }) => latinOf(bytes.subarray(range?.from, range?.until)))
    expect(said).toEqual([latinOf(encodeUtf8(result('阴性', '7'))), latinOf(encodeUtf8(result('阳性', '8')))])
  })

  it('is whole however it is cut, characters too', () => {
    const bytes = answer(result('阴性', '7', '}鸡"'.replace('"', '\\"')))
    for (let at = 0; at <= bytes.length; at++) {
      const outcomes = replayLine(driver.line(), [bytes.slice(0, at), bytes.slice(at)], now).outcomes()
      expect(outcomes, `cut at ${at}`).toMatchObject([{ reading: { sampleNo: '7', foodHint: '}鸡"' } }])
    }
  })

  it('one bad result costs the others nothing', () => {
    const kinds = replayLine(driver.line(), [answer('{"样品编号":"7"}', 'null', result('阴性', '8'))], now)
      .outcomes()
      .map(({ kind }) => kind)
    expect(kinds).toEqual(['damaged', 'damaged', 'reading'])
  })

  it.each(['{"detail":{}}', '{"other":[]}', '{"detail":[}', '{{{{}}}}'])('%s is damaged', (text) => {
    const outcomes = replayLine(driver.line(), [encodeUtf8(text)], now).outcomes()
    expect(outcomes.map(({ kind }) => kind)).toEqual(['damaged'])
  })

  it('half a megabyte of open braces is no crash', () => {
    const outcomes = replayLine(driver.line(), [new Uint8Array(600_000).fill(0x7b)], now).outcomes()
    expect(outcomes.every(({ kind }) => kind === 'damaged')).toBe(true)
  })
})

describe('the dialogue', () => {
  it('asks READ again and again; a result is kept once', () => {
    const talk = perform(driver.line(), now)
    talk.opened()
    for (let poll = 0; poll < 3; poll++) {
      talk.heard(answer(result('阴性', '7')))
      talk.elapsed()
    }
    expect(talk.done.sent.map(latinOf)).toEqual(['READ', 'READ', 'READ', 'READ'])
    expect(talk.outcomes()).toHaveLength(1)
  })
})
