/** Registrations on their way, one after another in the order of the Enter keys; one that is refused says which it was. */
import { useCallback, useRef, useState } from 'react'
import type { SampleView } from '#contract/sample.ts'
import { type FaultText, faultOf } from '#ui/fault.ts'
import { FaultCard } from '#ui/fault-card.tsx'

interface Registration {
  /** `A-12 韭菜` */
  readonly what: string
  readonly send: () => Promise<SampleView>
  readonly onDone: (sample: SampleView) => void
  readonly onRefused: () => void
}

export interface Refused {
  readonly what: string
  readonly fault: FaultText
}

export function useRegisterQueue() {
  const [waiting, setWaiting] = useState(0)
  const [refused, setRefused] = useState<Refused | null>(null)
  const last = useRef(Promise.resolve())
  const add = useCallback(({ what, send, onDone, onRefused }: Registration) => {
    setWaiting((count) => count + 1)
    last.current = last.current
      .then(send)
      .then(
        (sample) => {
          setRefused(null)
          onDone(sample)
        },
        (error: unknown) => {
          setRefused({ what, fault: faultOf(error) })
          onRefused()
        },
      )
      .finally(() => setWaiting((count) => count - 1))
  }, [])
  const clear = useCallback(() => setRefused(null), [])
  return { add, busy: waiting > 0, refused, clear }
}

export function RefusedCard({ refused, onClose }: { readonly refused: Refused; readonly onClose: () => void }) {
  return (
    <>
      <p className="small" role="alert">
        ▲ “{refused.what}”没有登记上
      </p>
      <FaultCard fault={refused.fault} onClose={onClose} />
    </>
  )
}
