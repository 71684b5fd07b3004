/** The wizard at work: an unknown instrument on a real pty is heard, learned, saved, signed, exported, and read by its own driver. */
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SerialPort } from 'serialport'
import { describe, expect, it } from 'vitest'
import type { FaultCode } from '#core/fault.ts'
import { isFault } from '#core/fault.ts'
import type { Draft } from '#drivers/kit/learned/format.ts'
import { holdPorts } from '#flow/hold-ports.ts'
import { driverFor, knownDrivers, teacherOf } from '#flow/known-drivers.ts'
import { type Learning, openLearning, RECORDED_BYTES } from '#flow/learn.ts'
import {
  exportLearned,
  importFile,
  inspectFile,
  learnedViews,
  readFile,
  removeLearned,
  saveDraft,
} from '#flow/learned-files.ts'
import { headerLine, pieceLine, RECORDING_FORMAT } from '#ports/recording.ts'
import { auditPage } from '#storage/audit.ts'
import { tick } from '#test/drivers/learned/recordings.ts'
import { needs } from '#test/fakes/needs.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { afterwards, type Room, room } from './room.ts'

const by = '王敏'
const LINK = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

/** 农药残留 of an instrument nobody knows: number, food, value, unit, verdict, time. */
function record(n: number): string {
  const value = [12.3, 63.2, 8.1][n % 3] ?? 0
  const time = `2026-03-02 08:${10 + n}:30`
  return `$,${String(n).padStart(4, '0')},菠菜,${value.toFixed(1)},%,${value >= 50 ? '不合格' : '合格'},${time}\r\n`
}

const stream = Array.from({ length: 8 }, (_, n) => record(n + 1)).join('')

function named(draft: Draft): Draft {
  const ticked = tick(tick(draft, 1, 'sampleNo'), 2, 'ignore')
  const item = '有机磷和氨基甲酸酯类'
  return { ...ticked, vendor: '某厂', model: 'NY-8', title: '某厂 NY-8', fixed: { ...ticked.fixed, item } }
}

function learningIn({ world }: Room, listenMs?: number): Learning {
  const learning = openLearning(world, listenMs)
  afterwards(() => learning.close())
  return learning
}

async function learned(at: Room): Promise<string> {
  const learning = learningIn(at)
  await learning.sample(new TextEncoder().encode(stream), LINK)
  return saveDraft(at.world, named(learning.propose(null).draft), learning.recording(), by).id
}

function faultOf(work: () => unknown): FaultCode | null {
  try {
    work()
    return null
  } catch (error) {
    if (isFault(error)) return error.code
    throw error
  }
}

async function analyzerAt(path: string): Promise<SerialPort> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false })
  port.on('error', () => {})
  await new Promise<void>((resolve, reject) => port.open((error) => (error === null ? resolve() : reject(error))))
  afterwards(() => new Promise<void>((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve())))
  return port
}

