/** The conversation with an Orion Star: GETMEAS, its padded echo, eighteen fields, the prompt; an empty answer is a prompt alone. */
import { describe, expect, it } from 'vitest'
import { PromptCollector } from '#drivers/kit/framing/prompt-lines.ts'
import { type Performance, perform } from '#drivers/kit/perform.ts'
import { driver } from '#drivers/thermo/orion-star/driver.ts'

const now = '2026-03-02T09:00:00'
const echo = 'GETMEAS         \r\n\r\n\r'

function fields(ph: string, time = '03/02/26 08:59:00', sample = '---'): string {
  return `A211 pH,X01234,3.04,ADMIN,${time},${sample},CH-1,pH,${ph},pH,-12.3,mV,25.0,C,98.5,%,M100,#12`
}

function open(): Performance {
  const line = perform(driver.line(), now)
  line.opened()
  return line
}

function says(line: Performance, text: string): void {
  line.heard(new Uint8Array(Buffer.from(text, 'latin1')))
}

function said(line: Performance): readonly string[] {
  return line.outcomes().flatMap((one) => (one.kind === 'reading' ? [`${one.reading.item} ${one.reading.value}`] : []))
}

function questions(line: Performance): readonly string[] {
  return line.done.sent.map((bytes) => Buffer.from(bytes).toString('latin1'))
}

describe('thermo/orion-star', () => {
  it('asks once, reads pH, potential and temperature, and rests', () => {
    const line = open()
    says(line, `${echo}${fields('6.86', '03/02/26 08:59:00', 'S-7')}\n\r\r>`)
    expect(questions(line)).toEqual(['GETMEAS\r'])
    expect(line.done.wait).toBe(5_000)
    expect(said(line)).toEqual(['pH 6.86', '电位 -12.3', '温度 25.0'])
    expect(line.outcomes()[1]).toMatchObject({
      reading: { sampleNo: 'S-7', channel: 'CH-1', unit: 'pH', measuredAt: '2026-03-02T08:59:00' },
    })
    expect(line.done.steps).toContainEqual({ kind: 'identity', said: 'X01234' })
  })

  it('names a number by its unit where a channel measures other quantities', () => {
    const line = open()
    says(
      line,
      `${echo}A215,X1,3.04,ADMIN,03/02/26 08:59:00,---,CH-2,Cond,1413,uS/cm,24.9,C,0.475,1/cm,1,%,M200,#1\n\r\r>`,
    )
    expect(said(line)).toEqual(['Cond 1413', '温度 24.9', '读数 0.475'])
  })

  it('the same values at the next question are no other measurement, a change is', () => {
    const line = open()
    for (const [ph, time] of [
      ['6.86', '03/02/26 08:59:00'],
      ['6.86', '03/02/26 08:59:05'],
      ['6.87', '03/02/26 08:59:10'],
    ]) {
      says(line, `${echo}${fields(ph ?? '', time)}\n\r\r> `)
      line.elapsed()
    }
    expect(said(line).filter((one) => one.startsWith('pH'))).toEqual(['pH 6.86', 'pH 6.87'])
    // Echo and prompt come each time and are kept once.
    expect(line.done.kept).toHaveLength(4)
  })

  it('an empty answer rests; silence asks again', () => {
    const line = open()
    says(line, `${echo}>`)
    expect(line.done.wait).toBe(5_000)
    line.elapsed()
    line.elapsed()
    expect(questions(line)).toEqual(['GETMEAS\r', 'GETMEAS\r', 'GETMEAS\r'])
    expect(line.outcomes().filter(({ kind }) => kind !== 'ignored')).toEqual([])
  })

  it('no value keeps the sentinel', () => {
    const line = open()
    says(line, `${fields('----')}\n\r\r>`)
    expect(line.outcomes()[0]).toMatchObject({ reading: { value: '无效', flag: '----' } })
  })
})

describe('lines with a prompt', () => {
  it('the prompt is a frame of its own only at the start of a line, however the bytes are cut', () => {
    const text = '> a>b\r\n>\r\n>> c\r'
    const texts = (pieces: readonly string[]) => {
      const collector = new PromptCollector({ longest: 64 })
      return pieces
        .flatMap((piece) => [...collector.push(new Uint8Array(Buffer.from(piece)))])
        .map((event) => (event.kind === 'frame' ? Buffer.from(event.bytes).toString() : event.kind))
    }
    const wanted = ['>', 'a>b\r', '>', '>', '>', 'c\r']
    for (let at = 0; at <= text.length; at++) expect(texts([text.slice(0, at), text.slice(at)])).toEqual(wanted)
    expect(texts([...text])).toEqual(wanted)
  })
})
