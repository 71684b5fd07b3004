/** What stands where an answer has not come yet: quiet for a second, then words; a fault with its card. */
import { type ReactNode, useEffect, useState } from 'react'
import type { FaultText } from './fault.ts'
import { FaultCard } from './fault-card.tsx'
import { Button } from './parts.ts'

export function WaitingWords({ what = '正在读取' }: { readonly what?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 1_000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="waiting" role="status">
      {late ? `${what},还没有好,请稍候…` : ''}
    </p>
  )
}

interface AnsweredProps<T> {
  readonly of: { readonly data: T | null; readonly fault: FaultText | null; readonly reload: () => void }
  readonly children: (data: T) => ReactNode
}

/** Shows the answer; a fault stands above the old answer, never instead of it. */
export function Answered<T>({ of: { data, fault, reload }, children }: AnsweredProps<T>) {
  return (
    <>
      {fault !== null && <FaultCard fault={fault} action={<Button onClick={reload}>再试一次</Button>} />}
      {data === null ? fault === null && <WaitingWords /> : children(data)}
    </>
  )
}
