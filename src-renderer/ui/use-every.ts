/** Asking again at a steady pace, and only while somebody can see the answer. */
import { useEffect, useRef } from 'react'

/** Calls `ask` every `ms` while the window is visible and `on` holds; at once when the window comes back. */
export function useEvery(ms: number, ask: () => void, on = true): void {
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    if (!on) return
    const tick = () => {
      if (document.visibilityState === 'visible') latest.current()
    }
    const timer = setInterval(tick, ms)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [ms, on])
}
