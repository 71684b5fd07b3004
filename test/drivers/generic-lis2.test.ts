/** The awkward line: everything a real analyzer does to a receiver of LIS01-A2 frames, one test each. */

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
  patient,
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

describe('the handshake', () => {
  it('answers ENQ and each frame with ACK and keeps every frame before its ACK', () => {
    const line = live(ENQ, ...framesOf(), EOT)
    expect(answersOf(line)).toEqual([ACK, ACK, ACK, ACK, ACK, ACK])
    const order = line.done.steps.map(({ kind }) => kind).filter((kind) => kind !== 'wait')
    expect(order).toEqual(['send', ...records.flatMap(() => ['keep', 'send']), 'settle'])
    expect(line.done.kept).toEqual(framesOf())
    expect(line.done.settled[0]?.interrupted).toBe(false)
  })

  it('answers NAK and takes nothing when a frame cannot be kept, and takes it when it comes again', () => {
    const full = { now: true }
    const line = perform(driver.line(), now, () => !full.now)
    const [first = new Uint8Array(), ...others] = framesOf()
    line.heard(bytesOf(ENQ, first))
    expect(answersOf(line)).toEqual([ACK, NAK])
    full.now = false
    for (const bytes of [first, ...others, bytesOf(EOT)]) line.heard(bytes)
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(line.done.kept).toHaveLength(5)
  })

  it('ENQ and the first frame in one chunk', () => {
    const [first = new Uint8Array(), ...others] = framesOf()
    expect(reasonsOf(live(bytesOf(ENQ, first), ...others, EOT))).toEqual(['reading 12.30'])
  })

  it('ENQ to EOT in one chunk', () => {
    const line = live(session())
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(answersOf(line)).toEqual([ACK, ACK, ACK, ACK, ACK, ACK])
  })

  it('EOT in the chunk of the last record', () => {
    const frames = framesOf()
    expect(reasonsOf(live(ENQ, ...frames.slice(0, -1), bytesOf(frames.at(-1) ?? '', EOT)))).toEqual(['reading 12.30'])
  })

  it('EOT straight after ENQ is a keep-alive', () => {
    expect(reasonsOf(live(ENQ, EOT, session()))).toEqual(['reading 12.30'])
  })

  it('hears nothing for 30 s: the message is told as broken and the next one is read', () => {
    const line = live(ENQ, ...framesOf().slice(0, 3))
    expect(line.done.wait).toBe(30_000)
    line.elapsed()
    expect(reasonsOf(line)).toEqual(['damaged message-incomplete: 3 frames kept, then silence for 30 s'])
    expect(line.done.settled[0]).toMatchObject({ frames: [1, 2, 3], interrupted: true })
    expect(line.done.wait).toBeNull()
    line.heard(session())
    expect(reasonsOf(line).slice(1)).toEqual(['reading 12.30'])
  })
})

