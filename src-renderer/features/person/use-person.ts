/** The person at this window, kept fresh by the news; and the sign of life that keeps the desk awake. */
import { useEffect, useRef } from 'react'
import { client } from '#api'
import type { PersonState } from '#contract/person.ts'
import { type Loaded, useLoad } from '#ui/load.ts'

export function usePerson(): Loaded<PersonState> {
  return useLoad('person state', () => client.person.state({}), ['person.changed'])
}

const sparing = 20_000

/** Keys and touches tell the station that somebody is here, at most three times a minute. */
export function useSignOfLife(here: boolean): void {
  const last = useRef(0)
  useEffect(() => {
    if (!here) return
    const tell = () => {
      if (performance.now() - last.current < sparing) return
      last.current = performance.now()
      // A station that does not hear it says so by other means; a desk that slept too early is opened by a PIN.
      void client.person.touch({}).catch(() => undefined)
    }
    for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) window.addEventListener(kind, tell, true)
    return () => {
      for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) window.removeEventListener(kind, tell, true)
    }
  }, [here])
}
