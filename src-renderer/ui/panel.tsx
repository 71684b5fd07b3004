/** A sheet on the bench: a quiet heading, an aside at its right, and content. */
import type { ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly className?: string
  /** Content runs to the edges (tables, lists). */
  readonly flush?: boolean
}

export function Panel({ title, aside, children, className = '', flush = false }: PanelProps) {
  return (
    <section className={`panel ${className}`} aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {aside !== undefined && <div className="panel-aside">{aside}</div>}
      </header>
      <div className={flush ? 'panel-body panel-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}
