/** What should be done today and how far it is: a short list with counts, the pressing lines first as they come. */

export interface PlanItem {
  readonly key: string
  readonly loud: boolean
  readonly name: string
  readonly detail: string
  readonly wanted: number
  readonly done: number
  readonly waiting: number
  readonly missing: number
}

export function PlanList({ items }: { readonly items: readonly PlanItem[] }) {
  return (
    <ul className="plan-list">
      {items.map(({ key, loud, name, detail, wanted, done, waiting, missing }) => (
        <li key={key} className={missing === 0 && done >= wanted ? 'plan-done' : loud ? 'plan-loud' : ''}>
          <span className="plan-name">
            <b>
              {loud && missing > 0 ? '▲ ' : ''}
              {name}
            </b>
            <small>{detail}</small>
          </span>
          <span className="plan-count">
            <b>{done}</b>/{wanted}
          </span>
          <span className="plan-state">
            {missing > 0 ? `还差 ${missing} 个没采` : done < wanted ? `${waiting} 个等结果` : '✓ 已够'}
          </span>
        </li>
      ))}
    </ul>
  )
}
