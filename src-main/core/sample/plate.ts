/** The plate: which sample sits in which channel of a run, decided before the reading starts and fixed by its first frame. */
import type { Verdict } from '../judge/verdict.ts'

/** How a device names its channels: `1`, `2`, … or `A1` … `H12`, down the columns as an eight-channel pipette goes. */
export type PlateShape =
  | { readonly kind: 'numbers'; readonly count: number }
  | { readonly kind: 'letters'; readonly rows: number; readonly columns: number }

export const usualShape: PlateShape = { kind: 'numbers', count: 12 }

const LETTERS = 'ABCDEFGH'

export function channelsOf(shape: PlateShape): readonly string[] {
  if (shape.kind === 'numbers') return Array.from({ length: shape.count }, (_, index) => String(index + 1))
  return Array.from({ length: shape.columns }, (_, column) =>
    Array.from({ length: shape.rows }, (_, row) => `${LETTERS[row]}${column + 1}`),
  ).flat()
}

/** The widest row that a screen of 1366 shows with words in each channel. */
export function columnsOf(shape: PlateShape): number {
  if (shape.kind === 'letters') return shape.columns
  return shape.count % 6 === 0 || shape.count > 8 ? 6 : Math.min(shape.count, 8)
}

/** The shape that has every channel this device ever named; null: none has, the names follow no rule we know. */
export function shapeFor(seen: readonly string[]): PlateShape | null {
  if (seen.length === 0) return null
  if (seen.every((name) => /^[1-9]\d?$/.test(name))) {
    const most = Math.max(...seen.map(Number))
    return { kind: 'numbers', count: [4, 6, 8, 12, 16, 24, 36, 48, 96].find((count) => count >= most) ?? most }
  }
  const found = seen.map((name) => /^([A-H])([1-9]|1[0-2])$/.exec(name))
  if (!found.every((match) => match !== null)) return null
  return { kind: 'letters', rows: 8, columns: Math.max(...found.map((match) => Number(match?.[2]))) }
}

/** The next free channel in the device's own order. */
export function nextFree(shape: PlateShape, taken: ReadonlySet<string>): string | null {
  return channelsOf(shape).find((channel) => !taken.has(channel)) ?? null
}

/**
 * `filling`: another plate is on the device, this one waits for its turn. `loaded`: on the device, nothing was heard yet. `running`: its
 * first frame came. `done`: every sample on it was read. `ended`: taken off.
 */
export type PlateState = 'filling' | 'loaded' | 'running' | 'done' | 'ended'

export interface PlateFacts {
  readonly loaded: boolean
  readonly ended: boolean
  /** A frame with a reading, or a damaged one, came since it was loaded. */
  readonly heard: boolean
  readonly wells: number
  readonly read: number
}

export function plateState({ loaded, ended, heard, wells, read }: PlateFacts): PlateState {
  if (ended) return 'ended'
  if (!loaded) return 'filling'
  if (!heard) return 'loaded'
  return wells > 0 && read >= wells ? 'done' : 'running'
}

/** After the first frame nobody can say any more what was in a channel before it: a mistake is put right by a new plate. */
export function isEditable(state: PlateState): boolean {
  return state === 'filling' || state === 'loaded'
}

/**
 * Only onto a free device does scanning load by itself. Even a plate with a reading in every channel may have another item to come: that
 * it is finished is said by a person.
 */
export function loadsItself(current: PlateState | null): boolean {
  return current === null || current === 'ended'
}

/** What a channel shows: nothing, who waits there, a reading that waits for a person, or a verdict. */
export type WellShow = 'free' | 'waiting' | 'claim' | Verdict
