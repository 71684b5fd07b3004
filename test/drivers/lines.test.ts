/** Lines of text: their ends, their limits, and what is never taken for a whole one. */

import { describe, expect, it } from 'vitest'
import { ignored, type Outcome, reading } from '#core/reading/reading.ts'
import { linesLine } from '#drivers/kit/lines.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'
import { encodeGbk } from '#drivers/kit/text.ts'

/** A balance's `ST,GS 20.7 g`: stable lines are readings. */
function weight(text: string): readonly Outcome[] {
  const found = /^ST,GS\s+(\S+)\s+(\S+)$/.exec(text.trim())
  return found === null
    ? [ignored(`not-stable: ${text.trim()}`)]
    : [reading({ item: 'weight', value: found[1] ?? '', unit: found[2] ?? null })]
}

const whole = (text: string) => /^(ST|US),GS /.test(text) || text === '韭菜'

const open = () => linesLine({ charset: null, longest: 64, idleMs: 500, whole, read: weight })

function shown(...chunks: readonly (string | Uint8Array)[]): readonly string[] {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new Uint8Array(Buffer.from(chunk)) : chunk))
  return replayLine(open(), bytes)
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading'
        ? `${outcome.reading.value} ${outcome.reading.unit}`
        : `${outcome.kind} ${outcome.reason}`,
    )
}

describe('lines', () => {
  it.each([
    ['CR LF', '\r\n'],
    ['CR', '\r'],
    ['LF', '\n'],
  ])('end in %s, also when cut between any two bytes', (_name, end) => {
    const text = `ST,GS 20.7 g${end}US,GS 20.9 g${end}ST,GS 21.0 g${end}`
    const wanted = ['20.7 g', 'ignored not-stable: US,GS 20.9 g', '21.0 g']
    for (let at = 0; at <= text.length; at++) expect(shown(text.slice(0, at), text.slice(at))).toEqual(wanted)
  })

  it('half a line at the end is damaged, however whole it looks', () => {
    expect(shown('ST,GS 20.7 g\r\nST,GS 1')).toEqual(['20.7 g', 'damaged line-cut: the line closed before its end'])
  })

  it('half a line before a silence is damaged', () => {
    const line = perform(open(), '2026-03-02T09:00:00')
    line.heard(new Uint8Array(Buffer.from('ST,GS 1')))
    expect(line.done.wait).toBe(500)
    line.elapsed()
    expect(line.outcomes()).toEqual([{ kind: 'damaged', reason: 'line-cut: silence before its end' }])
  })

  it('a line without end is cut at the limit and counted to its end', () => {
    expect(shown(`${'x'.repeat(100)}\r\nST,GS 20.7 g\r\n`)).toEqual([
      'damaged line-too-long: no end within 64 bytes',
      'ignored noise: 36 bytes outside any frame',
      '20.7 g',
    ])
  })

  it('control bytes alone are noise, in a line they damage it', () => {
    expect(shown(Uint8Array.of(0, 0, 0x7f, 0x0d), 'ST,GS \x0020.7 g\r')).toEqual([
      'ignored noise: 3 control bytes',
      'damaged line-garbled: 1 control bytes in it',
    ])
  })

  it('in front of a line that shows itself whole they are noise beside it, in front of half a line they damage it', () => {
    const noise = '\0\0\x7f\x7f'
    expect(shown(`${noise}ST,GS 20.7 g\r${noise}20.8 g\r${noise}ST,GS 20.9\0 g\r`)).toEqual([
      'ignored noise: 4 control bytes',
      '20.7 g',
      'damaged line-garbled: 4 control bytes in it',
      'damaged line-garbled: 5 control bytes in it',
    ])
  })

  it('is decoded after it is whole', () => {
    const bytes = encodeGbk('韭菜\r\n')
    expect(shown(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(['ignored not-stable: 韭菜'])
  })
})
