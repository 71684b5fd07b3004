/** Asking the station: one answer kept fresh by the news, endless lists page by page, and actions that may end in a fault. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { type FaultText, faultOf, isAbort } from './fault.ts'
import { anew, type Pulse, useLive } from './live.tsx'

export interface Loaded<T> {
  readonly data: T | null
  readonly fault: FaultText | null
  readonly reload: () => void
}

/** Several pieces of news in one breath make one question. */
const breath = 200

function useNews(kinds: readonly string[], reload: () => void, fault: FaultText | null): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  // The page may ask for something else by the time the breath is over: what it asks for then is asked again, not what it did before.
  const latest = useRef(reload)
  useEffect(() => {
    latest.current = reload
  })
  useLive<Pulse>((pulse) => {
    // What was refused to nobody, or to somebody else, is asked again by whoever is here now.
    const another = pulse.kind === 'person.changed' && fault?.code.startsWith('person.') === true
    if (pulse.kind !== anew.kind && !another && !kinds.includes(pulse.kind)) return
    timer.current ??= setTimeout(() => {
      timer.current = null
      // Numbers and charts may wait for a quiet moment; a result that just arrived may not wait for them.
      requestIdleCallback(() => latest.current(), { timeout: 1_000 })
    }, breath)
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
}

/** Asks when `key` changes and when one of `kinds` is heard. Old data stays on screen until new data is there. */
export function useLoad<T>(key: string, load: () => Promise<T>, kinds: readonly string[] = []): Loaded<T> {
  const [held, setHeld] = useState<{ key: string; data: T } | null>(null)
  const [fault, setFault] = useState<FaultText | null>(null)
  const ask = useRef(load)
  const newest = useRef(0)
  useEffect(() => {
    ask.current = load
  })
  const reload = useCallback(() => {
    newest.current += 1
    const mine = newest.current
    ask.current().then(
      (data) => {
        if (mine !== newest.current) return
        startTransition(() => {
          setHeld({ key, data })
          setFault(null)
        })
      },
      (error: unknown) => {
        if (mine === newest.current && !isAbort(error)) setFault(faultOf(error))
      },
    )
  }, [key])
  useEffect(() => {
    reload()
    return () => {
      newest.current += 1
    }
  }, [reload])
  useNews(kinds, reload, fault)
  // A fault heals by itself where it can: the station restarts in a second or two.
  useEffect(() => {
    if (fault?.code !== 'station.silent') return
    const timer = setTimeout(reload, 2_000)
    return () => clearTimeout(timer)
  }, [fault, reload])
  return { data: held !== null && held.key === key ? held.data : null, fault, reload }
}

interface Page<T> {
  readonly rows: readonly T[]
  readonly next: string | null
}

export interface Pages<T> {
  readonly rows: readonly T[] | null
  readonly more: boolean
  readonly fault: FaultText | null
  readonly reload: () => void
  readonly loadMore: () => void
  /** Puts a row the news brought on top, or in its place when it is there. */
  readonly put: (row: T) => void
}

/** An endless list, newest first. A reload refreshes the newest page and keeps the older ones already read. */
export function usePages<T>(
  key: string,
  load: (after: string | null) => Promise<Page<T>>,
  idOf: (row: T) => string | number,
  kinds: readonly string[] = [],
): Pages<T> {
  const [held, setHeld] = useState<{ key: string; rows: readonly T[]; next: string | null } | null>(null)
  const [fault, setFault] = useState<FaultText | null>(null)
  const asked = useRef({ load, idOf })
  const newest = useRef(0)
  const fetching = useRef(false)
  useEffect(() => {
    asked.current = { load, idOf }
  })
  const reload = useCallback(() => {
    newest.current += 1
    const mine = newest.current
    asked.current.load(null).then(
      (page) => {
        if (mine !== newest.current) return
        setFault(null)
        setHeld((old) => {
          if (old === null || old.key !== key) return { key, rows: page.rows, next: page.next }
          const rows = unchanged(old.rows, page.rows, asked.current.idOf)
          if (page.next === null) return { key, rows, next: page.next }
          const fresh = new Set(rows.map(asked.current.idOf))
          const kept = old.rows.slice(rows.length).filter((row) => !fresh.has(asked.current.idOf(row)))
          return kept.length === 0 ? { key, rows, next: page.next } : { key, rows: [...rows, ...kept], next: old.next }
        })
      },
      (error: unknown) => {
        if (mine === newest.current && !isAbort(error)) setFault(faultOf(error))
      },
    )
  }, [key])
  const loadMore = useCallback(() => {
    if (fetching.current || held === null || held.next === null || held.key !== key) return
    fetching.current = true
    asked.current
      .load(held.next)
      .then(
        (page) => {
          setHeld((old) => {
            if (old === null || old.key !== key || old.next !== held.next) return old
            const seen = new Set(old.rows.map(asked.current.idOf))
            return {
              key,
              rows: [...old.rows, ...page.rows.filter((row) => !seen.has(asked.current.idOf(row)))],
              next: page.next,
            }
          })
        },
        (error: unknown) => setFault(faultOf(error)),
      )
      .finally(() => {
        fetching.current = false
      })
  }, [held, key])
  const put = useCallback(
    (row: T) => {
      const id = asked.current.idOf(row)
      setHeld((old) => {
        if (old === null || old.key !== key) return old
        const there = old.rows.some((other) => asked.current.idOf(other) === id)
        const rows = there
          ? old.rows.map((other) => (asked.current.idOf(other) === id ? row : other))
          : [row, ...old.rows]
        return { ...old, rows }
      })
    },
    [key],
  )
  useEffect(() => {
    reload()
    return () => {
      newest.current += 1
    }
  }, [reload])
  useNews(kinds, reload, fault)
  useEffect(() => {
    if (fault?.code !== 'station.silent') return
    const timer = setTimeout(reload, 2_000)
    return () => clearTimeout(timer)
  }, [fault, reload])
  const current = held !== null && held.key === key ? held : null
  return { rows: current?.rows ?? null, more: current?.next != null, fault, reload, loadMore, put }
}

export interface Act {
  readonly busy: boolean
  readonly fault: FaultText | null
  readonly clear: () => void
  /** Runs one action at a time; true when it went through. A second press while busy does nothing. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<FaultText | null>(null)
  const running = useRef(false)
  const run = useCallback(async (work: () => Promise<unknown>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    try {
      await work()
      setFault(null)
      return true
    } catch (error) {
      setFault(faultOf(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setFault(null), [])
  return { busy, fault, clear, run }
}

/** A record asked for again and found the same stays the same object, so that its line is not drawn again. */
function unchanged<T>(before: readonly T[], now: readonly T[], idOf: (row: T) => string | number): readonly T[] {
  const known = new Map(before.map((row) => [idOf(row), row]))
  return now.map((row) => {
    const old = known.get(idOf(row))
    return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
}