describe.skipIf(!needs('socat'))('an unknown instrument on a serial line (needs socat)', () => {
  it('is heard, learned, tried, saved, and its next line is a reading', async () => {
    const at = room()
    const cable = await ptyCable()
    afterwards(() => cable.remove())
    const analyzer = await analyzerAt(cable.analyzer)
    const learning = learningIn(at)
    const transport = { kind: 'serial', path: cable.station } as const

    expect(await learning.listen(transport, LINK)).toMatchObject({ listening: true, linkSure: true, bytes: 0 })
    analyzer.write(Buffer.from(stream))
    await expect.poll(() => learning.state().bytes, { timeout: 10_000 }).toBe(Buffer.byteLength(stream))
    expect(learning.state().lines).toHaveLength(8)

    const draft = named(learning.propose(null).draft)
    const tried = learning.try(draft)
    expect(tried.problems).toEqual([])
    expect(tried.counts).toEqual({ readings: 8, ignored: 0, damaged: 0 })
    const { id } = saveDraft(at.world, draft, learning.recording(), by)
    expect(id).toBe('learned/mou-chang-ny-8')
    await learning.stop()

    const ports = holdPorts(at.world)
    afterwards(() => ports.close())
    await ports.add({ name: 'p9', driver: id, transport }, by)
    analyzer.write(Buffer.from(record(9)))
    await expect.poll(() => at.count('readings'), { timeout: 10_000 }).toBe(1)
    expect(at.rows('SELECT sample_no, value, unit, flag, measured_at FROM readings')[0]).toEqual({
      sample_no: '0009',
      value: '12.3',
      unit: '%',
      flag: '合格',
      measured_at: '2026-03-02T08:19:30',
    })
    expect(faultOf(() => removeLearned(at.world, id, [], by))).toBe('learn.in-use')
  })

  it('its speed is looked for when nobody says it, and the search can be stopped', async () => {
    const at = room()
    const cable = await ptyCable()
    afterwards(() => cable.remove())
    const analyzer = await analyzerAt(cable.analyzer)
    const talking = setInterval(() => analyzer.write(Buffer.from(record(1))), 30)
    afterwards(() => clearInterval(talking))
    const learning = learningIn(at, 150)

    expect(await learning.listen({ kind: 'serial', path: cable.station }, null)).toMatchObject({
      searching: true,
      link: null,
    })
    await expect.poll(() => learning.state().searching, { timeout: 20_000 }).toBe(false)
    // A pty passes every speed: the likeliest first is taken, and it is not called sure.
    expect(learning.state()).toMatchObject({ listening: true, link: LINK, linkSure: false, fault: null })
    await expect.poll(() => learning.state().bytes, { timeout: 10_000 }).toBeGreaterThan(0)

    await learning.listen({ kind: 'serial', path: cable.station }, null)
    expect(await learning.stop()).toMatchObject({ listening: false, searching: false, bytes: 0 })
  })

  it('a port that another program holds is named, not learned from', async () => {
    const at = room()
    const cable = await ptyCable()
    afterwards(() => cable.remove())
    await analyzerAt(cable.station)
    const learning = learningIn(at)
    const code = await learning.listen({ kind: 'serial', path: cable.station }, LINK).then(
      () => null,
      (error: unknown) => (isFault(error) ? error.code : 'bug'),
    )
    expect(code).toBe('port.busy')
    expect(learning.state()).toMatchObject({ listening: false, bytes: 0 })
  })
})

describe('listening', () => {
  it('records a TCP instrument up to its limit, and no further', async () => {
    const learning = learningIn(room())
    const { address } = await learning.listen({ kind: 'tcp-server', port: 0 }, null)
    const socket = createConnection(Number(address?.split(':').at(-1)), '127.0.0.1')
    afterwards(() => void socket.destroy())
    const line = 'x'.repeat(1023)
    for (let n = 0; n < 1100; n++) socket.write(`${line}\n`)
    await expect.poll(() => learning.state().full, { timeout: 20_000 }).toBe(true)
    await sleep(50)
    expect(learning.state().bytes).toBe(RECORDED_BYTES)
    expect(learning.state().lines.length).toBeLessThanOrEqual(200)
  })

  it('takes a recording of station record with its speed, and a plain capture', async () => {
    const learning = learningIn(room())
    const link = { baudRate: 2400, dataBits: 7, parity: 'even', stopBits: 1 } as const
    const header = { format: RECORDING_FORMAT, link, peer: 'COM3', startedAt: '2026-03-02T00:00:00.000Z' } as const
    const heard = { at: '2026-03-02T00:00:02.000Z', dir: 'in', bytes: new TextEncoder().encode(stream) } as const
    const asked = { at: '2026-03-02T00:00:01.000Z', dir: 'out', bytes: Uint8Array.of(1) } as const
    const file = `${headerLine(header)}${pieceLine(asked)}${pieceLine(heard)}`
    await learning.sample(new TextEncoder().encode(file), null)
    expect(learning.recording()).toMatchObject({ link, linkSure: true, quietStart: true })
    expect(learning.recording().bytes).toEqual(heard.bytes)
    await learning.sample(heard.bytes, null)
    expect(learning.recording()).toMatchObject({ linkSure: false, quietStart: false })
  })

  it('says so when there is nothing to learn from', async () => {
    const learning = learningIn(room())
    expect(faultOf(() => learning.propose(null))).toBe('learn.nothing-recorded')
    await learning.sample(Uint8Array.of(0x31, 0x32), null)
    expect(faultOf(() => learning.propose(null))).toBe('learn.nothing-recorded')
  })
})

