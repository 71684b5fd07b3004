/** What of a form is kept as its draft: the parts that differ from the record, each with what the record said then. Pure. */

/** The same names the station refuses: what proves a person is typed again and kept nowhere. */
export type SecretName = 'pin' | 'pins' | 'password' | 'passwords' | 'again' | 'secret' | 'signing'

/** A form whose parts are none of these. */
export type Secretless<T> = { readonly [Name in keyof T]: Name extends SecretName ? never : unknown }

interface Kept {
  readonly said: Readonly<Record<string, unknown>>
  readonly on: Readonly<Record<string, unknown>>
}

/** Null: the form says what the record says. */
export function partsOf(initial: object, said: object): Kept | null {
  const before = new Map(Object.entries(initial))
  const changed = Object.entries(said).filter(([name, value]) => !isSame(value, before.get(name)))
  if (changed.length === 0) return null
  return {
    said: Object.fromEntries(changed),
    on: Object.fromEntries(changed.map(([name]) => [name, before.get(name) ?? null])),
  }
}

/** The parts to show over `initial`; those whose record has changed since are left out. Null: nothing. */
export function saidOver<T extends object>(initial: T, found: unknown): Partial<T> | null {
  if (!isKept(found)) return null
  const now = new Map(Object.entries(initial))
  const fresh = Object.entries(found.said).filter(([name]) => isSame(now.get(name) ?? null, found.on[name]))
  return fresh.length === 0 ? null : (Object.fromEntries(fresh) as Partial<T>)
}

function isKept(found: unknown): found is Kept {
  if (typeof found !== 'object' || found === null || !('said' in found) || !('on' in found)) return false
  return [found.said, found.on].every((part) => typeof part === 'object' && part !== null && !Array.isArray(part))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
