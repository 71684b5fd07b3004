/** The conversation with an MT-SICS balance: what is asked, what is done when nothing comes, and what counts as another weighing. */
import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { type SicsAsk, sicsReply, sicsTalk } from '#drivers/kit/balance/sics.ts'
import { joinLine, type Performance, perform } from '#drivers/kit/perform.ts'
import { TalkLine } from '#drivers/kit/talk/talk-line.ts'
import { driver } from '#drivers/mettler/mt-sics/driver.ts'

const now = '2026-03-02T09:00:00'

function open(ask: SicsAsk = 'S', keeps?: (bytes: Uint8Array) => boolean): Performance {
  const line = perform(new TalkLine(sicsTalk(ask)), now, keeps)
  line.opened()
  return line
}

function says(line: Performance, text: string): void {
  line.heard(new Uint8Array(Buffer.from(text)))
}

function sent(line: Performance): readonly string[] {
  return line.done.sent.map((bytes) => Buffer.from(bytes).toString('latin1'))
}

function values(line: Performance): readonly string[] {
  return line.outcomes().flatMap((one) => (one.kind === 'reading' ? [`${one.reading.value} ${one.reading.unit}`] : []))
}

const type = 'I2 A "MS204TS 220.0090 g"\r\n'
const serial = 'I4 A "1234567"\r\n'
const weight = 'S S     100.00 g\r\n'

describe('replies', () => {
  it.each([
    ['S S     100.00 g', 'weight'],
    ['S D     129.07 g', 'weight'],
    ['S I', 'weight'],
    ['S +', 'weight'],
    ['Z A', 'answer'],
    ['ZI D', 'answer'],
    ['I0 B 0 "I0"', 'answer'],
    ['I4 A "1234567"', 'serial'],
    ['I2 I', 'refused'],
    ['ES', 'refused'],
    ['ET', 'refused'],
    ['EL', 'refused'],
    ['hello', 'unknown'],
  ])('%j is %s', (line, kind) => {
    expect(sicsReply(line).kind).toBe(kind)
  })

  it('of a terminal that pads nothing are read too', () => {
    expect(sicsReply('S S 1.25 kg').read.outcomes[0]).toMatchObject({ kind: 'reading', reading: { value: '1.25' } })
    expect(sicsReply('S S     00.00 g').read.outcomes[0]).toMatchObject({ kind: 'damaged' })
  })
})

