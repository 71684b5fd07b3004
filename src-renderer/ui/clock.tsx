/** A clock that counts down in words and says how pressing it is; it ticks with the page, not with the station. */
import { useEffect, useState } from 'react'
import { clockWords, urgencyOf } from './clock-words.ts'

/** Epoch milliseconds now, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

interface ClockProps {
  readonly dueMs: number
  readonly fromMs?: number | null
}

const shapes = { calm: '◷', soon: '◔', over: '!' } as const

export function Clock({ dueMs, fromMs = null }: ClockProps) {
  const now = useNow(10_000)
  const urgency = urgencyOf(dueMs, now, fromMs)
  return (
    <span className={`clock clock-${urgency}`}>
      <span aria-hidden="true">{shapes[urgency]}</span> {clockWords(dueMs, now, fromMs)}
    </span>
  )
}
