/** The analyzers of the model room: what each kind says of a sample, and how wrong its clock may be. */
import type { Numbering } from '#core/sample/match.ts'
import { pick } from '#test/core/support/random.ts'

export interface ModelDevice {
  readonly port: string
  readonly kind: string
  /** `whole`, `typed`: our number, all of it or its last digits, entered by a person; `counter`: the device's own. */
  readonly number: 'whole' | 'typed' | 'counter' | null
  readonly channel: boolean
  readonly time: 'full' | 'date' | null
  readonly food: boolean
  readonly remembers: boolean
  readonly guarded: boolean
  readonly numbering: Numbering | null
  /** Milliseconds its clock is ahead. */
  readonly clock: number
  /** The station has known it for days. */
  readonly known: boolean
}

type Shape = Omit<ModelDevice, 'port' | 'clock' | 'known'>

const stored = { food: false, remembers: true, guarded: true, numbering: null, time: 'full' } as const
const live = { ...stored, remembers: false, time: null } as const

const shapes: readonly Shape[] = [
  { ...live, kind: 'whole number, live', number: 'whole', channel: false },
  { ...live, kind: 'whole number and channel, live', number: 'whole', channel: true },
  { ...stored, kind: 'whole number', number: 'whole', channel: false },
  { ...stored, kind: 'whole number and channel', number: 'whole', channel: true },
  { ...stored, kind: 'short number', number: 'typed', channel: false },
  { ...stored, kind: 'short number and food', number: 'typed', channel: false, food: true },
  { ...stored, kind: 'short number, no check', number: 'typed', channel: false, guarded: false },
  { ...stored, kind: 'short number, date only', number: 'typed', channel: false, time: 'date' },
  { ...live, kind: 'short number, live', number: 'typed', channel: false },
  { ...stored, kind: 'short number and channel', number: 'typed', channel: true },
  { ...live, kind: 'short number and channel, live', number: 'typed', channel: true },
  { ...stored, kind: 'short number, date and channel', number: 'typed', channel: true, time: 'date' },
  { ...stored, kind: 'declared number and channel', number: 'typed', channel: true, numbering: 'ours' },
  { ...live, kind: 'declared number and channel, live', number: 'typed', channel: true, numbering: 'ours' },
  {
    ...stored,
    kind: 'declared number, date and channel',
    number: 'typed',
    channel: true,
    time: 'date',
    numbering: 'ours',
  },
  { ...stored, kind: 'declared counter', number: 'counter', channel: false, numbering: 'counter' },
  { ...stored, kind: 'declared counter and channel', number: 'counter', channel: true, numbering: 'counter' },
  { ...stored, kind: 'counter and channel', number: 'counter', channel: true },
  { ...live, kind: 'counter and channel, live', number: 'counter', channel: true },
  { ...stored, kind: 'channel', number: null, channel: true },
  { ...live, kind: 'channel, live', number: null, channel: true },
  { ...live, kind: 'channel, live with time', number: null, channel: true, time: 'full' },
  { ...stored, kind: 'channel and date', number: null, channel: true, time: 'date' },
  { ...stored, kind: 'channel, file without time', number: null, channel: true, time: null },
]

export function modelDevice(random: () => number, port: string): ModelDevice {
  return { ...pick(random, shapes), port, clock: clockOf(random), known: random() < 0.85 }
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE

function clockOf(random: () => number): number {
  const kind = random()
  const some = random() * 2 - 1
  if (kind < 0.6) return Math.round(some * 200_000)
  if (kind < 0.75) return Math.round(some * 240 * MINUTE)
  if (kind < 0.85) return pick(random, [-1, 1]) * DAY + Math.round(some * MINUTE)
  if (kind < 0.9) return -26 * 365 * DAY
  return Math.round(some * 15 * MINUTE)
}
