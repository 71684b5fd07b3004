/** Where a result's value came from: an instrument's own bytes, or a person's eye on a strip. It follows from the driver and never changes. */

export const recordOrigins = ['instrument', 'manual'] as const
export type RecordOrigin = (typeof recordOrigins)[number]

/** A strip has no analyzer: its frame is what was entered, and this is who "sent" it. */
export const MANUAL_PORT = 'manual'
export const MANUAL_DRIVER = 'manual/strip'

export function originOf(driver: string): RecordOrigin {
  return driver.startsWith('manual/') ? 'manual' : 'instrument'
}
