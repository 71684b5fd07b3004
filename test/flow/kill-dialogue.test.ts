/** A station that ends between any two steps of any dialogue: nothing the device was told to forget is missing from the database. */
import { describe, expect, it } from 'vitest'
import { drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { recover } from '#flow/recover.ts'
import { converse, Device, mayMiss, performStation, type Station, talkingOf } from './dialogue.ts'
import { type Room, room } from './room.ts'

class Died extends Error {}

/** Ends before its `last`-th step: what was not committed by then is not there. */
function mortal({ world }: Room, port: string, driver: Driver, last: number): Station {
  let step = 0
  const perform = performStation(world, port, driver, () => {
    if (++step === last) throw new Died()
  })
  return {
    tell(heard) {
      const sent: Uint8Array[] = []
      try {
        return Promise.resolve({ wait: perform(heard, (bytes) => sent.push(bytes)), sent, died: false })
      } catch (error) {
        if (!(error instanceof Died)) throw error
        expect(world.db.inTransaction).toBe(false)
        return Promise.resolve({ wait: null, sent, died: true })
      }
    },
  }
}

const NEVER = 0

function readingsOf(at: Room, port: string): readonly string[] {
  const rows = at.rows(
    'SELECT sample_no, item, value, measured_at, channel FROM readings WHERE port = CAST(? AS TEXT) ORDER BY id',
    port,
  )
  return rows.map((row) => Object.values(row).join(' '))
}

const talking = drivers.flatMap((driver) => {
  const talking = talkingOf(driver)
  return talking === null ? [] : [{ id: driver.id, driver, ...talking }]
})

describe.each(talking)('$id', ({ driver, readings, answers }) => {
  it('ends before every step, and comes back', { timeout: 60_000 }, async () => {
    const at = room()
    // Death here is an exception: the disk is not asked to survive it, the other file of this test does that.
    at.world.db.pragma('synchronous = OFF')
    expect(await converse(mortal(at, 'undisturbed', driver, NEVER), new Device(driver.instrument(readings)))).toBe(
      'over',
    )
    const awaited = readingsOf(at, 'undisturbed')
    expect(awaited).toHaveLength(readings.length)

    let ended = 0
    for (let last = 1; ; last++) {
      const port = `before ${last}`
      let device = new Device(driver.instrument(readings))
      if ((await converse(mortal(at, port, driver, last), device)) === 'over') break
      ended++
      recover(at.world)
      // Told nothing after its readings, it has them still; a person lets it send again.
      if (!answers) device = new Device(driver.instrument(readings))
      expect(await converse(mortal(at, port, driver, NEVER), device, 4), port).toBe('over')
      const found = readingsOf(at, port)
      const missing = awaited.filter((one) => !found.includes(one))
      expect(device.counts, port).not.toBeNull()
      expect(missing.length, `${port}: ${missing.join(', ')}`).toBeLessThanOrEqual(mayMiss(driver, device))
      if (driver.repeats === 'key')
        expect(
          found.filter((one, index) => found.indexOf(one) !== index),
          port,
        ).toEqual([])
      expect(at.count(`frames f WHERE NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id)`), port).toBe(0)
    }
    // A question, a frame, its outcome.
    expect(ended).toBeGreaterThanOrEqual(3)
  })
})
