/** A form field: its label above it, its reason or mistake below it; the label always belongs to the control. */
import { type ReactNode, useId, useRef } from 'react'
import { useScanReplaces } from './scanner.ts'

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly wrong?: string | null
  readonly className?: string
  /** Codes are scanned into it. */
  readonly scan?: boolean
  readonly children: (id: string) => ReactNode
}

export function Field({ label, hint, wrong = null, className = '', scan = false, children }: FieldProps) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useScanReplaces(box, scan)
  return (
    <div ref={box} className={`field ${wrong === null ? '' : 'field-wrong'} ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {wrong !== null ? (
        <p className="field-note">▲ {wrong}</p>
      ) : (
        hint !== undefined && <p className="field-note">{hint}</p>
      )}
    </div>
  )
}
