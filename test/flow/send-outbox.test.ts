/** What is owed against a platform that lies: each record there exactly once, one identity for ever, the receipt on our disk. */

import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { EntryId } from '#core/ids.ts'
import { oweMissing } from '#flow/owe-platforms.ts'
import type { Platform } from '#flow/platform.ts'
import { tryAgainNow } from '#flow/retry-entry.ts'
import { sendDue, startSending } from '#flow/send-outbox.ts'
import { type FakePlatform, type PlatformMode, startFakePlatform } from '#test/fakes/platform.ts'
import { jsonBatch } from '#upload/platforms/json-batch.ts'
import { sendBatch } from '#upload/send.ts'
import type { Sender } from '#upload/sender.ts'
import { afterwards, measured, platformAt, type Room, type RoomOptions, room, taken } from './room.ts'

async function lying(mode: PlatformMode | PlatformMode[]): Promise<FakePlatform> {
  const fake = await startFakePlatform({ mode })
  afterwards(() => fake.close())
  return fake
}

/** A room that owes `fake` three results. */
function owing(fake: FakePlatform, options: RoomOptions = {}): Room {
  const at = room({ needsBlank: false, platforms: [platformAt(fake.url)], ...options })
  const { sampleNo } = taken(at)
  for (const value of ['10.00', '11.00', '12.00']) measured(at, sampleNo, value)
  return at
}

const senderTo =
  ({ world }: Room, url: string): Sender =>
  (entries) =>
    sendBatch({ url, station: 's', entries, platform: jsonBatch, timeoutMs: 300, now: world.now })

/** What is due now, then what is due after a long pause, until nothing is left or the platform had `most` chances. */
async function sendAll(at: Room, platform: Platform, most = 6): Promise<void> {
  for (let chance = 0; chance < most; chance += 1) {
    await sendDue(at.world, platform, senderTo(at, platform.url))
    if (at.count("outbox WHERE state = 'waiting'") === 0) return
    at.clock.pass(3_600_000)
  }
}

const entries = (at: Room) => at.rows('SELECT id, state, tries, receipt, reason FROM outbox ORDER BY seq')

