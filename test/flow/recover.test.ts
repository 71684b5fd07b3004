/** A program that ended between keeping and settling: the next start reads what was kept, and the analyzer may say it again. */
import { expect, it } from 'vitest'
import { driverById } from '#drivers/index.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import { recover } from '#flow/recover.ts'
import { keepFrame } from '#storage/frames.ts'
import { hear, message, type Room, room, session, taken } from './room.ts'

/** The program dies after the last ACK: frames are kept, nothing is settled. */
function dieUnsettled({ world }: Room, bytes: Uint8Array, driverId = 'generic/lis2'): void {
  const driver = driverById(driverId)
  if (driver === undefined) throw new Error(driverId)
  const keeper = keeperFor(world, 'p1', driver)
  const steps = driver.line().heard(bytes, '2026-03-02T08:30:00')
  for (let turn = steps.next(null); !turn.done; )
    turn = steps.next(turn.value.kind === 'keep' ? keeper.keep(turn.value.bytes) : null)
}

it('frames kept and never settled become their result at the next start, once', () => {
  const first = room({ needsBlank: false })
  const { sampleNo } = taken(first)
  const bytes = session(...message(sampleNo, '12.30'))
  dieUnsettled(first, bytes)
  expect(first.count('readings')).toBe(0)
  first.close()

  const next = room({ needsBlank: false, file: first.file })
  expect(recover(next.world)).toBe(5)
  expect(next.rows('SELECT value, verdict FROM results')).toEqual([{ value: '12.30', verdict: 'negative' }])
  expect(next.count('frames')).toBe(5)
  expect(recover(next.world)).toBe(0)
  // The analyzer missed our last ACK and says the whole message again.
  expect(hear(next, bytes)).toEqual([{ kind: 'ignored', reason: expect.stringMatching(/^resent: /) }])
  expect([next.count('readings'), next.count('results')]).toEqual([1, 1])
})

it('half a message is settled as damaged, and counted when the analyzer sends it whole', () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  const frames = message(sampleNo, '63.20')
  dieUnsettled(at, session(...frames.slice(0, 3)).slice(0, -1))
  expect(recover(at.world)).toBe(3)
  expect(at.rows("SELECT count(*) AS n FROM outcomes WHERE kind = 'damaged'")).toEqual([{ n: 1 }])
  hear(at, session(...frames))
  expect(at.rows('SELECT value FROM results')).toEqual([{ value: '63.20' }])
})

it('several messages in a row are all read, those settled before are left alone', () => {
  const at = room({ needsBlank: false })
  const { sampleNo } = taken(at)
  hear(at, session(...message(sampleNo, '10.00')))
  dieUnsettled(at, session(...message(sampleNo, '11.00')))
  dieUnsettled(at, session(...message(sampleNo, '12.00')))
  recover(at.world)
  expect(at.rows('SELECT value FROM results ORDER BY id').map(({ value }) => value)).toEqual([
    '10.00',
    '11.00',
    '12.00',
  ])
  expect(at.rows('SELECT id FROM frames WHERE id NOT IN (SELECT frame_id FROM outcomes)')).toEqual([])
})

it('frames of a driver that is no longer there are kept and told as damaged', () => {
  const at = room({ needsBlank: false })
  keepFrame(at.world.db, { port: 'p1', driver: 'gone/x1', bytes: Buffer.from('R|1'), at: at.clock.now() })
  expect(recover(at.world)).toBe(1)
  expect(at.rows('SELECT kind, reason FROM outcomes')).toEqual([{ kind: 'damaged', reason: 'driver-unknown: gone/x1' }])
})

it('bytes the driver finds no frame in are told as damaged, not asked for for ever', () => {
  const at = room({ needsBlank: false })
  keepFrame(at.world.db, { port: 'p1', driver: 'generic/lis2', bytes: Buffer.from('\x02'), at: at.clock.now() })
  recover(at.world)
  expect(at.rows('SELECT id FROM frames WHERE id NOT IN (SELECT frame_id FROM outcomes)')).toEqual([])
  expect(recover(at.world)).toBe(0)
})

it('a driver with a bug does not keep the station from starting: its frames are told as damaged', () => {
  const at = room({ needsBlank: false })
  const lis2 = driverById('generic/lis2')
  if (lis2 === undefined) throw new Error('no driver')
  const { sampleNo } = taken(at)
  dieUnsettled(at, session(...message(sampleNo, '12.30')))
  const broken = {
    ...lis2,
    line: () => {
      const line = lis2.line()
      line.heard = () => {
        throw new Error('a bug')
      }
      return line
    },
  }
  expect(recover(at.world, () => broken)).toBe(5)
  expect(new Set(at.rows('SELECT kind, reason FROM outcomes').map(({ kind, reason }) => `${kind} ${reason}`))).toEqual(
    new Set(['damaged driver-failed: a bug']),
  )
})
