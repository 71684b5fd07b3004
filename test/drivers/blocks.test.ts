/** Blocks of lines: whole from mark to mark or not at all, bounded, and the two indicators that print them. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '#core/reading/reading.ts'
import { driverById } from '#drivers/index.ts'
import { BlockCollector } from '#drivers/kit/framing/blocks.ts'
import { perform, replayLine } from '#drivers/kit/perform.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

function open() {
  return new BlockCollector({
    begins: (line) => line === 'BEGIN',
    ends: (line) => line === 'END',
    mostLines: 4,
    longest: 40,
  })
}

function told(pieces: readonly string[], flush = true): readonly string[] {
  const collector = open()
  const events = pieces.flatMap((piece) => [...collector.push(bytesOf(piece))])
  return [...events, ...(flush ? collector.flush('the line closed') : [])].map((event) => {
    if (event.kind === 'noise') return `noise ${event.noise.count}`
    const text = Buffer.from(event.bytes).toString('latin1').replace(/\r/g, '|').replace(/\n/g, '')
    return event.kind === 'frame' ? text : `${event.reason}: ${text}`
  })
}

describe('blocks', () => {
  const block = 'BEGIN\r\na\r\n\r\nb\r\nEND\r\n'

  it('are one frame, empty lines kept, however they are cut', () => {
    const text = `x\r\n${block}${block}`
    const wanted = ['noise 2', 'BEGIN|a||b|END|', 'BEGIN|a||b|END|']
    for (let at = 0; at <= text.length; at++) expect(told([text.slice(0, at), text.slice(at)])).toEqual(wanted)
    expect(told([...text])).toEqual(wanted)
  })

  it.each([
    ['BEGIN\ra\rBEGIN\rb\rEND\r', ['block-cut: another began before its end: BEGIN|a|', 'BEGIN|b|END|']],
    ['BEGIN\ra\r', ['block-cut: the line closed before its end: BEGIN|a|']],
    ['BEGIN\ra\rb\rc\rd\rEND\r', ['block-too-long: no end within 4 lines: BEGIN|a|b|c|d|', 'noise 4']],
    ['END\ra\r', ['noise 6']],
    ['\0\xff\x7fBEGIN\ra\rEND\r', ['noise 3', 'BEGIN|a|END|']],
    ['BEGIN\ra\r\0BEGIN\rb\rEND\r', ['block-cut: another began before its end: BEGIN|a|\0', 'BEGIN|b|END|']],
    ['xBEGIN\ra\rEND\r', ['noise 13']],
  ])('%j', (text, wanted) => {
    expect(told([text])).toEqual(wanted)
  })

  it('have a longest, inside and outside, and the search goes on behind it', () => {
    const long = 'y'.repeat(100)
    expect(told([`BEGIN\r${long}\r${block}`])).toEqual([
      expect.stringMatching(/^block-too-long: no end within 40 bytes: BEGIN\|y+$/),
      'noise 67',
      'BEGIN|a||b|END|',
    ])
    expect(told([`${long}BEGIN\r${block}`])).toEqual(['noise 106', 'BEGIN|a||b|END|'])
  })
})

function readBy(id: string, text: string): readonly Outcome[] {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(`${id} is gone`)
  return replayLine(driver.line(), [bytesOf(text)]).outcomes()
}

const jik = [
  '^KJIK000',
  '2023-11-07',
  '17:19:38',
  '  0.00 kg',
  '  1.94 kg',
  '  0.00 kg',
  '  0.00 kg',
  '  1.94 kg',
  '  1.94 kg',
  '    0 pcs',
  '',
  'E',
  '',
  '~P1',
]

describe('jik/jik6cab', () => {
  it('reads one net weight a block, with its time in either way of writing', () => {
    for (const day of ['2023-11-07', '2023/11/07']) {
      const [net] = readBy('jik/jik6cab', `${jik.with(1, day).join('\r\n')}\r\n`)
      expect(net).toMatchObject({
        reading: { item: '重量', value: '1.94', unit: 'kg', flag: '净重', measuredAt: '2023-11-07T17:19:38' },
      })
    }
  })

  it('with any one of its lines lost it gives no weight that is not its own', () => {
    for (const [at, line] of jik.entries()) {
      if (line === '' || line === 'E') continue
      const outcomes = readBy('jik/jik6cab', `${jik.toSpliced(at, 1).join('\r\n')}\r\n`)
      expect(
        outcomes.filter(({ kind }) => kind === 'reading'),
        `without ${line}`,
      ).toEqual([])
    }
  })

  it('a unit no balance prints damages the block', () => {
    const outcomes = readBy('jik/jik6cab', `${jik.with(7, '  1.94 kx').join('\r\n')}\r\n`)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['damaged'])
  })

  it('half a block before a silence is damaged', () => {
    const driver = driverById('jik/jik6cab')
    if (driver === undefined) throw new Error('jik/jik6cab is gone')
    const line = perform(driver.line(), '2026-03-02T09:00:00')
    line.opened()
    line.heard(bytesOf(jik.slice(0, 8).join('\r\n')))
    expect(line.done.wait).toBe(2_000)
    line.elapsed()
    expect(line.outcomes()).toEqual([{ kind: 'damaged', reason: 'block-cut: silence before its end' }])
  })
})

describe('tfo/fo1', () => {
  const block =
    'F      0.0\rA    366.0\r0     23.0\r4    343.5\r1      0.0\r2        0\rB\x83\rC20\xf4 02\xf3 2023\xf2 MON 09:20AM\rV\x31\r\n'

  it.each([
    ['09:20AM', '2023-02-20T09:20:00'],
    ['12:20AM', '2023-02-20T00:20:00'],
    ['12:20PM', '2023-02-20T12:20:00'],
    ['03:45PM', '2023-02-20T15:45:00'],
    ['13:45PM', null],
  ])('twelve hours: %s', (time, wanted) => {
    const [weight] = readBy('tfo/fo1', block.replace('09:20AM', time))
    expect(weight).toMatchObject({ reading: { value: '23.0', channel: '0', unit: null, measuredAt: wanted } })
  })

  it('a field that lost a digit damages its block', () => {
    expect(readBy('tfo/fo1', block.replace('343.5', '34.5')).map(({ kind }) => kind)).toEqual(['damaged'])
  })
})
