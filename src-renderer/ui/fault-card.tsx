/** A fault as a person needs it: 发生了什么, 为什么, 怎么办, the code to read out on the phone, and the button that does the 怎么办. */
import { type ReactNode, useState } from 'react'
import type { FaultText } from './fault.ts'
import { Button } from './parts.ts'

interface FaultCardProps {
  readonly fault: FaultText
  /** The button that does what 怎么办 says, where the program can do it. */
  readonly action?: ReactNode
  readonly onClose?: () => void
}

export function FaultCard({ fault, action, onClose }: FaultCardProps) {
  const [copied, setCopied] = useState(false)
  const text = [
    `发生了什么:${fault.what}`,
    `为什么:${fault.why}`,
    `怎么办:${fault.next}`,
    `代码:${fault.code}`,
    fault.detail,
  ]
    .filter((line) => line !== '')
    .join('\n')
  return (
    <section className="fault" role="alert" aria-label={fault.what}>
      <dl>
        <div className="fault-what">
          <dt>发生了什么</dt>
          <dd>{fault.what}</dd>
        </div>
        {fault.why !== '' && (
          <div>
            <dt>为什么</dt>
            <dd>{fault.why}</dd>
          </div>
        )}
        {fault.next !== '' && (
          <div>
            <dt>怎么办</dt>
            <dd>{fault.next}</dd>
          </div>
        )}
      </dl>
      <p className="fault-foot">
        {action}
        <code>{fault.detail === '' ? fault.code : `${fault.code} · ${fault.detail}`}</code>
        <Button
          size="small"
          type="text"
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {copied ? '已复制' : '复制'}
        </Button>
        {onClose !== undefined && (
          <Button size="small" type="text" onClick={onClose}>
            知道了
          </Button>
        )}
      </p>
    </section>
  )
}
