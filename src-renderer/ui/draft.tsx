/** What is typed into a form outlives the window and the program: kept in the station until the form is finished or thrown away. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { partsOf, type Secretless, saidOver } from './draft-parts.ts'
import { Button } from './parts.ts'

export interface DraftStore {
  /** Null: there is none. */
  readonly get: (name: string) => Promise<unknown>
  readonly save: (name: string, data: unknown) => Promise<unknown>
  readonly drop: (name: string) => Promise<unknown>
}

const nowhere: DraftStore = {
  get: () => Promise.resolve(null),
  save: () => Promise.resolve(null),
  drop: () => Promise.resolve(null),
}
const DraftContext = createContext<DraftStore>(nowhere)

/** `store` belongs to one person: another one at the desk has forms of their own. */
export function DraftProvider({ store, children }: { readonly store: DraftStore; readonly children: ReactNode }) {
  return <DraftContext value={store}>{children}</DraftContext>
}

interface Held<T> {
  readonly name: string
  readonly said: Partial<T>
  readonly restored: boolean
  /** Saved while the record said this: it stays on the screen until the record says something else. */
  readonly settledOver?: string
}

export interface DraftOf<T> {
  readonly value: T
  readonly change: (part: Partial<T>) => void
  /** The form is finished or thrown away. */
  readonly clear: () => void
  /** The form is saved and stays open: its words stay until the record brings them. */
  readonly settle: () => void
  /** What is shown was typed before this page was opened. */
  readonly restored: boolean
}

/** Long enough for a word, far shorter than it takes to pull a plug. */
const PAUSE_MS = 150
const AGAIN_MS = 1_000

/**
 * `initial` is the form as the record stands, plain data without anything secret; one draft for each name: the record's id and the
 * step. What is typed before the draft is there wins over it; what the record says anew since wins over the draft.
 */
export function useDraft<T extends object>(name: string, initial: T & Secretless<T>): DraftOf<T> {
  const store = useContext(DraftContext)
  const [held, setHeld] = useState<Held<T> | null>(null)
  const empty = useRef<T>(initial)
  /** Typed before the stored draft was there. */
  const early = useRef<Partial<T> | null>({})
  const keeper = useRef<Keeper | null>(null)
  useEffect(() => {
    empty.current = initial
  })
  const standing =
    held !== null &&
    held.name === name &&
    (held.settledOver === undefined || held.settledOver === JSON.stringify(initial))
  const said = standing ? held.said : null
  const value = useMemo(() => (said === null ? initial : { ...initial, ...said }), [said, initial])
  /** The newest words, drawn or not; null: none. Keys come faster than drawings. */
  const newest = useRef<Partial<T> | null>(null)
  const settledOver = useRef<string | null>(null)
  useEffect(() => {
    const mine = keeperOf(store, name)
    keeper.current = mine
    early.current = {}
    let here = true
    const begin = (found: unknown) => {
      const soon = early.current
      const kept = saidOver(empty.current, found)
      if (here && soon !== null && kept !== null) {
        const all = { ...kept, ...soon }
        newest.current = all
        setHeld({ name, said: all, restored: true })
        if (Object.keys(soon).length > 0) mine.keep(partsOf(empty.current, all))
      }
      if (here) early.current = null
      mine.begin()
    }
    store.get(name).then(begin, () => begin(null))
    return () => {
      here = false
      newest.current = null
      settledOver.current = null
      setHeld(null)
      mine.leave()
    }
  }, [store, name])

  const change = useCallback(
    (part: Partial<T>) => {
      if (early.current !== null) early.current = { ...early.current, ...part }
      if (settledOver.current !== null && settledOver.current !== JSON.stringify(empty.current)) newest.current = null
      settledOver.current = null
      const all = { ...newest.current, ...part }
      newest.current = all
      setHeld((old) => ({ name, said: all, restored: old?.restored ?? false }))
      keeper.current?.keep(partsOf(empty.current, all))
    },
    [name],
  )
  const clear = useCallback(() => {
    // The deed may have brought another record here before its answer did.
    if (keeper.current?.name !== name) {
      void store.drop(name).catch(() => undefined)
      return
    }
    early.current = null
    newest.current = null
    settledOver.current = null
    setHeld(null)
    keeper.current.keep(null)
  }, [store, name])
  const settle = useCallback(() => {
    if (keeper.current?.name !== name) return clear()
    early.current = null
    const over = JSON.stringify(empty.current)
    settledOver.current = over
    setHeld((old) => (old === null ? null : { ...old, restored: false, settledOver: over }))
    keeper.current.keep(null)
  }, [name, clear])
  return { value, change, clear, settle, restored: standing && held.restored }
}

/** One quiet line: nobody wonders where the words came from, and one press empties the form. */
export function DraftNote({ of }: { readonly of: Pick<DraftOf<object>, 'restored' | 'clear'> }) {
  if (!of.restored) return null
  return (
    <p className="small quiet" role="status">
      已恢复上次没写完的内容{' '}
      <Button size="small" onClick={of.clear}>
        清空
      </Button>
    </p>
  )
}

interface Keeper {
  readonly name: string
  /** Nothing is written before the stored draft was read. */
  begin(): void
  keep(data: unknown): void
  leave(): void
}

/** One save at a time, always of the newest; a station that does not answer is asked again. */
function keeperOf(store: DraftStore, name: string): Keeper {
  let next: { readonly data: unknown } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let busy = true
  const send = () => {
    timer = null
    if (busy || next === null) return
    const { data } = next
    next = null
    busy = true
    const sent = data === null ? store.drop(name) : store.save(name, data)
    sent.then(
      () => {
        busy = false
        send()
      },
      () => {
        busy = false
        next ??= { data }
        timer ??= setTimeout(send, AGAIN_MS)
      },
    )
  }
  return {
    name,
    begin: () => {
      busy = false
      send()
    },
    keep: (data) => {
      next = { data }
      timer ??= setTimeout(send, PAUSE_MS)
    },
    leave: () => {
      if (timer !== null) clearTimeout(timer)
      send()
    },
  }
}
