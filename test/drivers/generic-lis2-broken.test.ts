/** The awkward line, second part: lines that break, bytes that do not belong, and how frames may look. */

import { describe, expect, it } from 'vitest'
import type { Outcome, Reading } from '#core/reading/reading.ts'
import { driver } from '#drivers/generic/lis2/driver.ts'
import { type Performance, perform, replayLine } from '#drivers/kit/perform.ts'
import {
  ACK,
  bytesOf,
  ENQ,
  EOT,
  frame,
  framesOf,
  header,
  NAK,
  order,
  records,
  result,
  session,
  terminator,
} from './lis2-bytes.ts'

const now = '2026-03-02T09:00:00'

function replay(...chunks: readonly Uint8Array[]): Performance {
  return replayLine(driver.line(), chunks, now)
}

function readingsOf(outcomes: readonly Outcome[]): readonly Reading[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))
}

function reasonsOf(performance: Performance): readonly string[] {
  return performance
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading' ? `reading ${outcome.reading.value}` : `${outcome.kind} ${outcome.reason}`,
    )
}

function answersOf(performance: Performance): readonly number[] {
  return performance.done.sent.flatMap((bytes) => [...bytes])
}

/** A live line: opened, with each piece heard in turn. */
function live(...pieces: readonly (Uint8Array | string)[]): Performance {
  const line = perform(driver.line(), now)
  line.opened()
  for (const piece of pieces) line.heard(bytesOf(piece))
  return line
}

describe('a line that breaks', () => {
  const frames = framesOf()

  it('the device restarts in mid-message', () => {
    const line = live(ENQ, ...frames.slice(0, 4), session())
    expect(reasonsOf(line)).toEqual([
      'damaged message-incomplete: 4 frames kept, then the analyzer began again (ENQ)',
      'reading 12.30',
    ])
    expect(line.done.settled.map(({ interrupted }) => interrupted)).toEqual([true, false])
  })

  it('the device restarts in mid-frame', () => {
    const line = live(ENQ, ...frames.slice(0, 3), (frames[3] ?? new Uint8Array()).slice(0, 12), session())
    expect(reasonsOf(line)).toEqual([
      'damaged message-incomplete: 3 frames kept, then frame-cut: ENQ after 12 bytes; the analyzer began again (ENQ)',
      'reading 12.30',
    ])
  })

  it('the device restarts without ENQ', () => {
    const line = live(ENQ, ...frames.slice(0, 2), ...framesOf([header, order('9'), result('8.80'), terminator]), EOT)
    expect(reasonsOf(line)).toEqual([
      'damaged message-incomplete: 2 frames kept, then the analyzer began again (header)',
      'reading 8.80',
    ])
  })

  it('the link is lost before EOT: a complete message is read and may come again', () => {
    const line = live(ENQ, ...frames)
    line.closed()
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(line.done.settled[0]?.interrupted).toBe(true)
  })

  it('the link is lost before the L record: no reading', () => {
    const line = live(ENQ, ...frames.slice(0, 4))
    line.closed()
    expect(reasonsOf(line)).toEqual(['damaged message-incomplete: 4 frames kept, then the line closed'])
  })

  it('ETX missing: the frame is cut by the next one and the message is incomplete', () => {
    const whole = frames[3] ?? new Uint8Array()
    const withoutEtx = bytesOf(whole.slice(0, -5), whole.slice(-4))
    const line = live(ENQ, ...frames.slice(0, 3), withoutEtx, ...frames.slice(4), EOT)
    expect(readingsOf(line.outcomes())).toEqual([])
    expect(line.done.kept).toContainEqual(withoutEtx)
    expect(reasonsOf(line).some((reason) => reason.startsWith('damaged message-incomplete'))).toBe(true)
  })

  it('ETX missing, then the frame comes whole', () => {
    const whole = frames[3] ?? new Uint8Array()
    const line = live(ENQ, ...frames.slice(0, 3), whole.slice(0, -5), ...frames.slice(3), EOT)
    expect(readingsOf(line.outcomes())).toHaveLength(1)
  })

  it('an unterminated last frame of a capture is kept and damaged', () => {
    const line = replay(session(), frame(1, records.join('')).slice(0, 30))
    expect(reasonsOf(line)).toEqual(['reading 12.30', 'damaged frame-cut: the line closed after 30 bytes'])
    expect(line.done.kept.at(-1)).toHaveLength(30)
  })

  it('a capture cut inside its last frame has no reading of that message', () => {
    const line = replay(bytesOf(...frames).slice(0, -6))
    expect(readingsOf(line.outcomes())).toEqual([])
    expect(reasonsOf(line)).toHaveLength(1)
  })
})

