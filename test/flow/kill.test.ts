/** kill -9 in the middle of a stream: what was acknowledged is on the disk, and nothing is missing or doubled when the rest comes again. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { linesOf, type Served, serving, station } from '#test/terminal/command.ts'
import { lisClient } from './lis-client.ts'
import { METHOD, message, newFolder } from './room.ts'

const ROUNDS = 5
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

it('five times SIGKILL at any moment, and each message counts once', { timeout: 120_000 }, async () => {
  const folder = newFolder()
  const file = join(folder, 'station.db')
  const config = join(folder, 'config.json')
  const port = { name: 'p1', driver: 'generic/lis2', transport: { kind: 'tcp-server', port: 0 }, method: METHOD }
  const platform = { name: 'county', kind: 'json-batch', url: 'http://127.0.0.1:9/records' }
  writeFileSync(config, JSON.stringify({ ports: [port], platforms: [platform] }))

  const promised: string[] = []
  const moments: string[] = []
  let sampleNo = ''
  let next = 0
  let unfinished: readonly Uint8Array[] | null = null

  for (let round = 0; round < ROUNDS; round += 1) {
    const served = await serving(['--db', file, '--config', config])
    if (sampleNo === '') sampleNo = await registered(served)
    const client = await lisClient(served.listening('p1'))
    const last = round === ROUNDS - 1
    // Any moment: no two runs kill at the same byte. The first rounds kill early, when files are still being made.
    const wait = Math.random() * 150 * (round + 1)
    moments.push(`${wait.toFixed(1)} ms`)
    const killed = last ? null : sleep(wait).then(() => served.kill())
    let alive = true
    for (let sent = 0; alive && (!last || sent < 5); sent += 1) {
      const frames: readonly Uint8Array[] = unfinished ?? message(sampleNo, (10 + next++ / 100).toFixed(2))
      alive = await client.send(frames)
      unfinished = alive ? null : frames
    }
    promised.push(...client.acknowledged.map(hexOf))
    await killed
    client.close()
    if (last) {
      expect(await served.end(), served.stderr()).toBe(0)
      expect(alive).toBe(true)
    }
  }

  const frames = linesOf(await station(['export', '--db', file, '--what', 'frames']))
  const kept = new Map<string, number>()
  for (const { hex } of frames) kept.set(String(hex), (kept.get(String(hex)) ?? 0) + 1)
  const missing = promised.filter((hex) => {
    const left = kept.get(hex) ?? 0
    kept.set(hex, left - 1)
    return left <= 0
  })
  expect(missing, moments.join(', ')).toEqual([])
  expect(frames.filter(({ outcomes }) => outcomes === null)).toEqual([])

  const wanted = Array.from({ length: next }, (_, index) => (10 + index / 100).toFixed(2))
  for (const what of ['readings', 'results'])
    expect(
      linesOf(await station(['export', '--db', file, '--what', what])).map(({ value }) => value),
      `${what}: ${moments.join(', ')}`,
    ).toEqual(wanted)
  const owed = linesOf(await station(['export', '--db', file, '--what', 'outbox']))
  expect(owed.map(({ subjectId }) => subjectId)).toEqual(wanted.map((_, index) => String(index + 1)))
  const health = linesOf(await station(['doctor', '--db', file]))
  expect(health.find(({ name }) => name === '数据库')).toMatchObject({ ok: true })
})

async function registered({ address, token }: Served): Promise<string> {
  const answer = await fetch(`${address}/api/sample`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ stallCode: 'A-12', stallName: '王记蔬菜', food: '菠菜', takenBy: '王敏' }),
  })
  expect(answer.status).toBe(200)
  return String(((await answer.json()) as { sampleNo: unknown }).sampleNo)
}
