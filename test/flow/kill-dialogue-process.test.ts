/**
 * SIGKILL for real, before every step of every dialogue. One process holds the dialogues of all drivers, each on a database of its own; when
 * all stand before their step n, the process is killed. The devices live here and forget what they were told to forget; the next
 * process opens the databases as a station does, lets the devices finish, and goes on to step n + 1.
 */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { drivers } from '#drivers/index.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import { converse, Device, mayMiss, type Talking, talkingOf } from './dialogue.ts'
import { StationProcess } from './dialogue-process.ts'
import { newFolder, room } from './room.ts'

interface Standing {
  readonly port: string
  readonly device: Device
}

/** One driver's dialogue, killed before each of its steps in turn. */
class Dialogue {
  readonly driver: Driver
  readonly talking: Talking
  readonly file: string
  readonly done: Standing[] = []
  /** Where it stood when the process was killed; null once a dialogue had no such step, and so for ever. */
  standing: Standing | null = null
  over = false

  constructor(driver: Driver, talking: Talking, folder: string) {
    this.driver = driver
    this.talking = talking
    this.file = join(folder, `${driver.id.replace('/', '-')}.db`)
  }

  /** Finishes what the last process was killed in, then brings the next dialogue to stand before its step `last`. */
  async play(station: StationProcess, last: number): Promise<void> {
    await station.open(this.file)
    if (this.standing !== null) await this.#finish(station, this.standing)
    this.standing = null
    const port = `before ${last}`
    const device = new Device(this.driver.instrument(this.talking.readings))
    const how = await converse(await station.start(port, this.driver.id, last), device)
    if (how === 'died') this.standing = { port, device }
    else {
      this.over = true
      // Undisturbed, the device could hand over all it has: the dialogues that were killed were about something.
      expect(device.counts, this.driver.id).toEqual({ sent: this.talking.readings.length, refused: 0 })
    }
  }

  async #finish(station: StationProcess, { port, device }: Standing): Promise<void> {
    // Told nothing after its readings, it has them still; a person lets it send again.
    const again = this.talking.answers ? device : new Device(this.driver.instrument(this.talking.readings))
    expect(await converse(await station.start(port, this.driver.id, 0), again, 4), `${this.driver.id} ${port}`).toBe(
      'over',
    )
    this.done.push({ port, device: again })
  }
}

function check({ driver, talking, file, done }: Dialogue): void {
  const at = room({ file })
  for (const { port, device } of done) {
    const rows = at.rows('SELECT value FROM readings WHERE port = CAST(? AS TEXT)', port)
    const found = rows.map(({ value }) => value)
    const missing = talking.values.filter((value) => !found.includes(value))
    const where = `${driver.id} ${port}`
    expect(device.counts, where).not.toBeNull()
    expect(missing.length, `${where}: ${missing.join(', ')}`).toBeLessThanOrEqual(mayMiss(driver, device))
    if (driver.repeats === 'key') expect(found.length, where).toBe(new Set(found).size)
  }
  expect(at.count('frames f WHERE NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id)'), driver.id).toBe(0)
  at.close()
}

it('every dialogue, killed before every step', { timeout: 600_000 }, async () => {
  const folder = newFolder()
  const dialogues = drivers.flatMap((driver) => {
    const talking = talkingOf(driver)
    return talking === null ? [] : [new Dialogue(driver, talking, folder)]
  })
  let next = new StationProcess(folder)
  for (let last = 1; dialogues.some(({ over }) => !over); last++) {
    const station = next
    // It starts while this one works.
    next = new StationProcess(folder)
    await station.ready()
    for (const dialogue of dialogues) if (!dialogue.over) await dialogue.play(station, last)
    if (dialogues.some(({ standing }) => standing !== null)) await station.kill()
    else await station.end()
  }
  await next.ready()
  await next.end()
  for (const dialogue of dialogues) {
    // A question, a frame, its outcome.
    expect(dialogue.done.length, dialogue.driver.id).toBeGreaterThanOrEqual(3)
    check(dialogue)
  }
})