describe('a platform that lies once and then is honest', () => {
  it.each<PlatformMode>([
    'honest',
    'stall',
    'slow',
    'repeat',
    'repeat-only',
    'drop',
    'drop-stored',
    'drop-half',
    'lie-other-ids',
    'lie-no-receipt',
    'wait',
    'busy',
    'failing',
    'garbage',
    'small',
    'redirect',
    'closed',
  ])('%s: each record is there exactly once, acknowledged with its receipt', async (mode) => {
    const fake = await lying([mode, 'honest'])
    if (mode === 'small') fake.mode = 'small'
    const at = owing(fake)
    await sendAll(at, platformAt(fake.url))
    const owed = entries(at)
    expect(owed.map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
    expect([...fake.stored.keys()].sort()).toEqual(owed.map(({ id }) => String(id)).sort())
    for (const { id, receipt } of owed) expect(receipt).toBe(fake.stored.get(String(id))?.receipt)
    // Every request carries the same three identities, whatever happened before.
    for (const { body } of fake.requests)
      for (const { recordId } of (JSON.parse(body) as { records: { recordId: string }[] }).records)
        expect(owed.map(({ id }) => id)).toContain(recordId)
    // Each try is a row of its own.
    for (const { id, tries } of owed)
      expect(at.count(`attempts a JOIN outbox o ON o.seq = a.entry WHERE o.id = '${id}'`)).toBe(tries)
    expect(await sendDue(at.world, platformAt(fake.url), senderTo(at, fake.url))).toEqual([])
  })
})

describe('a platform that refuses', () => {
  it.each<PlatformMode>(['refuse-some', 'picky'])(
    '%s: the refused record is parked with the reason, the others arrive',
    async (mode) => {
      const fake = await lying(mode)
      fake.refuses = ({ value }) => (value === '11.00' ? '样品编号不存在' : null)
      const at = owing(fake)
      await sendAll(at, platformAt(fake.url))
      const [first, second, third] = entries(at)
      expect([first?.state, second?.state, third?.state]).toEqual(['acknowledged', 'parked', 'acknowledged'])
      expect(second?.reason).toMatch(mode === 'picky' ? /400/ : /样品编号不存在/)

      // Nothing sends it again but a person; then it goes out under the same identity.
      at.clock.pass(86_400_000)
      const before = fake.requests.length
      expect(await sendDue(at.world, platformAt(fake.url), senderTo(at, fake.url))).toEqual([])
      expect(fake.requests.length).toBe(before)
      fake.mode = 'honest'
      tryAgainNow(at.world, String(second?.id) as EntryId, '王敏')
      expect(at.rows("SELECT done_by AS by, subject FROM audit WHERE action = 'outbox.retry'")).toEqual([
        { by: '王敏', subject: second?.id },
      ])
      await sendAll(at, platformAt(fake.url))
      expect(entries(at)[1]).toMatchObject({ id: second?.id, state: 'acknowledged', reason: null })
      expect(fake.stored.size).toBe(3)
    },
  )

  it('an acknowledged, a held or an unknown entry is not sent by a person either, and nothing is written', async () => {
    const fake = await lying('honest')
    const at = owing(fake)
    measured(at, String(at.rows('SELECT sample_no AS no FROM samples')[0]?.no), '5.00', '无此项目')
    await sendAll(at, platformAt(fake.url))
    const before = at.everything()
    for (const { id } of entries(at))
      expect(() => tryAgainNow(at.world, String(id) as EntryId, '王敏')).toThrow(
        expect.objectContaining({ code: 'input.invalid' }),
      )
    expect(() => tryAgainNow(at.world, 'E-none' as EntryId, '王敏')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
    expect(at.everything()).toEqual(before)
  })
})

describe('waiting', () => {
  it('a failed try is not due before its pause, and the pause grows', async () => {
    const fake = await lying('failing')
    const at = owing(fake)
    const pauses: number[] = []
    for (let tries = 1; tries <= 4; tries += 1) {
      expect(await sendDue(at.world, platformAt(fake.url), senderTo(at, fake.url))).toHaveLength(3)
      const next = Date.parse(String(at.rows('SELECT next_at AS next FROM outbox ORDER BY seq')[0]?.next))
      const pause = next - Date.parse(at.clock.now().utc)
      at.clock.pass(pause - 1)
      expect(await sendDue(at.world, platformAt(fake.url), senderTo(at, fake.url))).toEqual([])
      at.clock.pass(1)
      pauses.push(pause)
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(new Set(pauses).size).toBe(4)
    expect(fake.requests).toHaveLength(4)
  })
})

describe('the loop', () => {
  it('sends what is owed, wakes for what is new, keeps its trouble in words and ends when asked', async () => {
    const fake = await lying('failing')
    const at = owing(fake)
    const sending = startSending(at.world, platformAt(fake.url), 5)
    afterwards(() => sending.close())
    await expect.poll(() => sending.trouble(), { timeout: 10_000 }).toBe('http-500')
    fake.mode = 'honest'
    at.clock.pass(3_600_000)
    sending.wake()
    await expect.poll(() => at.count("outbox WHERE state = 'acknowledged'"), { timeout: 10_000 }).toBe(3)
    await expect.poll(() => sending.trouble(), { timeout: 10_000 }).toBeNull()
    measured(at, taken(at).sampleNo, '9.00')
    sending.wake()
    await expect.poll(() => fake.stored.size, { timeout: 10_000 }).toBe(4)
    await sending.close()
    expect(at.news.some((one) => one.kind === 'outbox.moved' && one.platform === 'county')).toBe(true)
  })

  it('ends in the middle of an exchange without losing the record: it is unknown, and sent again later', async () => {
    const fake = await lying('stall')
    const at = owing(fake)
    const sending = startSending(at.world, platformAt(fake.url), 5)
    await expect.poll(() => fake.requests.length, { timeout: 10_000 }).toBe(1)
    await sending.close()
    expect(at.rows('SELECT DISTINCT outcome, reason FROM attempts')).toEqual([
      { outcome: 'unknown', reason: 'stopped' },
    ])
    fake.mode = 'honest'
    at.clock.pass(3_600_000)
    await sendAll(at, platformAt(fake.url))
    expect(fake.stored.size).toBe(3)
  })

  it('one dead platform does not hold up another', async () => {
    const dead = await lying('stall')
    const alive = await lying('honest')
    const at = owing(dead, { platforms: [platformAt(dead.url, 'dead'), platformAt(alive.url, 'alive')] })
    const both = at.world.platforms.map((platform) => startSending(at.world, platform, 5))
    afterwards(async () => void (await Promise.all(both.map((one) => one.close()))))
    await expect.poll(() => alive.stored.size, { timeout: 10_000 }).toBe(3)
    expect(at.count("outbox WHERE platform = 'dead' AND state = 'waiting'")).toBe(3)
  })
})

describe('a platform that came later', () => {
  it('is owed what came before, once; controls and the other platform stay as they are', async () => {
    const fake = await lying('honest')
    const at = owing(fake, { platforms: [] })
    measured(at, taken(at, { kind: 'training' }).sampleNo, '88.00')
    measured(at, taken(at).sampleNo, '5.00', '无此项目')
    expect(at.count('outbox')).toBe(0)
    expect(oweMissing(at.world, platformAt(fake.url))).toBe(4)
    expect(oweMissing(at.world, platformAt(fake.url))).toBe(0)
    expect(at.rows('SELECT state FROM outbox ORDER BY seq').map(({ state }) => state)).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'held',
    ])
    await sendAll(at, platformAt(fake.url), 1)
    expect(fake.stored.size).toBe(3)
    expect(oweMissing(at.world, platformAt(fake.url, 'second'))).toBe(4)
    expect(at.count("outbox WHERE platform = 'county'")).toBe(4)
  })
})

describe('a demonstration', () => {
  it('never opens a line, whatever platform it is told of', async () => {
    let calls = 0
    const server = createServer((socket) => {
      calls += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    afterwards(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const real = platformAt(`http://127.0.0.1:${port}/records`)
    const at = room({ needsBlank: false, demo: true, platforms: [real] })
    expect(at.world.demo).toBe(true)
    measured(at, taken(at).sampleNo, '10.00')
    const sending = startSending(at.world, real, 5)
    afterwards(() => sending.close())
    await expect.poll(() => at.count("outbox WHERE state = 'acknowledged'"), { timeout: 10_000 }).toBe(1)
    expect(at.rows('SELECT receipt FROM outbox')[0]?.receipt).toMatch(/^演示-/)
    await sending.close()
    expect(calls).toBe(0)
    // The same file without the switch is a demonstration still, and a real file never becomes one.
    at.close()
    expect(room({ needsBlank: false, file: at.file }).world.demo).toBe(true)
    const honest = room({ needsBlank: false })
    honest.close()
    expect(() => room({ needsBlank: false, file: honest.file, demo: true })).toThrow(
      expect.objectContaining({ code: 'config.invalid' }),
    )
  })
})