describe('the conversation', () => {
  it('asks for type, serial number and weight, byte for byte', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    expect(line.done.wait).toBe(30_000)
    says(line, weight)
    expect(sent(line)).toEqual(['I2\r\n', 'I4\r\n', 'S\r\n'])
    expect(line.done.wait).toBe(2_000)
    expect(values(line)).toEqual(['100.00 g'])
    expect(line.done.steps).toContainEqual({ kind: 'identity', said: '1234567' })
  })

  it('keeps each frame before it sends on its account', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    const kinds = line.done.steps.map(({ kind }) => kind).filter((kind) => kind === 'keep' || kind === 'send')
    expect(kinds).toEqual(['send', 'keep', 'send', 'keep', 'send'])
  })

  it('asks twice and goes on without: old balances know neither I2 nor I4', () => {
    const line = open()
    for (let silent = 0; silent < 4; silent++) line.elapsed()
    expect(sent(line)).toEqual(['I2\r\n', 'I2\r\n', 'I4\r\n', 'I4\r\n', 'S\r\n'])
    const refusing = open()
    says(refusing, 'ES\r\n')
    says(refusing, 'ES\r\n')
    expect(sent(refusing)).toEqual(['I2\r\n', 'I4\r\n', 'S\r\n'])
  })

  it('gives a weight up that does not get stable in 30 seconds, with @, and asks again', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    line.elapsed()
    expect(sent(line).at(-1)).toBe('@\r\n')
    says(line, serial)
    expect(sent(line).at(-1)).toBe('S\r\n')
    line.elapsed()
    line.elapsed()
    expect(sent(line).slice(-2)).toEqual(['@\r\n', 'S\r\n'])
  })

  it('asks again when the balance was switched off and on', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    says(line, serial)
    expect(sent(line)).toEqual(['I2\r\n', 'I4\r\n', 'S\r\n', 'S\r\n'])
  })

  it('the same answer to the next question is no other weighing; another weight between makes it one', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    for (const text of [weight, weight, 'S S       0.00 g\r\n', weight]) {
      says(line, text)
      line.elapsed()
    }
    expect(values(line)).toEqual(['100.00 g', '0.00 g', '100.00 g'])
  })

  it('a key pressed twice is two weighings, of the same weight too', () => {
    const line = open()
    says(line, type)
    says(line, serial)
    says(line, weight)
    says(line, weight)
    says(line, weight)
    expect(values(line)).toEqual(['100.00 g', '100.00 g', '100.00 g'])
    // Asked for again it says the same; pressed once more it is one more.
    line.elapsed()
    says(line, weight)
    expect(values(line)).toHaveLength(3)
    says(line, weight)
    expect(values(line)).toHaveLength(4)
  })

  it('a dynamic weight, overload and an error rest and ask again', () => {
    for (const text of ['S D     129.07 g\r\n', 'S +\r\n', 'S I\r\n', 'EL\r\n', 'S S  1x0.00 g\r\n']) {
      const line = open()
      says(line, type)
      says(line, serial)
      says(line, text)
      expect(values(line), text).toEqual([])
      line.elapsed()
      expect(sent(line).at(-1), text).toBe('S\r\n')
    }
  })

  it('what could not be kept is asked for again', () => {
    let full = true
    const line = open('S', () => !full)
    says(line, type)
    line.elapsed()
    full = false
    for (let silent = 0; silent < 4; silent++) line.elapsed()
    full = true
    says(line, weight)
    full = false
    line.elapsed()
    says(line, weight)
    expect(values(line)).toEqual(['100.00 g'])
  })

  it('can ask for the weight at once, or for a stream', () => {
    const once = open('SI')
    says(once, type)
    says(once, serial)
    says(once, 'S D     129.07 g\r\n')
    once.elapsed()
    says(once, 'S S     129.11 g\r\n')
    expect(sent(once).slice(2)).toEqual(['SI\r\n', 'SI\r\n'])
    expect(values(once)).toEqual(['129.11 g'])

    const stream = open('SIR')
    says(stream, type)
    says(stream, serial)
    says(stream, `S D     129.07 g\r\n${weight}${weight}`)
    expect(sent(stream).slice(2)).toEqual(['SIR\r\n'])
    expect(values(stream)).toEqual(['100.00 g', '100.00 g'])
  })

  it('sends nothing that zeroes, tares or adjusts, whatever it hears', () => {
    const line = open()
    for (const text of [type, serial, weight, 'ES\r\n', 'Z A\r\n', 'S I\r\n', 'x\r\n', '\x00\x01\r\n']) {
      says(line, text)
      line.elapsed()
      line.elapsed()
    }
    expect(new Set(sent(line))).toEqual(new Set(['I2\r\n', 'I4\r\n', 'S\r\n', '@\r\n']))
  })
})

describe('with its own device', () => {
  const readings = ['5.00', '5.00', '7.25', '5.00'].map(
    (value): Reading => ({
      sampleNo: null,
      item: '重量',
      value,
      unit: 'g',
      flag: null,
      measuredAt: null,
      channel: null,
      control: false,
      recordKey: null,
      foodHint: null,
    }),
  )

  it('equal weights come through', () => {
    const { performance, counts } = joinLine(driver.line(), driver.instrument(readings), { now })
    expect(counts).toEqual({ sent: 4, refused: 0 })
    expect(values(performance)).toEqual(['5.00 g', '5.00 g', '7.25 g', '5.00 g'])
  })

  it('a recording is played at the first question for a weight', () => {
    const recorded = new Uint8Array(Buffer.from(weight + weight))
    expect(values(joinLine(driver.line(), driver.playback(recorded), { now }).performance)).toEqual([
      '100.00 g',
      '100.00 g',
    ])
  })
})
