/**
 * A seeded generator of two mornings on one analyzer after another, with all that goes wrong in a room, and the truth beside it.
 *
 * Not in it, because no program can see it: a whole number typed wrongly, a number typed for another sample than the one that
 * stands in the analyzer, another thing put in the place of a sample that was never measured there, an undeclared counter without a
 * channel or before the first sample was placed on it. A device without a memory tells within a minute, one with a memory tells its
 * records in the order in which they were measured; two things do not change places within two minutes. Where the site says that each
 * number is typed, it is: none is left standing for the next thing.
 */

import type { Named } from '#core/sample/sample.ts'
import { momentOf } from '#core/time.ts'
import { pick } from '#test/core/support/random.ts'
import type { ModelDevice } from './model-devices.ts'
import { type Case, ModelRoom, saidBy } from './model-room.ts'

const SECOND = 1000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Midnight of 2026-03-01 at the site. */
const YESTERDAY = Date.UTC(2026, 1, 28, 16)
const foods = ['菠菜', '韭菜', '小白菜', '芹菜'] as const
const CHANNELS = 8

interface Act {
  readonly at: number
  readonly run: () => void
}

export function playMornings(random: () => number, devices: readonly ModelDevice[], tell: (one: Case) => void): void {
  const room = new ModelRoom()
  const acts: Act[] = []
  const act = (at: number, run: () => void) => void acts.push({ at: Math.round(at), run })
  for (const device of devices) {
    const line = { told: 0 }
    for (const day of device.known ? [0, 1] : [1]) {
      const begin = YESTERDAY + day * 24 * HOUR + 6 * HOUR + between(random, 0, HOUR)
      morning({ line, random, device, room, act, tell }, begin)
    }
  }
  // What an act adds lies in its future, so one pass in order of time meets all of it.
  for (;;) {
    let next = 0
    for (let index = 1; index < acts.length; index += 1)
      if ((acts[index]?.at ?? 0) < (acts[next]?.at ?? 0)) next = index
    const [now] = acts.splice(next, 1)
    if (now === undefined) return
    now.run()
  }
}

interface Play {
  /** When the device told its last record: it tells them in order. */
  readonly line: { told: number }
  readonly random: () => number
  readonly device: ModelDevice
  readonly room: ModelRoom
  readonly act: (at: number, run: () => void) => void
  readonly tell: (one: Case) => void
}

/** A thing that is measured, in one place or in several; its sample is there once it is registered. */
interface Thing {
  readonly food: string
  readonly registered: boolean
  sample: Named | null
}

/** What one place of a plate holds. */
interface Well {
  readonly channel: string
  readonly plate: number
  readonly thing: Thing
  /** It was on an earlier plate: measured again. */
  readonly again: boolean
  /** It stands in an earlier place of this plate too. */
  readonly beside: boolean
}

function morning(play: Play, begin: number): void {
  const { random, device, act } = play
  const plates = 2 + Math.floor(random() * 3)
  const counter = { next: random() < 0.5 ? 1 : Math.floor(random() * 40) }
  const typed: { last: string | null } = { last: null }
  let at = begin
  const wellsBefore: Well[] = []
  for (let plate = 0; plate < plates; plate += 1) {
    const wells = fill(play, wellsBefore, plate)
    wellsBefore.push(...wells)
    let placed = at
    for (const well of wells) {
      if (!well.thing.registered) continue
      placed += between(random, 5 * SECOND, MINUTE)
      const [registeredAt, placedAt] = [placed - between(random, SECOND, 4 * SECOND), placed]
      if (!well.again && !well.beside)
        act(registeredAt, () => {
          well.thing.sample = play.room.register(registeredAt, well.thing.food)
        })
      if (device.channel) act(placedAt, () => putDown(play, placedAt, well))
    }
    const measuring = placed + between(random, 20 * SECOND, random() < 0.3 ? MINUTE : 15 * MINUTE)
    const ended = measure(play, wells, { measuring, counter, typed })
    if (device.channel) swap(play, wells, placed, measuring)
    if (random() < 0.3)
      for (const { channel } of wells) act(ended + SECOND, () => play.room.free(ended, device.port, channel))
    // The next plate often goes in within seconds.
    at = ended + (random() < 0.4 ? between(random, 2 * SECOND, MINUTE) : 2 * MINUTE + between(random, 0, 20 * MINUTE))
  }
}

/** Some things stand in two places side by side; some were measured on an earlier plate and are measured again. */
function fill({ random, device }: Play, before: readonly Well[], plate: number): readonly Well[] {
  const size = 1 + Math.floor(random() * 5)
  const first = Math.floor(random() * CHANNELS)
  const sure = device.number === 'counter' ? 1 : 0
  const known = before.filter(({ thing }) => thing.registered).map(({ thing }) => thing)
  const wells: Well[] = []
  for (let index = 0; index < size; index += 1) {
    const channel = String(((first + index) % CHANNELS) + 1)
    const last = wells.at(-1)
    const twin = last?.thing.registered === true && random() < 0.2 ? last.thing : null
    const old = twin === null && known.length > 0 && random() < 0.2 ? pick(random, known) : null
    const thing = twin ??
      old ?? { food: pick(random, foods), registered: random() > 0.08 || index < sure, sample: null }
    const beside = wells.some((one) => one.thing === thing)
    wells.push({ channel, plate, thing, again: known.includes(thing), beside })
  }
  return wells
}

