/** A virtual DY-2620: asked for the record at an index it tells it, and says when there is none. */
import type { Reading } from '#core/reading/reading.ts'
import { joinBytes, sameBytes } from '#drivers/kit/bytes.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { modbusFrame, modbusRefusal } from '#drivers/kit/modbus/modbus-rtu.ts'
import { type Answer, VirtualInstrument } from '#drivers/kit/virtual/virtual.ts'
import { ADDRESS, entryBytes, FUNCTION } from './record.ts'

const REQUEST_LENGTH = 8
const NO_SUCH_ADDRESS = 2

/** Indexes from 0, one record each. */
export function requestOf(index: number): Uint8Array {
  return modbusFrame(ADDRESS, FUNCTION, Uint8Array.of(index >> 8, index & 0xff, 0, 1))
}

export function instrument2620(readings: readonly Reading[]): Instrument {
  const held = readings.map(entryBytes).filter((entry) => entry !== null)
  let told = 0
  function answer(heard: Uint8Array): Answer | null {
    if (heard[0] !== ADDRESS) return { used: 1 }
    if (heard.length < REQUEST_LENGTH) return null
    const index = ((heard[2] ?? 0) << 8) | (heard[3] ?? 0)
    if (!sameBytes(heard.subarray(0, REQUEST_LENGTH), requestOf(index))) return { used: 1 }
    const entry = held[index]
    if (entry === undefined)
      return { used: REQUEST_LENGTH, say: modbusRefusal(ADDRESS, FUNCTION, NO_SUCH_ADDRESS), over: true }
    const first = index >= told
    told = Math.max(told, index + 1)
    const say = modbusFrame(ADDRESS, FUNCTION, joinBytes([Uint8Array.of(1), entry]))
    return { used: REQUEST_LENGTH, say, told: first ? 1 : 0 }
  }
  return new VirtualInstrument({ total: readings.length, answer })
}
