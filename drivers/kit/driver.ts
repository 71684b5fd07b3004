/** What a driver is: data about a model, how its line is framed, and one pure function that reads a unit. */
import type { Reading } from '#core/reading/reading.ts'
import type { Instrument, Line } from './line.ts'

/** How well the wire format is known; shown in the interface. */
export type Evidence = 'device-tested' | 'capture' | 'maker-document' | 'host-code' | 'standard'

/** Serial settings of the model; TCP ignores them. */
export interface Link {
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
}

export interface Driver {
  /** `vendor/model`, the folder's path under `drivers/`. */
  readonly id: string
  readonly vendor: string
  readonly model: string
  /** Chinese name for the list of instruments. */
  readonly title: string
  readonly alsoSoldAs: readonly string[]
  readonly evidence: Evidence
  readonly source: string
  readonly link: Link
  /** The method this model measures by when it cannot say so itself, e.g. `GB/T 5009.199-2003`; null when its items differ. */
  readonly method: string | null
  /** A fresh conversation, from our side. */
  line(): Line
  /** The analyzer's side, playing these readings; for simulators, demonstrations and tests. */
  instrument(readings: readonly Reading[]): Instrument
  /** The analyzer's side, playing recorded bytes as they are, with the handshake its framing needs. */
  playback(bytes: Uint8Array): Instrument
}
