/** Entries that may be one and the same: told to a person, never merged by the program. */
import { nameKey } from '../judge/name-key.ts'
import type { Data } from './list.ts'

export type DuplicateReason =
  | 'subject-code'
  | 'identity-number'
  | 'phone'
  | 'name-and-holder'
  | 'code-written-otherwise'

export interface Kept {
  readonly key: string
  readonly data: Data
  /** The identity number itself, where the caller may read it; it goes no further than here. */
  readonly identityNumber?: string | null
}

export interface Duplicate {
  readonly reason: DuplicateReason
  /** Two or more. */
  readonly keys: readonly string[]
}

/** In the order of the list; a group is told once for each reason. */
export function duplicateStalls(stalls: readonly Kept[]): readonly Duplicate[] {
  return [
    ...sharing('subject-code', stalls, ({ data }) => textOf(data.subjectCode)),
    ...sharing('identity-number', stalls, ({ identityNumber }) => identityNumber ?? null),
    ...sharing('phone', stalls, ({ data }) => textOf(data.phone)?.replace(/^\+?86-?/, '') ?? null),
    ...sharing('name-and-holder', stalls, ({ data }) => {
      const holder = textOf(data.holder)
      return holder === null ? null : `${nameKey(String(data.name))} ${nameKey(holder)}`
    }),
    ...sharing('code-written-otherwise', stalls, ({ key }) => looseCode(key)),
  ]
}

/** `A-12`, `a012` and `A 12` are one sign on a wall. */
export function looseCode(code: string): string {
  return nameKey(code)
    .replace(/[-_.#/号]/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '')
}

function sharing(
  reason: DuplicateReason,
  stalls: readonly Kept[],
  of: (stall: Kept) => string | null,
): readonly Duplicate[] {
  const groups = new Map<string, string[]>()
  for (const stall of stalls) {
    const shared = of(stall)
    if (shared === null || shared === '') continue
    const group = groups.get(shared)
    if (group === undefined) groups.set(shared, [stall.key])
    else group.push(stall.key)
  }
  return [...groups.values()].filter((keys) => keys.length > 1).map((keys) => ({ reason, keys }))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
