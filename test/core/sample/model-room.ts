/** A model of two mornings of a room: who put what where and when, what the analyzers told of it, and what storage would find. */
import type { SampleId } from '#core/ids.ts'
import { isAgain } from '#core/reading/again.ts'
import { type Reading, reading } from '#core/reading/reading.ts'
import type { Placed } from '#core/sample/channel.ts'
import { type Candidates, type Circumstances, type Match, matchReading, runningNumberOf } from '#core/sample/match.ts'
import type { Named } from '#core/sample/sample.ts'
import { dayBounds, dayOf, localText, type Moment, momentOf } from '#core/time.ts'
import type { ModelDevice } from './model-devices.ts'

export interface Told {
  readonly device: ModelDevice
  readonly reading: Reading
  readonly arrivedAt: Moment
  /** What really was in the analyzer; null: nothing that was ever registered. */
  readonly truth: SampleId | null
  /** Of a thing that stands in another place too, or stood on an earlier plate. */
  readonly again: boolean
}

export interface Case extends Told {
  readonly match: Match
  readonly candidates: Candidates
  readonly around: Circumstances
}

/** Null: the device names no channel. */
interface Where {
  readonly port: string
  readonly channel: string | null
}

/** `beside`: it keeps the other channels in which it stands. */
interface Putting {
  readonly port: string
  readonly channel: string
  readonly plate: number
  readonly beside: boolean
}

interface Stay {
  readonly port: string
  readonly channel: string
  readonly sample: Named
  readonly plate: number
  readonly from: number
  until: number | null
}

const ITEM = '农药残留'

/** The tables of a station as far as matching asks them, in memory and with the same rules. */
export class ModelRoom {
  readonly #samples: Named[] = []
  readonly #stays: Stay[] = []
  readonly #readings: Told[] = []
  readonly #results: (Where & { readonly sample: SampleId; readonly at: number })[] = []
  readonly #numbers = new Map<string, number>()