describe('a wrong checksum', () => {
  const frames = framesOf()
  const hurt = frame(4, result('12.30'), { checksum: '00' })

  it('is answered NAK; sent again and right, the frame is taken once', () => {
    const line = live(ENQ, ...frames.slice(0, 3), hurt, ...frames.slice(3), EOT)
    expect(answersOf(line)).toEqual([ACK, ACK, ACK, ACK, NAK, ACK, ACK])
    expect(reasonsOf(line)).toEqual([
      'ignored checksum-wrong: said 00, counted 23; sent again and taken',
      'reading 12.30',
    ])
    expect(line.done.kept).toHaveLength(6)
  })

  it('and the device gives up: incomplete, never complete without it', () => {
    const line = live(ENQ, ...frames.slice(0, 3), ...Array.from({ length: 6 }, () => hurt), EOT)
    expect(answersOf(line).slice(-6)).toEqual([NAK, NAK, NAK, NAK, NAK, NAK])
    expect(readingsOf(line.outcomes())).toEqual([])
    expect(reasonsOf(line).at(-1)).toBe(
      'damaged message-incomplete: 3 frames kept, then checksum-wrong: said 00, counted 23; EOT before the L record',
    )
    expect(reasonsOf(line).filter((reason) => reason.startsWith('damaged'))).toHaveLength(1)
  })

  it('and the device goes on with the next frame: incomplete', () => {
    const line = live(ENQ, ...frames.slice(0, 3), hurt, ...frames.slice(4), EOT)
    expect(readingsOf(line.outcomes())).toEqual([])
    expect(reasonsOf(line).some((reason) => reason.startsWith('damaged message-incomplete'))).toBe(true)
  })

  it('in the only frame of a capture is damaged', () => {
    const line = replay(frame(1, records.join(''), { checksum: '00' }))
    expect(reasonsOf(line)).toEqual([expect.stringMatching(/^damaged checksum-wrong: said 00, counted [0-9A-F]{2}$/)])
  })

  it('in one of several captured messages loses only that one', () => {
    const messages = ['1.00', '2.00', '3.00'].map((value) => [header, order('7'), result(value), terminator].join(''))
    const [one = '', two = '', three = ''] = messages
    const line = replay(frame(1, one), frame(1, two, { checksum: '00' }), frame(1, three))
    const values = reasonsOf(line).filter((reason) => reason.startsWith('reading'))
    expect(values).toEqual(['reading 1.00', 'reading 3.00'])
    expect(line.done.kept).toHaveLength(3)
  })

  it('no digits at all', () => {
    expect(reasonsOf(replay(frame(1, records.join(''), { checksum: '' })))).toEqual([
      'damaged checksum-missing: no digits after ETX',
    ])
  })

  it('lower-case digits are right', () => {
    const text = records.join('')
    const upper = frame(1, text)
    const lower = bytesOf(upper.slice(0, -4), Buffer.from(upper.slice(-4)).toString('latin1').toLowerCase())
    expect(lower).not.toEqual(upper)
    expect(reasonsOf(replay(lower))).toEqual(['reading 12.30'])
  })
})

describe('the order of frames', () => {
  const frames = framesOf()

  it('a frame repeated because our ACK was lost is acknowledged again and counted once', () => {
    const line = live(ENQ, ...frames.slice(0, 4), frames[3] ?? '', ...frames.slice(4), EOT)
    expect(answersOf(line)).toEqual([ACK, ACK, ACK, ACK, ACK, ACK, ACK])
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(line.done.kept).toHaveLength(5)
  })

  it('the last frame repeated before EOT is counted once', () => {
    const line = live(ENQ, ...frames, frames[4] ?? '', EOT)
    expect(reasonsOf(line)).toEqual(['reading 12.30'])
    expect(line.done.kept).toHaveLength(5)
  })

  it('the same number with other bytes is no repetition: NAK', () => {
    const line = live(ENQ, ...frames.slice(0, 4), frame(4, result('99.00')))
    expect(answersOf(line).at(-1)).toBe(NAK)
  })

  it('a frame missing: NAK, and the message is incomplete', () => {
    const line = live(ENQ, ...frames.slice(0, 2), ...frames.slice(3), EOT)
    expect(answersOf(line)).toEqual([ACK, ACK, ACK, NAK, NAK])
    expect(readingsOf(line.outcomes())).toEqual([])
    expect(reasonsOf(line).at(-1)).toMatch(
      /^damaged message-incomplete: 2 frames kept, then frame-sequence: frame 5, awaited 3/,
    )
  })

  it('the numbers go round after 7', () => {
    const many = [
      header,
      patient,
      ...Array.from({ length: 9 }, (_, index) => [order(`S${index}`), result(`${index}.5`)]).flat(),
      terminator,
    ]
    expect(readingsOf(live(session(many)).outcomes())).toHaveLength(9)
  })

  it('a frame before any header, as after a restart of ours, is not acknowledged: the device sends the message again', () => {
    const line = live(frames[3] ?? '', frames[4] ?? '', EOT)
    expect(answersOf(line)).toEqual([NAK, NAK])
    expect(readingsOf(line.outcomes())).toEqual([])
  })
})