function putDown(
  { room, device }: Play,
  at: number,
  well: Well,
  sample = well.thing.sample,
  beside = well.beside,
): void {
  if (sample !== null) room.place(at, sample, { port: device.port, channel: well.channel, plate: well.plate, beside })
}

/** Two wells were entered the wrong way round. Noticed before the first frame or after others, or never where a number can tell. */
function swap(play: Play, wells: readonly Well[], placed: number, measuring: number): void {
  const { random, act, device } = play
  const [one, other] = wells.filter(({ thing }) => thing.registered)
  if (one === undefined || other === undefined || one.thing === other.thing || random() > 0.15) return
  const at = placed + 1
  const cross = (when: number, to: readonly [Well, Well]) => {
    const [left, right] = to
    putDown(play, when, right, left.thing.sample, false)
    putDown(play, when + 1, left, right.thing.sample, false)
  }
  act(at, () => cross(at, [one, other]))
  const noticed = random() < 0.4 ? between(random, placed + 2, measuring) : measuring - between(random, 0, SECOND)
  if (device.number === 'whole' || device.number === 'typed') {
    if (random() < 0.4) return
  }
  const back = Math.round(Math.max(at + 2, noticed))
  act(back, () => {
    putDown(play, back, one, one.thing.sample, false)
    putDown(play, back + 1, other, other.thing.sample, false)
  })
}

interface Run {
  readonly measuring: number
  readonly counter: { next: number }
  readonly typed: { last: string | null }
}

/** Measures all wells, some twice, and strangers afterwards where samples were left; answers when the last one was done. */
function measure(play: Play, wells: readonly Well[], { measuring, counter, typed }: Run): number {
  const { random, device, act } = play
  const down = device.remembers && random() < 0.2 ? measuring + downFor(random) : null
  let at = measuring
  const tellAt = (measured: number) => {
    const prompt = measured + between(random, 0, device.remembers ? 100 * SECOND : 50 * SECOND)
    play.line.told = Math.max(prompt, play.line.told + 1, down ?? 0)
    return play.line.told
  }
  const say = (well: Well, measured: number, truth: boolean, number: () => string | null) =>
    act(measured, () => deliver(play, well, { measured, arrival: tellAt(measured), truth, number: number() }))
  for (const well of wells) {
    at += between(random, SECOND, 30 * SECOND)
    const number = () => numberFor(play, well, counter, typed)
    say(well, at, true, number)
    if (well.thing.registered && random() < 0.12) {
      at += between(random, 10 * SECOND, 3 * MINUTE)
      say(well, at, true, number)
    }
  }
  for (const well of wells) {
    if (random() > 0.1) continue
    at += 2 * MINUTE + between(random, 0, 5 * MINUTE)
    // Somebody's own bag of something, in a place that was not taken away; the number of the last sample may still stand there.
    const kept = device.number === 'typed' && device.numbering !== 'ours' && typed.last !== null
    say(well, at, false, () => (kept ? typed.last : device.number === 'counter' ? String(counter.next++) : null))
  }
  return Math.round(at)
}

function downFor(random: () => number): number {
  return random() < 0.2 ? between(random, 16 * HOUR, 26 * HOUR) : between(random, 2 * MINUTE, 3 * HOUR)
}

function numberFor(
  { random, device }: Play,
  { thing: { sample, registered } }: Well,
  counter: { next: number },
  typed: { last: string | null },
): string | null {
  if (device.number === null) return null
  if (device.number === 'counter') {
    if (random() < 0.02) counter.next = 1
    return String(counter.next++)
  }
  if (!registered || sample === null) {
    if (device.number === 'whole') return null
    return pick(random, device.numbering === 'ours' ? ['0', '888'] : ['0', '888', typed.last])
  }
  if (device.number === 'whole') return sample.sampleNo
  const short = String(Number(sample.sampleNo.slice(-4)))
  typed.last = random() < 0.5 ? short : short.padStart(4, '0')
  return typed.last
}

interface Measured {
  readonly measured: number
  readonly arrival: number
  readonly truth: boolean
  readonly number: string | null
}

function deliver(play: Play, well: Well, { measured, arrival, truth, number }: Measured): void {
  const { random, device, room, act, tell } = play
  const value = (random() * 40).toFixed(2)
  const reading = saidBy(device, {
    at: measured,
    number,
    channel: well.channel,
    food: truth ? well.thing.food : '茄子',
    value,
  })
  const sample = truth && well.thing.registered ? (well.thing.sample?.id ?? null) : null
  const arrive = (at: number) =>
    act(at, () => {
      const found = room.tell({
        device,
        reading,
        arrivedAt: momentOf(at),
        truth: sample,
        again: well.again || well.beside,
      })
      if (found === null) return
      tell(found)
      const waits = found.match.kind === 'claim' && sample !== null
      if (waits && random() < 0.6) {
        const later = at + between(random, MINUTE, HOUR)
        act(later, () => room.claim(later, sample, { port: device.port, channel: reading.channel }))
      }
    })
  arrive(Math.round(arrival))
  // A memory is told again, at the next look or the next morning.
  if (device.remembers && random() < 0.15) arrive(Math.round(arrival + between(random, MINUTE, 20 * HOUR)))
}

function between(random: () => number, low: number, high: number): number {
  return low + random() * Math.max(0, high - low)
}