  register(at: number, food: string): Named {
    const takenAt = momentOf(at)
    const day = dayOf(takenAt).replaceAll('-', '')
    const running = (this.#numbers.get(day) ?? 0) + 1
    this.#numbers.set(day, running)
    const sampleNo = `${day}-${String(running).padStart(4, '0')}`
    const sample = { id: sampleNo as SampleId, sampleNo, food, takenAt }
    this.#samples.push(sample)
    return sample
  }

  place(at: number, sample: Named, { port, channel, plate, beside }: Putting): void {
    for (const stay of this.#stays) {
      const leaves = stay.channel === channel || (!beside && stay.sample.id === sample.id)
      if (stay.until === null && stay.port === port && leaves) stay.until = at
    }
    this.#stays.push({ port, channel, plate, sample, from: at, until: null })
  }

  free(at: number, port: string, channel: string): void {
    for (const stay of this.#stays)
      if (stay.until === null && stay.port === port && stay.channel === channel) stay.until = at
  }

  /** A person found out whose reading it was. */
  claim(at: number, sample: SampleId, { port, channel }: Where): void {
    this.#results.push({ sample, at, port, channel })
  }

  /** Null: the same record was told before, as flow would say. */
  tell(told: Told): Case | null {
    const { device, arrivedAt } = told
    const key = told.reading.recordKey
    const known =
      key === null
        ? undefined
        : this.#readings.find((one) => one.device.port === device.port && one.reading.recordKey === key)
    const again = isAgain(known?.reading, told.reading, device.time === 'full' ? 'key' : 'ask')
    if (again === 'repeated') return null
    const [candidates, around] = [this.#candidates(told), this.#around(told)]
    this.#readings.push(told)
    const match: Match =
      again === 'new'
        ? matchReading(told.reading, candidates, around)
        : { kind: 'claim', reason: again === 'unsure' ? 'maybe-repeated' : 'record-conflict' }
    if (match.kind === 'matched')
      this.claim(Date.parse(arrivedAt.utc), match.sampleId, { port: device.port, channel: told.reading.channel })
    return { ...told, match, candidates, around }
  }

  #candidates({ device, reading: said, arrivedAt }: Told): Candidates {
    const running = runningNumberOf(said.sampleNo ?? '')
    const today = `${dayOf(arrivedAt).replaceAll('-', '')}-${String(running).padStart(4, '0')}`
    const byRunningNumber = running === null ? [] : this.#samples.filter(({ sampleNo }) => sampleNo === today)
    const arrived = Date.parse(arrivedAt.utc)
    const stays = this.#stays
      .filter((one) => one.port === device.port && one.channel === said.channel && one.from <= arrived)
      .reverse()
      .slice(0, 10)
    const since = stays[0]?.from ?? 0
    const sameChannel = this.#readings.filter(
      (one) =>
        one.device.port === device.port &&
        one.reading.channel === said.channel &&
        Date.parse(one.arrivedAt.utc) > since,
    )
    const midnight = Date.parse(dayBounds(dayOf(arrivedAt)).from)
    const saidBefore = this.#readings.some(
      (one) =>
        one.device.port === device.port &&
        running !== null &&
        runningNumberOf(one.reading.sampleNo ?? '') === running &&
        Date.parse(one.arrivedAt.utc) >= midnight,
    )
    return {
      byNumber: this.#samples.find(({ sampleNo }) => sampleNo === said.sampleNo) ?? null,
      byRunningNumber,
      numberUsed: byRunningNumber.some(({ id }) => this.#results.some(({ sample }) => sample === id)) || saidBefore,
      onChannel: {
        stays: stays.map((stay) => this.#placed(stay)),
        numbers: stays.length === 0 ? [] : sameChannel.map((one) => one.reading.sampleNo),
      },
    }
  }

  #placed(stay: Stay): Placed {
    const { sample, from, until, port, channel, plate } = stay
    const moved = this.#stays.some(
      (one) =>
        one.sample.id === sample.id && one.port === port && one.plate === plate && until !== null && one.from >= until,
    )
    const read = this.#results.some(
      (one) => one.sample === sample.id && one.at >= from && one.port === port && one.channel === channel,
    )
    return {
      sample,
      from: momentOf(from),
      until: until === null ? null : momentOf(until),
      settled: read ? 'read' : moved ? 'moved' : null,
    }
  }

  #around({ device, arrivedAt }: Told): Circumstances {
    const lastDays = Date.parse(arrivedAt.utc) - 7 * 86_400_000
    return {
      arrivedAt,
      remembers: device.remembers,
      guarded: device.guarded,
      numbering: device.numbering,
      plate: this.#stays.some(({ port, from }) => port === device.port && from >= lastDays),
      earlier: this.#readings
        .filter((one) => one.device.port === device.port)
        .slice(-48)
        .reverse()
        .map((one) => ({ measuredAt: one.reading.measuredAt, arrivedAt: localText(one.arrivedAt) })),
    }
  }
}

/** What a device tells of one measurement: its own clock, its own idea of the number. */
export function saidBy(
  device: ModelDevice,
  what: {
    readonly at: number
    readonly number: string | null
    readonly channel: string
    readonly food: string
    readonly value: string
  },
): Reading {
  const face = localText(momentOf(what.at + device.clock))
  const channel = device.channel ? what.channel : null
  const measuredAt = device.time === 'full' ? face : device.time === 'date' ? face.slice(0, 10) : null
  const identity = device.time === 'full' ? face : `${measuredAt} ${what.value}`
  const said = reading({
    item: ITEM,
    value: what.value,
    sampleNo: what.number,
    measuredAt,
    channel,
    foodHint: device.food ? what.food.slice(0, 2) : null,
    recordKey: device.remembers ? `${what.number} ${identity} ${channel}` : null,
  })
  if (said.kind !== 'reading') throw new Error('not a reading')
  return said.reading
}