describe('a learned driver', () => {
  it('is known beside the shipped ones, after a restart too, and leaves its trace in the audit', async () => {
    const at = room()
    const id = await learned(at)
    expect(driverFor(at.world, id)?.title).toBe('某厂 NY-8')
    expect(teacherOf(at.world, id)).toBe(by)
    expect(knownDrivers(at.world).some((driver) => driver.id === id)).toBe(true)
    expect(await learned(at)).toBe(`${id}-2`)
    const actions = auditPage(at.world.db, { after: null, limit: 20 }).rows.map(
      ({ action, detail }) => `${action} ${detail}`,
    )
    expect(actions).toEqual([`learn learn ${id}-2`, `learn learn ${id}`, 'station-key made'])
    const { file } = at
    at.close()
    expect(driverFor(room({ file }).world, id)?.id).toBe(id)
  })

  it('that reads nothing, or has no name, is not saved', async () => {
    const at = room()
    const learning = learningIn(at)
    await learning.sample(new TextEncoder().encode(stream), LINK)
    const draft = named(learning.propose(null).draft)
    const none = { ...draft, fields: draft.fields.map((field) => ({ ...field, role: 'ignore' as const })) }
    for (const wrong of [none, { ...draft, vendor: ' ' }, { ...draft, fixed: { ...draft.fixed, item: null } }])
      expect(faultOf(() => saveDraft(at.world, wrong, learning.recording(), by))).toBe('input.invalid')
    expect(learnedViews(at.world)).toEqual([])
  })

  it('travels as one file: looked at, accepted by its fingerprint, and reads the same elsewhere', async () => {
    const home = room()
    const id = await learned(home)
    const { fileName, text } = exportLearned(home.world, id)
    expect(fileName).toBe('learned-mou-chang-ny-8.kjdriver')
    const away = room()
    const seen = inspectFile(away.world, `\ufeff${text.replaceAll('\n', '\r\n')}`)
    expect(seen).toMatchObject({ madeBy: by, own: false, title: '某厂 NY-8' })
    expect(learnedViews(home.world)).toMatchObject([{ fingerprint: seen.fingerprint, own: true }])
    expect(faultOf(() => importFile(away.world, text, '0000 0000', by))).toBe('learn.file-altered')
    importFile(away.world, text, seen.fingerprint, by)
    // The same file again is the same driver; another one of its name is not.
    importFile(away.world, text, seen.fingerprint, by)
    expect(learnedViews(away.world)).toHaveLength(1)
    const other = room()
    await learned(other)
    const rival = exportLearned(other.world, id).text
    expect(faultOf(() => importFile(away.world, rival, inspectFile(away.world, rival).fingerprint, by))).toBe(
      'input.invalid',
    )
    removeLearned(away.world, id, [], by)
    expect(driverFor(away.world, id)).toBeUndefined()
    expect(faultOf(() => removeLearned(away.world, id, [], by))).toBe('not-found')
  })

  it('altered in any one byte is refused', async () => {
    const at = room()
    const { text } = exportLearned(at.world, await learned(at))
    const bytes = Buffer.from(text)
    expect(() => readFile(text)).not.toThrow()
    const taken: number[] = []
    // The last byte is the line end, which a mail program may change.
    for (let place = 0; place < bytes.length - 1; place++) {
      const altered = Buffer.from(bytes)
      altered[place] = (altered[place] ?? 0) ^ 1
      const code = faultOf(() => readFile(altered.toString('utf8')))
      if (code !== 'learn.file-altered' && code !== 'learn.file-broken') taken.push(place)
    }
    expect(taken).toEqual([])
  })

  it('written another way is refused, though it means the same', async () => {
    const at = room()
    const { text } = exportLearned(at.world, await learned(at))
    const twice = text.replace('  "title":', '  "title": "合格仪",\n  "title":')
    for (const other of [JSON.stringify(JSON.parse(text)), text.replace('{\n', '{ \n'), twice])
      expect(faultOf(() => readFile(other))).toBe('learn.file-altered')
  })

  it('whose signature was made again with another key shows that key', async () => {
    const home = room()
    const id = await learned(home)
    const first = inspectFile(home.world, exportLearned(home.world, id).text).fingerprint
    const thief = room()
    await learned(thief)
    expect(inspectFile(home.world, exportLearned(thief.world, id).text).fingerprint).not.toBe(first)
  })
})
