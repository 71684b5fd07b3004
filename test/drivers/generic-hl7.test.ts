/** The HL7 link: blocks, answers, resent and broken messages, and what is never answered. */
import { describe, expect, it } from 'vitest'
import type { Reading } from '#core/reading/reading.ts'
import { driver } from '#drivers/generic/hl7/driver.ts'
import { joinLine, type Performance, perform, replayLine, type Wire } from '#drivers/kit/perform.ts'
import { block, bytesOf, message, msh, obr, obx } from './hl7-bytes.ts'

const now = '2026-03-02T09:00:00'
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

function live(...pieces: readonly (Uint8Array | string)[]): Performance {
  const line = perform(driver.line(), now)
  line.opened()
  for (const piece of pieces) line.heard(bytesOf(piece))
  return line
}

function told(performance: Performance): readonly string[] {
  return performance
    .outcomes()
    .map((outcome) =>
      outcome.kind === 'reading' ? `reading ${outcome.reading.value}` : `${outcome.kind} ${outcome.reason}`,
    )
}

const answers = (performance: Performance) => performance.done.sent.map(text)
const ack = (id: string) => `\x0bMSH|^~\\&|Room||Reader|R-1|20260302090000||ACK^R01|${id}|P|2.3.1\rMSA|AA|${id}\r\x1c\r`

describe('the answer', () => {
  it('is AA with the number of the message, byte for byte, after the message is kept', () => {
    const line = live(message('4711', '12.30'))
    expect(answers(line)).toEqual([ack('4711')])
    expect(line.done.steps.map(({ kind }) => kind).filter((kind) => kind !== 'wait')).toEqual([
      'keep',
      'settle',
      'send',
    ])
    expect(told(line)).toEqual(['reading 12.30'])
  })

  it('comes at 1C: the CR behind it may be missing', () => {
    const line = live(message('1', '12.30').slice(0, -1))
    expect(answers(line)).toEqual([ack('1')])
  })

  it('keeps the device’s delimiters, version and charset', () => {
    const line = live(
      block('MSH$*~!&$甲$$$$20260302$$ORU*R01$9$P$2.4$$$$$$UNICODE', 'OBR$1$$S', 'OBX$1$NM$A$$1$%$$$$$F'),
    )
    expect(Buffer.from(line.done.sent[0] ?? []).toString('utf8')).toBe(
      '\x0bMSH$*~!&$$$甲$$20260302090000$$ACK*R01$9$P$2.4$$$$$$UNICODE\rMSA$AA$9\r\x1c\r',
    )
  })

  it('is not given when the message cannot be kept, and the message is read when it comes again', () => {
    const disk = { full: true }
    const line = perform(driver.line(), now, () => !disk.full)
    line.opened()
    line.heard(message('7', '12.30'))
    expect(line.done.sent).toEqual([])
    expect(line.outcomes()).toEqual([])
    disk.full = false
    line.heard(message('7', '12.30'))
    expect(answers(line)).toEqual([ack('7')])
    expect(told(line)).toEqual(['reading 12.30'])
  })

  it('is AA for content nobody understands too, never AE or AR', () => {
    const line = live(block(msh('3'), 'OBX|1|NM'), block(msh('4', undefined, { kind: 'QRY^Q02' }), 'QRD|x'))
    expect(answers(line)).toEqual([ack('3'), ack('4').replace('ACK^R01', 'ACK^Q02')])
    expect(told(line)).toEqual([
      'damaged segment-short: 2 fields, an OBX has at least 5',
      'ignored no-result: message QRY^Q02',
    ])
  })

  it('is not given to an answer, to JSON, to bare text, or to who wants none', () => {
    const line = live(
      block(msh('1', undefined, { kind: 'ACK^R01' }), 'MSA|AA|1'),
      '\x0b{"a":1}\x1c\r',
      '\x0b\x06\x1c\r',
      block(msh('2', undefined, { rest: '|||NE|NE' }), obr('1'), obx('1')),
      `${msh('3')}\r${obr('2')}\r${obx('2')}\r`,
    )
    line.closed()
    expect(line.done.sent).toEqual([])
    expect(told(line)).toEqual([
      'ignored answer: message ACK^R01',
      'damaged not-hl7: the block begins with {"a":1}',
      'ignored answer: a commit byte',
      'reading 1',
      'reading 2',
    ])
  })

  it('is given to each message of a batch in one block', () => {
    const line = live(block('BHS|^~\\&', msh('1'), obr('1'), obx('1'), msh('2'), obr('2'), obx('2'), 'BTS|2'))
    expect(answers(line)).toEqual([ack('1') + ack('2')])
    expect(told(line)).toEqual(['reading 1', 'reading 2'])
  })
})

describe('several messages', () => {
  it('in one read', () => {
    const line = live(bytesOf(message('1', '1.00'), message('2', '2.00'), message('3', '3.00')))
    expect(answers(line)).toEqual([ack('1'), ack('2'), ack('3')])
    expect(told(line)).toEqual(['reading 1.00', 'reading 2.00', 'reading 3.00'])
  })

  it('the same bytes again are the same message: answered again, counted once, kept twice', () => {
    const line = live(message('1', '1.00'), message('1', '1.00'))
    expect(answers(line)).toEqual([ack('1'), ack('1')])
    expect(told(line)).toEqual(['reading 1.00', 'ignored resent: the same message again, answered again'])
    expect(line.done.kept).toHaveLength(2)
  })

  it('the same bytes again without a number or a full time are two measurements', () => {
    for (const one of [message('', '1.00'), message('1', '1.00', ''), message('1', '1.00', '20260302')]) {
      const line = live(one, one)
      expect(told(line)).toEqual(['reading 1.00', 'reading 1.00'])
    }
  })

  it('one number for ever is no sign: other bytes are another message', () => {
    const line = live(message('1', '1.00'), message('1', '1.00', '20260302083001'))
    const keys = line.outcomes().map((outcome) => (outcome.kind === 'reading' ? outcome.reading.recordKey : null))
    expect(new Set(keys).size).toBe(2)
  })
})

