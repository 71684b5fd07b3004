/** One answer of the 03 FE family, read: what it says, and what must be remembered of it for the records behind it. */
import { damaged, type Outcome } from '#core/reading/reading.ts'
import { hexOf, u16le } from '../bytes.ts'
import type { Read } from '../talk/talk.ts'
import { readCurve } from './curve-record.ts'
import { type HostFrame, hostFrameOf } from './frame.ts'
import type { Group } from './groups.ts'
import { identityIn } from './identity.ts'
import { ItemList } from './items.ts'
import { isOlder, readOlder } from './older.ts'
import { readStrip } from './strip-record.ts'
import { readWritten } from './text-record.ts'

export const TEST = 0x20

/** What the line has learned from the device. */
export interface Learned {
  readonly lists: ReadonlyMap<Group, ItemList>
  /** The first record not asked for yet: what a range announces counts from here. */
  readonly next: Map<Group, number>
  /** Groups this device does not answer for. */
  readonly absent: Set<Group>
}

export function nothingLearned(groups: readonly Group[]): Learned {
  return { lists: new Map(groups.map((group) => [group, new ItemList()])), next: new Map(), absent: new Set() }
}

export function listOf({ lists }: Learned, group: Group): ItemList {
  return lists.get(group) ?? new ItemList()
}

export function readAnswer(bytes: Uint8Array, learned: Learned): Read {
  if (isOlder(bytes)) return readOlder(bytes)
  const frame = hostFrameOf(bytes)
  if (frame.command === TEST) return readTest(frame, learned)
  for (const [group, list] of learned.lists) {
    if (frame.command === group.list) {
      list.take(frame.data, frame.parameter >> 8)
      return { outcomes: [], note: `item-list: a page of ${frame.data.length} bytes` }
    }
    if (frame.command === group.range) return readRange(frame, group, learned)
    if (frame.command === group.record) return readRecord(bytes, frame, group, list)
  }
  return { outcomes: [], note: `answer: command ${hexOf(bytes.subarray(2, 3))}, which is not asked here` }
}

function readTest({ data }: HostFrame, { lists }: Learned): Read {
  for (const list of lists.values()) list.restart()
  const identity = identityIn(data)
  const read = { outcomes: [], note: 'test-reply: the analyzer answers' }
  return identity === null ? read : { ...read, identity }
}

/** First record and end, exclusive. Both 0 or alike: none. */
export function rangeIn(data: Uint8Array): { readonly first: number; readonly end: number } {
  return { first: u16le(data, 8), end: u16le(data, 10) }
}

/** Where reading goes on: behind what was read, or at the first when the memory was erased since. */
export function fromWhere({ first, end }: { first: number; end: number }, known: number | undefined): number {
  return known === undefined || known > end ? first : Math.max(first, known)
}

function readRange({ data }: HostFrame, group: Group, { next }: Learned): Read {
  if (data.length < 12) return { outcomes: [damaged(`range-length: ${data.length} bytes of data`)] }
  const range = rangeIn(data)
  const announced = Math.max(0, range.end - fromWhere(range, next.get(group)))
  return { outcomes: [], announced, note: `range: records ${range.first} to ${range.end - 1}` }
}

function readRecord(bytes: Uint8Array, frame: HostFrame, group: Group, list: ItemList): Read {
  const { data, parameter } = frame
  // Byte 0 of the data is 00 where there is no record; of a text record it is not told.
  const none = group.form === 'text' ? data.length <= 3 : (data[0] ?? 0) === 0
  if (none) return { outcomes: [], note: 'no-record: the analyzer has none under this number' }
  const outcomes = readForm(frame, group, list)
  const read = parameter === 0 ? { outcomes } : { outcomes, place: `${group.record} ${parameter}` }
  // Without its list the record is not read yet: it must not be taken for known when it comes again.
  return group.list !== null && list.stage !== 'ended' ? read : { ...read, key: hexOf(bytes) }
}

function readForm(frame: HostFrame, { form }: Group, list: ItemList): readonly Outcome[] {
  switch (form) {
    case 'curve':
      return readCurve(frame, list)
    case 'strip':
      return readStrip(frame, list)
    case 'text':
      return readWritten(frame)
  }
}
