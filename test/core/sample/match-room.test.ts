/** 100,000 readings of model rooms: not one finds a sample that did not stand in the analyzer. */
import { expect, test } from 'vitest'
import { randomFrom } from '#test/core/support/random.ts'
import { modelDevice } from './model-devices.ts'
import { playMornings } from './model-mornings.ts'
import type { Case } from './model-room.ts'

const CASES = 100_000

interface Count {
  matched: number
  waited: number
  /** Of no sample, and waiting as they should. */
  strangers: number
}

test('no wrong match', { timeout: 120_000 }, () => {
  const counts = new Map<string, Count>()
  const wrong: unknown[] = []
  let cases = 0
  for (let seed = 1; cases < CASES; seed += 1) {
    const random = randomFrom(seed)
    // Two analyzers in a room, so that the room's running numbers belong to neither alone.
    const devices = ['p1', 'p2'].map((port) => modelDevice(random, port))
    playMornings(random, devices, (one) => {
      cases += 1
      count(counts, one)
      if (one.match.kind === 'matched' && one.match.sampleId !== one.truth) wrong.push({ seed, ...seen(one) })
    })
  }
  const words = [...counts].map(([kind, { matched, waited, strangers }]) => {
    return `${kind}: ${matched} found, ${waited} wait, ${strangers} of no sample wait`
  })
  process.stdout.write(`${cases} readings\n${words.sort().join('\n')}\n`)
  expect(wrong.slice(0, 3)).toEqual([])
  expect(cases).toBeGreaterThanOrEqual(CASES)
  // Whoever sends our whole number is not asked; whoever sends a channel in time mostly not.
  expect(counts.get('whole number')?.waited).toBe(0)
  expect(shareFound(counts.get('channel, live'))).toBeGreaterThan(0.7)
  // The plate before is no reason to ask once a minute has passed, where a device keeps nothing.
  expect(shareFound(counts.get('channel, live with time'))).toBeGreaterThan(0.45)
  expect(shareFound(counts.get('short number, live'))).toBeGreaterThan(0.85)
  // The same sample in two channels at once, or on a later plate: its channels tell them apart, a number alone does not.
  expect(shareFound(counts.get('channel, live, again'))).toBeGreaterThan(0.7)
  expect(counts.get('whole number, again')?.waited).toBe(0)
})

function shareFound(one: Count | undefined): number {
  return one === undefined ? 0 : one.matched / (one.matched + one.waited)
}

function count(counts: Map<string, Count>, one: Case): void {
  const kind = one.again ? `${one.device.kind}, again` : one.device.kind
  const found = counts.get(kind) ?? { matched: 0, waited: 0, strangers: 0 }
  if (one.match.kind === 'matched') found.matched += 1
  else if (one.truth === null) found.strangers += 1
  else found.waited += 1
  counts.set(kind, found)
}

function seen({ device, reading, arrivedAt, truth, match, candidates }: Case) {
  const { sampleNo, measuredAt, channel } = reading
  const { kind, port, clock, known } = device
  return { kind, port, clock, known, sampleNo, measuredAt, channel, arrivedAt, truth, match, candidates }
}
