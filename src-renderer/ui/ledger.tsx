/** A table of records: real table markup, one link per row that the whole row follows, endless by scrolling. */
import { memo, type ReactNode, useEffect, useRef } from 'react'

export interface Column<T> {
  readonly key: string
  readonly name: ReactNode
  readonly className?: string
  readonly cell: (row: T) => ReactNode
}

interface LedgerProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly idOf: (row: T) => string | number
  /** Where Enter or a click on the row leads; the first cell carries the link. */
  readonly hrefOf?: (row: T) => string | null
  readonly nameOf?: (row: T) => string
  readonly classOf?: (row: T) => string
  readonly more?: boolean
  readonly onMore?: () => void
}

function End({ onMore }: { readonly onMore: () => void }) {
  const spot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = spot.current
    if (element === null) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onMore()
      },
      { rootMargin: '600px' },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [onMore])
  return (
    <div ref={spot} className="ledger-more" role="status">
      继续读取更早的记录…
    </div>
  )
}

interface LineProps<T> {
  readonly row: T
  readonly columns: readonly Column<T>[]
  readonly href: string | null
  readonly name: string
  readonly className: string
}

/** Drawn again only when its own record changed: a reading that arrives must not wait for a hundred old lines. */
const Line = memo(function Line<T>({ row, columns, href, name, className }: LineProps<T>) {
  return (
    <tr className={`${href === null ? '' : 'ledger-link '}${className}`}>
      {columns.map((column, index) => (
        <td key={column.key} className={column.className}>
          {index === 0 && href !== null && (
            <a className="ledger-anchor" href={href}>
              <span className="said-only">{name}</span>
            </a>
          )}
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}) as <T>(props: LineProps<T>) => ReactNode

export function Ledger<T>({
  label,
  columns,
  rows,
  idOf,
  hrefOf,
  nameOf,
  classOf,
  more = false,
  onMore,
}: LedgerProps<T>) {
  return (
    <div className="ledger-scroll">
      <table className="ledger" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.className}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={idOf(row)}
              row={row}
              columns={columns}
              href={hrefOf?.(row) ?? null}
              name={nameOf?.(row) ?? '打开'}
              className={classOf?.(row) ?? ''}
            />
          ))}
        </tbody>
      </table>
      {more && onMore !== undefined && <End onMore={onMore} />}
    </div>
  )
}
