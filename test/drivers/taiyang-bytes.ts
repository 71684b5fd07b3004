/** 泰扬 records and sessions for tests, written byte by byte after the maker's description and not with the kit. */
import { driverById } from '#drivers/index.ts'
import { type Performance, perform } from '#drivers/kit/perform.ts'

export const now = '2026-03-02T09:00:00'

export const READY = '1B CF'
export const BEGINS = '1B C1'
export const ENDS = '1B FE'
export const CONNECT = '1B BF'
export const READ_ALL = '1B B1'
export const NEXT = '24'
export const DISCONNECT = '1B FF'

export function bytes(...hex: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(hex.join('').replaceAll(' ', ''), 'hex'))
}

/** `head`: the nine header bytes; `blocks`: which of the eight hold what. */
export function record(head: string, blocks: Readonly<Record<number, string>>): string {
  return head + Array.from({ length: 8 }, (_, index) => blocks[index + 1] ?? '00000000 00000000').join('')
}

/** 2026-03-02 08:minute:05, item 1, channel 1, 12.5. */
export function plain(minute: number): string {
  return record(`05 ${minute.toString(16).padStart(2, '0')} 08 02 03 01 1A 01 00`, { 1: '3F000000 41480000' })
}

export function at(id: string, keeps?: (bytes: Uint8Array) => boolean): Performance {
  const driver = driverById(id)
  if (driver === undefined) throw new Error(id)
  const line = perform(driver.line(), now, keeps)
  line.opened()
  return line
}

export function sentBy({ done }: Performance): readonly string[] {
  return done.sent.map((one) => Buffer.from(one).toString('hex').toUpperCase())
}

/** What came out, in a line each. */
export function toldBy(line: Performance): readonly string[] {
  return line.outcomes().map((outcome) => {
    if (outcome.kind !== 'reading') return `${outcome.kind} ${outcome.reason}`
    const { channel, value, unit, item, measuredAt, flag } = outcome.reading
    return [channel, value, unit ?? '-', item, measuredAt ?? '-', ...(flag === null ? [] : [flag])].join(' ')
  })
}

/** A session up to the first record asked for. */
export function reading(id: string, model: string, keeps?: (bytes: Uint8Array) => boolean): Performance {
  const line = at(id, keeps)
  line.heard(bytes(READY))
  line.heard(bytes('1B', model))
  // The model may be the head of a record: silence says it was not.
  if (model !== '05') line.elapsed()
  line.heard(bytes(BEGINS))
  return line
}
