/** A line's wait: set anew at almost every piece it hears, over once; never while bytes that came in time still lie unread. */

export interface Wait {
  /** Replaces the wait before; null: none. */
  set(ms: number | null): void
  /** The wire is gone: nothing is over any more. */
  end(): void
}

export function openWait(elapsed: () => void): Wait {
  let until: number | null = null
  /** One timer for many waits: it looks at its end how long the newest one still lasts. */
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = 0
  let afterReads: ReturnType<typeof setImmediate> | undefined

  function begin(ms: number): void {
    clearTimeout(timer)
    timerAt = performance.now() + ms
    timer = setTimeout(look, ms)
  }

  function look(): void {
    timer = undefined
    if (until === null) return
    const left = until - performance.now()
    if (left > 0) begin(left)
    // Timers run before reads: after a moment in which this process was busy elsewhere, a wait may be over while bytes lie unread. They
    // are read first, and reset the wait; a line must not be cut because we were slow.
    else afterReads = setImmediate(over)
  }

  function over(): void {
    afterReads = undefined
    until = null
    elapsed()
  }

  return {
    set(ms) {
      if (afterReads !== undefined) clearImmediate(afterReads)
      afterReads = undefined
      until = ms === null ? null : performance.now() + ms
      if (ms !== null && until !== null && (timer === undefined || until < timerAt)) begin(ms)
    },
    end() {
      clearTimeout(timer)
      clearImmediate(afterReads)
      timer = undefined
      afterReads = undefined
      until = null
    },
  }
}
