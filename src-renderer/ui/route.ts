/** Where the window is: `#/failure/F12?tab=paper`. Links are plain anchors, so everything works by keyboard and can be passed on. */
import { useSyncExternalStore } from 'react'

export interface Route {
  readonly desk: string
  readonly rest: readonly string[]
  readonly query: Readonly<Record<string, string>>
  /** The whole hash as text, for keys. */
  readonly text: string
}

/** A mangled address opens what it can rather than nothing at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#\/?/, '')
  const [path = '', search = ''] = text.split('?', 2)
  const [desk = '', ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  return { desk: desk === '' ? 'day' : desk, rest, query: Object.fromEntries(new URLSearchParams(search)), text }
}

/** `link('failure', 'F12')` is `#/failure/F12`; empty query values are left out. */
export function link(
  desk: string,
  rest: readonly (string | number)[] = [],
  query: Readonly<Record<string, string | null>> = {},
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== '') search.set(name, value)
  const tail = search.toString()
  return `#/${[desk, ...rest].map((part) => encodeURIComponent(part)).join('/')}${tail === '' ? '' : `?${tail}`}`
}

const followers = new Set<() => void>()

function subscribe(changed: () => void): () => void {
  followers.add(changed)
  window.addEventListener('hashchange', changed)
  return () => {
    followers.delete(changed)
    window.removeEventListener('hashchange', changed)
  }
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return parseRoute(hash)
}

/** At once: `hashchange` comes some time later, and a busy computer would move the cursor under a scan that F3 began. */
export function go(href: string): void {
  window.location.hash = href
  for (const changed of [...followers]) changed()
}
