/** What a driver is: data about a model, how its line is framed, and one pure function that reads a unit. */
import type { Reading } from '#core/reading/reading.ts'
import type { Instrument, Line } from './line.ts'

/** How well the wire format is known; shown in the interface. */
export type Evidence = 'device-tested' | 'capture' | 'maker-document' | 'host-code' | 'generic'

/** What it measures for: an analyzer's reading becomes a result, the others' weigh, meter and scan beside it. */
export type Category = 'analyzer' | 'balance' | 'meter' | 'scanner'

/**
 * How a whole unit shows that it is whole. `checksum`: each frame counts its own bytes. `shape`: a fixed width, header or field pattern
 * that a cut breaks. `none`: a cut front can look whole, so nothing rests on its sample number alone.
 */
export type Guard = 'checksum' | 'shape' | 'none'

/**
 * What the same record again means. `key`: the device numbers or times its records, `recordKey` says so. `ask`: its memory is read
 * again and nothing tells two equal measurements from one. `live`: it says each measurement once, equal ones are two.
 */
export type Repeats = 'key' | 'ask' | 'live'

/** Serial settings of the model; TCP ignores them. */
export interface Link {
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
}

/** A device's item code and what it stands for on this model, and on no sister of it. */
export interface ItemName {
  readonly code: string
  readonly name: string
  readonly unit: string | null
}

export interface Driver {
  /** `vendor/model`, the folder's path under `drivers/`. */
  readonly id: string
  readonly vendor: string
  readonly model: string
  /** Chinese name for the list of instruments. */
  readonly title: string
  readonly alsoSoldAs: readonly string[]
  readonly category: Category
  readonly evidence: Evidence
  readonly source: string
  readonly link: Link
  readonly guard: Guard
  readonly repeats: Repeats
  /** The method this model measures by when it cannot say so itself, e.g. `GB/T 5009.199-2003`; null when its items differ. */
  readonly method: string | null
  /** False where the documents leave open which of the device's channels a record means: no sample is found by it. */
  readonly channelsSure: boolean
  /** Ids of models whose bytes look the same and mean other tests: a person says once which of them stands there. */
  readonly sisters: readonly string[]
  /** The model's own table, when the wire carries codes. */
  readonly items: readonly ItemName[]
  /** A fresh conversation, from our side. */
  line(): Line
  /** The analyzer's side, playing these readings; for simulators, demonstrations and tests. */
  instrument(readings: readonly Reading[]): Instrument
  /** The analyzer's side, playing recorded bytes as they are, with the handshake its framing needs. */
  playback(bytes: Uint8Array): Instrument
}
