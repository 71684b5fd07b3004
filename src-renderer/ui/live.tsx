/** One stream of news from the station for the whole window; pages listen to the kinds that touch them and ask again. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

export interface Pulse {
  readonly kind: string
}
type Listener = (pulse: Pulse) => void

/** Sent by the provider itself: whatever is on screen is asked for again. After a broken stream is back, and when a day may have ended. */
export const anew: Pulse = { kind: 'anew' }

/** Midnight of the site is on a quarter of an hour in every time zone; a station that was left on overnight shows the new day. */
const quarter = 900_000

interface Live {
  readonly subscribe: (listener: Listener) => () => void
  /** False while the stream is broken; pages keep what they show and say so. */
  readonly heard: boolean
  /** Opens the stream anew: it speaks to whoever was here when it was opened. */
  readonly renew: () => void
}
const LiveContext = createContext<Live>({ subscribe: () => () => undefined, heard: true, renew: () => undefined })

interface LiveProps {
  /** Opens the stream; a fresh one is opened after each break. */
  readonly follow: (signal: AbortSignal) => Promise<AsyncIterable<Pulse>>
  readonly children: ReactNode
}

const longestPause = 5_000

export function LiveProvider({ follow, children }: LiveProps) {
  const listeners = useRef(new Set<Listener>())
  const [heard, setHeard] = useState(true)
  const stream = useRef<AbortController | null>(null)
  const [renew] = useState(() => () => stream.current?.abort())
  const [subscribe] = useState(() => (listener: Listener) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  })

  const [tell] = useState(() => (pulse: Pulse) => {
    for (const listener of listeners.current) listener(pulse)
  })

  useEffect(() => {
    let timer = 0
    const wait = () => {
      timer = window.setTimeout(
        () => {
          tell(anew)
          wait()
        },
        quarter - (Date.now() % quarter) + 1_000,
      )
    }
    wait()
    return () => clearTimeout(timer)
  }, [tell])

  useEffect(() => {
    const leaving = new AbortController()
    const listen = async () => {
      let pause = 250
      let broken = false
      while (!leaving.signal.aborted) {
        const mine = new AbortController()
        stream.current = mine
        try {
          const opened = await follow(AbortSignal.any([leaving.signal, mine.signal]))
          setHeard(true)
          if (broken) tell(anew)
          broken = false
          pause = 250
          for await (const pulse of opened) tell(pulse)
        } catch {
          // A broken stream has one remedy, whatever broke it: open it again.
        }
        if (leaving.signal.aborted) return
        broken = true
        // Renewed on purpose: nothing is silent, and nothing needs to wait.
        if (mine.signal.aborted) continue
        setHeard(false)
        await new Promise((done) => setTimeout(done, pause))
        pause = Math.min(pause * 2, longestPause)
      }
    }
    void listen()
    return () => leaving.abort()
  }, [follow, tell])

  return <LiveContext value={{ subscribe, heard, renew }}>{children}</LiveContext>
}

/** `E` is what the caller knows of the stream; the provider was handed the station's own, so a `kind` tells its shape. */
export function useLive<E extends Pulse>(listener: (event: E) => void): void {
  const { subscribe } = useContext(LiveContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => subscribe((pulse) => latest.current(pulse as E)), [subscribe])
}

export function useHeard(): boolean {
  return useContext(LiveContext).heard
}

/** Call it after somebody came or went: the stream is opened for the one who is here now, and everything is asked again. */
export function useRenew(): () => void {
  return useContext(LiveContext).renew
}
