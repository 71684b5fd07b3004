/** The shapes one and the same message comes in, what only looks like it, and values that say "no value". */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driver } from '#drivers/generic/lis2/driver.ts'
import { replayLine } from '#drivers/kit/perform.ts'
import {
  bytesOf,
  ENQ,
  EOT,
  frame,
  framesOf,
  header,
  order,
  records,
  result,
  session,
  terminator,
} from './lis2-bytes.ts'

const now = '2026-03-02T09:00:00'

function replay(bytes: Uint8Array) {
  return replayLine(driver.line(), [bytes], now)
}

function valuesOf(bytes: Uint8Array): readonly string[] {
  return replay(bytes)
    .outcomes()
    .flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading.value] : []))
}

describe('the same message', () => {
  const text = records.join('')
  const pieces = (size: number) =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size))

  it.each([
    ['ETX on every record (Pentra)', framesOf()],
    [
      'ETB on every frame but the last (c111)',
      framesOf().map((_, n) => frame((n + 1) % 8, records[n] ?? '', { last: n === 4 })),
    ],
    ['one frame for all (GeneXpert)', [frame(1, text)]],
    [
      'frames of 240 characters joined by ETB',
      pieces(40).map((piece, n, all) => frame((n + 1) % 8, piece, { last: n === all.length - 1 })),
    ],
    ['frames ended by CR', framesOf(records, { end: '\r' })],
    ['frames ended by LF', framesOf(records, { end: '\n' })],
    ['frames ended by nothing', framesOf(records, { end: '' })],
  ])('%s', (_, frames) => {
    expect(valuesOf(bytesOf(ENQ, ...frames, EOT))).toEqual(['12.30'])
    // As a capture has it that was begun behind the ENQ.
    expect(valuesOf(bytesOf(...frames, EOT))).toEqual(['12.30'])
  })

  it('in one frame of 64,000 characters, the most LIS01-A2 allows', () => {
    const rest = 64_000 - 7 - [header, order('S'), result('12.30'), terminator].join('').length - 'C|1|I||I\r'.length
    const long = [header, order('S'), result('12.30'), `C|1|I|${'x'.repeat(rest)}|I\r`, terminator].join('')
    const bytes = frame(1, long)
    expect(bytes).toHaveLength(64_000)
    expect(valuesOf(bytesOf(ENQ, bytes, EOT))).toEqual(['12.30'])
  })

  it.each(['|\\^&', '|@^\\', '!~$%', '|\\^'])('with the delimiters %s', (marks) => {
    const [field = '', , component = ''] = marks
    const text = ['H', marks.slice(1), '', '', 'Reader'].join(field).replace(field, '')
    const one = `${text}\rO${field}1${field}S-1\rR${field}1${field}${component.repeat(3)}A${field}5.5${field}%\rL${field}1${field}N\r`
    expect(valuesOf(session([`H${field}${one.slice(1)}`]))).toEqual(['5.5'])
  })
})

describe('bytes of a reading', () => {
  it('are its record where the frame holds more, else the whole frame', () => {
    const spans = (bytes: Uint8Array) => {
      const { done } = replay(bytes)
      return done.settled.flatMap(({ outcomes }) =>
        outcomes.map(({ frame: ticket, outcome }) => {
          const { from, until } = outcome.bytes ?? { from: 0, until: -1 }
          return until < 0
            ? 'whole'
            : Buffer.from((done.kept[ticket - 1] ?? new Uint8Array()).slice(from, until)).toString()
        }),
      )
    }
    expect(spans(session())).toEqual(['whole'])
    const two = [header, order('1'), 'R|1|^^^A|1\r', 'R|2|^^^B|2\r', terminator].join('')
    expect(spans(session([two]))).toEqual(['R|1|^^^A|1', 'R|2|^^^B|2'])
  })
})

describe('no value', () => {
  const saidBy = (value: string, flag: string) => {
    const [only] = replay(session([header, order('1'), `R|1|^^^A|${value}|%||${flag}||F\r`, terminator])).outcomes()
    return only?.kind === 'reading' ? [only.reading.value, only.reading.flag] : only
  }

  it.each([
    ['***.**', '', ['无效', '***.**']],
    ['**.*', 'H', ['无效', '**.* H']],
    ['*****', '', ['无效', '*****']],
    // These are words of the device: a person or the judge says what they mean.
    ['----', '', ['----', null]],
    ['', '阳性', ['', '阳性']],
    ['', '', ['', null]],
    ['5*', '', ['5*', null]],
  ])('%j with the flag %j', (value, flag, said) => {
    expect(saidBy(value, flag)).toEqual(said)
  })
})

describe('what only looks like it never gives a reading', () => {
  const kinds = (bytes: Uint8Array) =>
    replay(bytes)
      .outcomes()
      .map(({ kind }: Outcome) => kind)

  it.each([
    ['fields behind STX and RS, check before ETX', '\x05\x02\x1emtrsl|pi1|rtAFB1|qn22.6|\x1d7e\x03\x04'],
    ['text between STX and ETX', '\x021 GLU 5.4 mmol/L\x03'],
    ['text between STX and ETX, CR LF', '\x021 GLU 5.4 mmol/L\x03\r\n'],
    ['a whole message without digits behind ETX', `\x021${records.join('')}\x03\r\n`],
    ['a whole message with another device’s two digits', `\x021${records.join('')}\x0300\r\n`],
    ['a whole message without frames', records.join('')],
  ])('%s', (_, text) => {
    const found = kinds(bytesOf(text))
    expect(found).not.toContain('reading')
    expect(found.length).toBeGreaterThan(0)
  })

  it('records without frames are told to a person', () => {
    expect(replay(bytesOf(records.join(''))).outcomes()).toEqual([
      { kind: 'damaged', reason: 'records-unframed: no STX and no checksum around them' },
    ])
  })

  it('line ends changed on the way (CR to LF) make the check false: nothing is read', () => {
    const changed = bytesOf(Buffer.from(session()).toString('latin1').replaceAll('\r', '\n'))
    expect(valuesOf(changed)).toEqual([])
    expect(kinds(changed)).toContain('damaged')
  })
})
