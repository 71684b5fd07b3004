/** `station replay` and `station export`: the machine-readable shape of every outcome, and the six subjects. */
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  ENQ,
  EOT,
  frame,
  framesOf,
  header,
  order,
  patient,
  result,
  session,
  terminator,
} from '#test/drivers/lis2-bytes.ts'
import { measured, newFolder, platformAt, room, taken } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

const FIELDS = ['kind', 'frame', 'sampleNo', 'item', 'value', 'unit', 'flag', 'measuredAt', 'channel', 'control']
const sample = (path: string) => fileURLToPath(new URL(`../../drivers/${path}`, import.meta.url))

async function replayed(bytes: Uint8Array, driver = 'generic/lis2') {
  const folder = newFolder()
  writeFileSync(join(folder, 'capture.bin'), bytes)
  const db = join(folder, 'station.db')
  const ended = await station(['replay', '--driver', driver, '--db', db, join(folder, 'capture.bin')])
  return { ...ended, db, lines: linesOf(ended) }
}

describe('replay', () => {
  it('prints one object for each reading, every field in its place, the value as it was sent', async () => {
    const records = [
      header,
      patient,
      order('20260302-0001'),
      result('12.30'),
      'R|2|^^^NJ02| <0.5 |||A|||||||\r',
      terminator,
    ]
    const { code, lines, stderr } = await replayed(session(records))
    expect([code, stderr]).toEqual([0, ''])
    expect(lines.map((line) => Object.keys(line))).toEqual([FIELDS, FIELDS])
    const frameHash = createHash('sha256')
      .update(frame(4, result('12.30')))
      .digest('hex')
    expect(lines[0]).toEqual({
      kind: 'reading',
      frame: frameHash,
      sampleNo: '20260302-0001',
      item: 'NJ01',
      value: '12.30',
      unit: '%',
      flag: 'N',
      measuredAt: '2026-03-02T08:29:55',
      channel: null,
      control: false,
    })
    expect(lines[1]).toMatchObject({ item: 'NJ02', value: '<0.5', unit: null, flag: 'A', measuredAt: null })
  })

  it('takes the specimen of O.4 where O.3 is empty, and keeps components', async () => {
    const { lines } = await replayed(session([header, patient, 'O|1||S-7^2^^6|^^^NJ01\r', result('1.00'), terminator]))
    expect(lines).toMatchObject([{ kind: 'reading', sampleNo: 'S-7^2^^6' }])
  })

  it('an unterminated last frame and garbage are told, with nothing but kind and reason, and kept', async () => {
    const whole = session()
    const cut = frame(1, header).slice(0, -6)
    const { code, lines, db } = await replayed(bytesOf('??', whole, ENQ, cut))
    expect(code).toBe(0)
    expect(lines.map(({ kind }) => kind)).toEqual(['ignored', 'reading', 'damaged'])
    for (const line of lines.filter(({ kind }) => kind !== 'reading'))
      expect(Object.keys(line)).toEqual(['kind', 'reason'])
    const kept = linesOf(await station(['export', '--db', db, '--what', 'frames'])).map(({ hex }) => String(hex))
    expect(kept).toContain(Buffer.from(cut).toString('hex'))
    expect(kept).toContain(Buffer.from('??').toString('hex'))
  })

  it('a wrong checksum, never mended, is damaged and never a shorter message', async () => {
    const [first, second, third, fourth, fifth] = framesOf()
    if (!first || !second || !third || !fourth || !fifth) throw new Error('short')
    const { lines } = await replayed(
      bytesOf(ENQ, first, second, third, frame(4, result('12.30'), { checksum: '00' }), EOT),
    )
    expect(lines.map(({ kind }) => kind)).toEqual(['damaged'])
  })

  it.each([
    ['generic/lis2', 'generic/lis2/samples/fail-inhibition.bin'],
    ['dayuan/dy-723pc', 'dayuan/dy-723pc/samples/pass-day.bin'],
    ['dayuan/lz-4000t', 'dayuan/lz-4000t/samples/pass-day.bin'],
  ])('%s: a recorded sample becomes readings', async (driver, path) => {
    const db = join(newFolder(), 'station.db')
    const ended = await station(['replay', '--driver', driver, '--db', db, sample(path)])
    const readings = linesOf(ended).filter(({ kind }) => kind === 'reading')
    expect([ended.code, readings.length > 0]).toEqual([0, true])
    for (const line of readings) expect(Object.keys(line)).toEqual(FIELDS)
    // What was printed is what is kept, in the same words.
    const kept = linesOf(await station(['export', '--db', db, '--what', 'readings']))
    expect(kept.map((row) => Object.fromEntries(FIELDS.slice(1).map((name) => [name, row[name]])))).toEqual(
      readings.map(({ kind: _, ...row }) => row),
    )
    expect(Object.keys(kept[0] ?? {}).slice(0, FIELDS.length - 1)).toEqual(FIELDS.slice(1))
  })

  it('an empty capture is no error and prints nothing', async () => {
    expect(await replayed(new Uint8Array())).toMatchObject({ code: 0, stdout: '' })
  })

  it('an unknown driver and a missing file are faults: exit 1, a code on stderr, nothing on stdout, no database', async () => {
    const folder = newFolder()
    const db = join(folder, 'station.db')
    const unknown = await station([
      'replay',
      '--driver',
      'acme/none',
      '--db',
      db,
      sample('generic/lis2/samples/fail-inhibition.bin'),
    ])
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^driver\.unknown: .*\nacme\/none\n$/s),
    })
    const missing = await station(['replay', '--driver', 'generic/lis2', '--db', db, join(folder, 'none.bin')])
    expect(missing).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^file\.unreadable: /) })
    expect(existsSync(db)).toBe(false)
  })

  it.each([
    [['replay']],
    [['replay', '--driver', 'generic/lis2']],
    [['no-such-command']],
    [['export', '--db', 'x', '--what', 'secrets']],
    [['export', '--db', 'x', '--what', 'frames', '--format', 'xml']],
    [['serve', '--port', '70000']],
    [['simulate', '--driver', 'generic/lis2', '--to', 'tcp://127.0.0.1:9', '--rate', 'fast']],
    [['replay', '--colour', 'x']],
  ])('%j is wrong usage: exit 2', async (args) => {
    const { code, stdout, stderr } = await station(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
    expect(stderr).not.toMatch(/\n {4}at /)
  })

  it('says its help and version on stderr with exit 0', async () => {
    expect(await station(['--help'])).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('replay') })
    expect(await station(['--version'])).toMatchObject({ code: 0, stderr: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

describe('export', () => {
  function filled(): string {
    const at = room({ needsBlank: false, platforms: [platformAt('http://127.0.0.1:9/records')] })
    const { sampleNo } = taken(at, { stallName: '=王记,"大"' })
    measured(at, sampleNo, '63.20')
    at.close()
    return at.file
  }

  it.each([
    ['frames', 5],
    ['readings', 1],
    ['results', 1],
    ['cases', 1],
    ['outbox', 1],
    // The room's rule of blanks, the sample, and the file of the stall it was the first of.
    ['audit', 3],
  ])('%s in both formats, the same rows', async (what, rows) => {
    const db = filled()
    const jsonl = await station(['export', '--db', db, '--what', what])
    const lines = linesOf(jsonl)
    expect([jsonl.code, lines.length]).toEqual([0, rows])
    const csv = await station(['export', '--db', db, '--what', what, '--format', 'csv'])
    expect(csv.stdout.startsWith('\uFEFF')).toBe(true)
    const [heading, ...body] = csv.stdout.slice(1).split('\r\n')
    expect(heading).toBe(Object.keys(lines[0] ?? {}).join(','))
    expect(body.filter((line) => line !== '')).toHaveLength(rows)
  })

  it('a name that looks like a formula is harmless in a spreadsheet and unchanged as JSON', async () => {
    const db = filled()
    expect((await station(['export', '--db', db, '--what', 'results', '--format', 'csv'])).stdout).toContain(
      `"'=王记,""大"""`,
    )
    expect(linesOf(await station(['export', '--db', db, '--what', 'results']))).toMatchObject([
      { stallName: '=王记,"大"', verdict: 'positive', value: '63.20' },
    ])
  })

  it('an empty subject has a heading in CSV and no line in JSON', async () => {
    const at = room()
    at.close()
    expect((await station(['export', '--db', at.file, '--what', 'readings'])).stdout).toBe('')
    expect((await station(['export', '--db', at.file, '--what', 'readings', '--format', 'csv'])).stdout).toMatch(
      /^\uFEFFframe,sampleNo,item,/,
    )
  })

  it('a database that is not there is a fault and is not made', async () => {
    const db = join(newFolder(), 'none.db')
    expect(await station(['export', '--db', db, '--what', 'frames'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^file\.unreadable/),
    })
    expect(existsSync(db)).toBe(false)
  })
})
