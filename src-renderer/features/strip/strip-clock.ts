/** The strip's clock on the screen: counted from the station's own time, whatever this computer's page thinks it is. */
import { useEffect, useState } from 'react'
import type { StripView } from '#contract/strip.ts'
import { type StripPhase, stripPhase } from '#core/control/strip.ts'
import { momentOf } from '#core/time.ts'

/** The phase now, and the seconds that matter in it. `onTurn` when it changes: the station is asked again, it decides. */
export function useStripPhase(strip: StripView, onTurn: () => void): StripPhase {
  const [ahead] = useState(() => Date.parse(strip.now.utc) - Date.now())
  const phaseAt = () => stripPhase(strip.startedAt, strip, momentOf(Date.now() + ahead, strip.now.offset))
  const [phase, setPhase] = useState(phaseAt)
  useEffect(() => {
    const timer = setInterval(() => {
      setPhase((before) => {
        const now = stripPhase(strip.startedAt, strip, momentOf(Date.now() + ahead, strip.now.offset))
        return JSON.stringify(now) === JSON.stringify(before) ? before : now
      })
    }, 250)
    return () => clearInterval(timer)
  }, [strip, ahead])
  const { kind } = phase
  useEffect(() => {
    if (kind !== strip.phase) onTurn()
  }, [kind, strip.phase, onTurn])
  return phase
}
