/** 32 devices on 32 TCP ports, each at the pace of 115,200 baud: is a byte lost, and what does it cost the station? */
import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import { driver as lis2 } from '#drivers/generic/lis2/driver.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { framesOf, Lis01Sender } from '#drivers/kit/lis/lis01-sender.ts'
import { encodeUtf8 } from '#drivers/kit/text.ts'
import { speaking } from '#drivers/kit/virtual/virtual.ts'
import { driver as tScale } from '#drivers/t-scale/nhb/driver.ts'
import { simulate } from '#ports/simulate.ts'
import { openForReading } from '#storage/open.ts'
import { benchFolder } from './bench-world.ts'
import { type Answer, type Benchmark, figure, notMeasured, sum } from './figure.ts'
import { cpuMs, hasProc, startChild } from './station-child.ts'

const PORTS = 32
/** 115,200 baud, 8N1: ten bits a byte. */
const BYTES_PER_SECOND = 11_520

/** Two kinds of line: one that waits for our word after every frame, and one that pours. */
interface Pouring {
  readonly name: string
  readonly driver: string
  /** What one port sends, as data frames, at least so many bytes of them. */
  readonly frames: (port: string, bytes: number) => readonly Uint8Array[]
  readonly device: (frames: readonly Uint8Array[]) => Instrument
}

const handshaken: Pouring = {
  name: 'LIS2',
  driver: lis2.id,
  frames(port, bytes) {
    const message = framesOf(messageOf(port).map(encodeUtf8))
    const count = Math.max(1, Math.round(bytes / sum(message.map(({ length }) => length))))
    return Array.from({ length: count }, () => message).flat()
  },
  device: (frames) => {
    const each = messageOf('p1').length
    const sessions = Array.from({ length: frames.length / each }, (_, index) => ({
      pieces: frames.slice(index * each, (index + 1) * each),
      cut: false,
    }))
    return new Lis01Sender(sessions)
  },
}

/** A balance that prints without a pause: one line in ten is stable, as while goods are put on it. */
const pouring: Pouring = {
  name: 'T-Scale',
  driver: tScale.id,
  frames: (_port, bytes) =>
    Array.from({ length: Math.round(bytes / 19) }, (_, index) =>
      encodeUtf8(
        `${index % 10 === 0 ? 'ST' : 'US'},GS ${String(100 + (index % 900)).padStart(5)}.${index % 10}g  \r\n`,
      ),
    ),
  device: (frames) => speaking(frames),
}

export const manyPorts: Benchmark = {
  name: 'many-ports',
  async measure({ quick }) {
    const seconds = quick ? 5 : 60
    const figures: Answer[] = []
    for (const kind of [handshaken, pouring]) figures.push(...(await measureKind(kind, seconds)))
    return figures
  },
}

async function measureKind(kind: Pouring, seconds: number): Promise<readonly Answer[]> {
  const { folder, remove } = benchFolder()
  const ports = Array.from({ length: PORTS }, (_, index) => ({
    name: `p${index + 1}`,
    driver: kind.driver,
    transport: { kind: 'tcp-server' as const, port: 0 },
  }))
  const child = await startChild(folder, { ports, platforms: [] })
  const pid = child.process.pid ?? 0
  try {
    const start = performance.now()
    const cpuBefore = hasProc ? cpuMs(pid) : 0
    const sent = await Promise.all(child.ports.map(({ name, address }) => sendFor(kind, seconds, name, address)))
    const tookMs = performance.now() - start
    const cpu = hasProc ? cpuMs(pid) - cpuBefore : null
    await child.close()
    return figuresOf(kind.name, sent, keptIn(join(folder, 'station.sqlite')), tookMs, cpu)
  } finally {
    await child.close()
    remove()
  }
}

interface Sent {
  readonly port: string
  /** Of frames; the line's ENQ and EOT are no data. */
  readonly bytes: number
  readonly sha256: string
  readonly refused: number
}

