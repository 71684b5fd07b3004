/** One stream of news from the station for the whole window; pages listen to the kinds that touch them and ask again. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'

export interface Pulse {
  readonly kind: string
}
type Listener = (pulse: Pulse) => void

/** Sent by the provider itself after a broken stream is back: whatever was missed is asked for again. */
export const reconnected: Pulse = { kind: 'reconnected' }

interface Live {
  readonly subscribe: (listener: Listener) => () => void
  /** False while the stream is broken; pages keep what they show and say so. */
  readonly heard: boolean
}
const LiveContext = createContext<Live>({ subscribe: () => () => undefined, heard: true })

interface LiveProps {
  /** Opens the stream; a fresh one is opened after each break. */
  readonly follow: (signal: AbortSignal) => Promise<AsyncIterable<Pulse>>
  readonly children: ReactNode
}

const longestPause = 5_000

export function LiveProvider({ follow, children }: LiveProps) {
  const listeners = useRef(new Set<Listener>())
  const [heard, setHeard] = useState(true)
  const [subscribe] = useState(() => (listener: Listener) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  })

  useEffect(() => {
    const leaving = new AbortController()
    const tell = (pulse: Pulse) => {
      for (const listener of listeners.current) listener(pulse)
    }
    const listen = async () => {
      let pause = 250
      let broken = false
      while (!leaving.signal.aborted) {
        try {
          const stream = await follow(leaving.signal)
          setHeard(true)
          if (broken) tell(reconnected)
          broken = false
          pause = 250
          for await (const pulse of stream) tell(pulse)
        } catch {
          // A broken stream has one remedy, whatever broke it: open it again.
        }
        if (leaving.signal.aborted) return
        broken = true
        setHeard(false)
        await new Promise((done) => setTimeout(done, pause))
        pause = Math.min(pause * 2, longestPause)
      }
    }
    void listen()
    return () => leaving.abort()
  }, [follow])

  return <LiveContext value={{ subscribe, heard }}>{children}</LiveContext>
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
