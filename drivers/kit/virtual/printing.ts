/** The device's side of a printer: it says its lines by itself, after a silence, as one does that waits for a key. */
import { joinBytes } from '../bytes.ts'
import type { Instrument } from '../line.ts'
import { QUIET_MS } from '../lines.ts'
import { VirtualInstrument } from './virtual.ts'

/** Longer than the silence that makes a first line count. */
const BEGINS_MS = QUIET_MS + 200

/** Null stands for what the device has no way to print: it is refused. */
export function printing(pieces: readonly (Uint8Array | null)[]): Instrument {
  const said = pieces.filter((piece) => piece !== null)
  return new VirtualInstrument({
    total: pieces.length,
    answer: (heard) => ({ used: heard.length }),
    unasked: { afterMs: BEGINS_MS, say: joinBytes(said), told: said.length },
  })
}
