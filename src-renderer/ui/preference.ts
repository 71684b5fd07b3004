/** Small choices of this window (theme, size, who is working), remembered on this computer only. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(`kuaijian.${name}`)
  } catch {
    // A browser may forbid storage; the choice then lasts as long as the page.
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(`kuaijian.${name}`, value)
  } catch {
    return
  }
  for (const listener of listeners) listener()
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  window.addEventListener('storage', changed)
  return () => {
    listeners.delete(changed)
    window.removeEventListener('storage', changed)
  }
}

export function usePreference(name: string): string | null {
  return useSyncExternalStore(subscribe, () => read(name))
}