/** One connection for as long as that many bytes take; the last message is finished. */
async function sendFor(kind: Pouring, seconds: number, port: string, address: string): Promise<Sent> {
  const frames = kind.frames(port, seconds * BYTES_PER_SECOND)
  const { refused } = await simulate({
    instrument: kind.device(frames),
    to: `tcp://${address}`,
    bytesPerSecond: BYTES_PER_SECOND,
  })
  const hash = createHash('sha256')
  for (const frame of frames) hash.update(frame)
  return { port, bytes: sum(frames.map(({ length }) => length)), sha256: hash.digest('hex'), refused }
}

/** Ten results of one specimen with all that the standard lets an analyzer say of each: frames near the usual 240 bytes. */
function messageOf(port: string): readonly string[] {
  const results = Array.from({ length: 10 }, (_, index) => {
    const reagent = `lot ${port}-2026030${index}, calibrator 77120${index}, cuvette ${index + 1}, blank 0.0${index}`
    return `R|${index + 1}|^^^NY${index}^农药残留^${reagent}|${index}.25|%|0 to 50|N||F||王敏^李强|20260302090000|20260302090${index}00|KJ-2000^${port}^serial 20240115-0042^firmware 3.1.${index}`
  })
  return [`H|\\^&|||bench ${port}|||||||P|LIS2-A2|20260302090000`, 'P|1', 'O|1|||^^^NY', ...results, 'L|1|N']
}

interface Kept {
  readonly bytes: number
  readonly sha256: string
  readonly readings: number
}

function keptIn(file: string): ReadonlyMap<string, Kept> {
  const { db, close } = openForReading(file)
  try {
    const readings = new Map(
      db
        .prepare<[], { port: string; readings: number }>(
          'SELECT port, count(*) AS readings FROM readings GROUP BY port',
        )
        .all()
        .map((row) => [row.port, row.readings]),
    )
    const heard = new Map<string, { readonly hash: Hash; bytes: number }>()
    for (const { port, bytes } of db
      .prepare<[], { port: string; bytes: Uint8Array }>('SELECT port, bytes FROM frames ORDER BY id')
      .iterate()) {
      const one = heard.get(port) ?? { hash: createHash('sha256'), bytes: 0 }
      heard.set(port, one)
      one.hash.update(bytes)
      one.bytes += bytes.length
    }
    return new Map(
      [...heard].map(([port, { hash, bytes }]) => [
        port,
        { bytes, sha256: hash.digest('hex'), readings: readings.get(port) ?? 0 },
      ]),
    )
  } finally {
    close()
  }
}

function figuresOf(
  kind: string,
  sent: readonly Sent[],
  kept: ReadonlyMap<string, Kept>,
  tookMs: number,
  cpu: number | null,
): readonly Answer[] {
  const sentBytes = sum(sent.map(({ bytes }) => bytes))
  const keptBytes = sum([...kept.values()].map(({ bytes }) => bytes))
  const readings = sum([...kept.values()].map(({ readings: count }) => count))
  const same = sent.every(({ port, sha256, refused }) => refused === 0 && kept.get(port)?.sha256 === sha256)
  const pace = sentBytes / PORTS / (tookMs / 1000)
  return [
    figure(`32 ports, ${kind}: bytes lost`, sentBytes - keptBytes, 'bytes', {
      aim: '0',
      note: `${sentBytes} bytes sent in ${(tookMs / 1000).toFixed(1)} s, ${readings} readings; the SHA-256 of every port ${same ? 'agrees' : 'DIFFERS'}`,
    }),
    figure(`32 ports, ${kind}: pace held`, pace, 'bytes/s a port', {
      bare: BYTES_PER_SECOND,
      note: `bare: the wire alone${kind === handshaken.name ? '; LIS01 waits for an ACK after each frame, and each ACK for a commit' : ''}`,
    }),
    cpu === null
      ? notMeasured(`32 ports, ${kind}: CPU of the station`, 'only Linux tells it')
      : figure(`32 ports, ${kind}: CPU of the station`, (cpu / tookMs) * 100, '% of one core', {
          aim: '<= 25 %',
          note: `${(((keptBytes / cpu) * 1000) / 1e6).toFixed(2)} MB for each second of CPU`,
        }),
  ]
}