describe('a line that breaks', () => {
  it('30 s of silence: the message is damaged, the next one is read', () => {
    const line = live(message('1', '1.00').slice(0, 60))
    expect(line.done.wait).toBe(30_000)
    line.elapsed()
    line.heard(message('2', '2.00'))
    expect(told(line)).toEqual(['damaged message-cut: silence before 1C', 'reading 2.00'])
    expect(line.done.wait).toBeNull()
  })

  it('the start mark is lost: damaged, not answered', () => {
    const line = live('x', message('1', '1.00').slice(1))
    expect(told(line)).toEqual([expect.stringMatching(/^damaged block-start-missing: \d+ bytes before 1C$/)])
    expect(line.done.sent).toEqual([])
  })

  it('noise before and between messages is told once', () => {
    const line = live('\xf0\x01', message('1', '1.00'), '\r\n', 'MS', message('2', '2.00'))
    expect(told(line)).toEqual([
      'ignored noise: 3 bytes outside any frame',
      'reading 1.00',
      'ignored noise: 2 bytes outside any frame',
      'reading 2.00',
    ])
  })

  it('an endless message ends at 16 MiB and the next one is read', () => {
    const line = live('\x0bMSH|^~\\&|')
    const piece = new Uint8Array(1024 * 1024).fill(0x41)
    for (let count = 0; count < 18; count++) line.heard(piece)
    line.heard(message('2', '2.00'))
    expect(told(line)).toEqual([
      'damaged message-too-long: no end within 16777216 bytes',
      expect.stringMatching(/^ignored noise: 2\d{6} bytes outside any frame, the first 4096 kept$/),
      'reading 2.00',
    ])
    expect(line.done.kept.map(({ length }) => length).slice(0, 2)).toEqual([4096, 4096])
  })

  it('bare text behind a byte order mark is read from its first message on', () => {
    const file = replayLine(driver.line(), [bytesOf(`\ufeff${msh('3')}\n${obr('2')}\n${obx('12.30')}\n`)], now)
    expect(told(file)).toEqual(['ignored noise: 3 bytes outside any frame', 'reading 12.30'])
  })

  it('bare text cut in its last field has no reading of it', () => {
    const whole = `${msh('3')}\n${obr('2')}\n${obx('12.30')}`
    const cut = replayLine(driver.line(), [bytesOf(whole.slice(0, whole.indexOf('2.30') + 1))], now)
    expect(told(cut)).toEqual(['damaged segment-cut: an OBX without its end'])
  })
})

const fifty: readonly Reading[] = Array.from({ length: 50 }, (_, index) => ({
  sampleNo: `20260302-${String(index + 1).padStart(4, '0')}`,
  item: 'a|b^c\\d&e~f',
  value: `${index}.50`,
  unit: '%',
  flag: null,
  measuredAt: `2026-03-02T08:${String(index).padStart(2, '0')}:00`,
  channel: null,
  control: index % 10 === 0,
  recordKey: null,
  foodHint: null,
}))

describe('both ends on a bad line', () => {
  const every = (n: number, change: (bytes: Uint8Array) => Uint8Array | null): Wire => {
    let count = 0
    return (bytes) => (++count % n === 0 ? change(bytes) : bytes)
  }
  const readings = (joined: ReturnType<typeof joinLine>) =>
    joined.performance.outcomes().flatMap((outcome) => (outcome.kind === 'reading' ? [outcome.reading] : []))

  it('all fields come through, escapes too', () => {
    const joined = joinLine(driver.line(), driver.instrument(fifty), { now })
    expect(readings(joined).map((one) => ({ ...one, recordKey: null }))).toEqual(fifty)
  })

  it('every third answer is lost: nothing is missing, nothing counted twice', () => {
    const joined = joinLine(driver.line(), driver.instrument(fifty), { now, toInstrument: every(3, () => null) })
    expect(joined.counts).toEqual({ sent: 50, refused: 0 })
    expect(readings(joined).map(({ value }) => value)).toEqual(fifty.map(({ value }) => value))
  })

  it('every fourth message loses its end and is sent again', () => {
    const joined = joinLine(driver.line(), driver.instrument(fifty), {
      now,
      toStation: every(4, (bytes) => bytes.slice(0, -20)),
    })
    expect(joined.counts).toEqual({ sent: 50, refused: 0 })
    expect(readings(joined)).toHaveLength(50)
  })

  it('a disk that is full from the start takes nothing and answers nothing', () => {
    const joined = joinLine(driver.line(), driver.instrument(fifty.slice(0, 3)), { now, keeps: () => false })
    expect(joined.counts).toEqual({ sent: 0, refused: 3 })
    expect(joined.performance.done.sent).toEqual([])
  })

  it('four hundred readings', () => {
    const many = Array.from({ length: 8 }, () => fifty).flat()
    expect(joinLine(driver.line(), driver.instrument(many), { now }).counts).toEqual({ sent: 400, refused: 0 })
  })
})