describe('bytes that do not belong', () => {
  it('a NAK before a frame says nothing', () => {
    expect(reasonsOf(replay(bytesOf('\x15', frame(1, records.join('')))))).toEqual(['reading 12.30'])
  })

  it('a noise byte before a frame is kept and ignored', () => {
    const line = live(ENQ, '\x00', ...framesOf(), EOT)
    expect(reasonsOf(line)).toEqual(['ignored noise: 1 byte outside any frame', 'reading 12.30'])
    expect(line.done.kept[0]).toEqual(Uint8Array.of(0))
  })

  it('garbage before STX is told once, with its length', () => {
    const line = replay(bytesOf('hello, this is a boot message', frame(1, records.join(''))))
    expect(reasonsOf(line)).toEqual(['ignored noise: 29 bytes outside any frame', 'reading 12.30'])
  })

  it('a megabyte of garbage keeps its first part', () => {
    const line = replay(new Uint8Array(1_000_000).fill(0x55), session())
    expect(reasonsOf(line)).toEqual([
      'ignored noise: 1000000 bytes outside any frame, the first 4096 kept',
      'reading 12.30',
    ])
  })

  it('an endless frame ends at the limit, is refused, and the next message is read', () => {
    const line = replay(bytesOf(ENQ, '\x021', 'x'.repeat(200_000)), session())
    expect(reasonsOf(line)[0]).toMatch(/^ignored noise: 135902 bytes/)
    expect(reasonsOf(line)[1]).toBe('damaged frame-too-long: no ETX within 64100 bytes')
    expect(reasonsOf(line)[2]).toBe('reading 12.30')
    expect(answersOf(line).slice(0, 2)).toEqual([ACK, NAK])
  })

  it('an endless message ends at 4096 frames', () => {
    const line = live(ENQ)
    line.heard(frame(1, header))
    for (let index = 2; index <= 4097; index++) line.heard(frame(index % 8, 'C|1|I|x\r'))
    expect(answersOf(line).at(-1)).toBe(NAK)
    expect(reasonsOf(line)).toEqual([
      expect.stringMatching(/^damaged message-incomplete: 4096 frames kept, then message-too-long/),
    ])
  })
})

describe('how frames may look', () => {
  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['nothing', ''],
  ])('they end in %s', (_name, end) => {
    expect(reasonsOf(replay(bytesOf(ENQ, ...framesOf(records, { end }), EOT)))).toEqual(['reading 12.30'])
  })

  it.each([
    ['CR', '\r', '\r'],
    ['nothing', '', ''],
  ])('a device that ends them in %s gets its ACK after a short silence, then at once', (_name, end) => {
    const line = live(ENQ)
    const [first = new Uint8Array(), second = new Uint8Array()] = framesOf(records, { end })
    line.heard(first)
    expect(answersOf(line)).toEqual([ACK])
    expect(line.done.wait).toBe(200)
    line.elapsed()
    line.heard(second)
    expect(answersOf(line)).toEqual([ACK, ACK, ACK])
  })

  it('a record split over ETB frames', () => {
    const text = bytesOf(...records)
    const cuts = [0, 20, 55, 90, text.length]
    const frames = cuts
      .slice(1)
      .map((until, index) => frame(index + 1, text.slice(cuts[index], until), { last: until === text.length }))
    const line = live(ENQ, ...frames, EOT)
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    // The result's record ended in the last frame.
    expect(line.done.settled[0]?.outcomes[0]?.frame).toBe(4)
  })

  it('other delimiters in the header', () => {
    const text = 'H|@^\\|||GX\rP|1\rO|1|S-7||^^^A\rR|1|^^^A|5 \\F\\ 6|%\rL|1|N\r'
    expect(readingsOf(replay(frame(1, text)).outcomes())[0]).toMatchObject({
      sampleNo: 'S-7',
      item: 'A',
      value: '5 | 6',
    })
  })

  it('a frame of 32 KB', () => {
    const rows = Array.from({ length: 700 }, (_, index) => result(`${index}.25`, `ITEM-${index}`))
    const text = [header, order('S-1'), ...rows, terminator].join('')
    expect(text.length).toBeGreaterThan(32_000)
    expect(readingsOf(replay(bytesOf(ENQ, frame(1, text), EOT)).outcomes())).toHaveLength(700)
  })

  it('a capture without ENQ ends a message at its L record', () => {
    const line = live(...framesOf())
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(line.done.settled[0]?.interrupted).toBe(false)
  })

  it('the same message twice in a capture without ENQ is two messages', () => {
    expect(reasonsOf(replay(frame(1, records.join('')), frame(1, records.join(''))))).toEqual([
      'reading 12.30',
      'reading 12.30',
    ])
    expect(reasonsOf(replay(...framesOf(), ...framesOf()))).toEqual(['reading 12.30', 'reading 12.30'])
  })
})
