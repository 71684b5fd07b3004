/** A row of filters, one of them on; a number says how many records stand behind each. */

export interface Chip<K extends string> {
  readonly key: K
  readonly name: string
  readonly count?: number | undefined
}

interface ChipsProps<K extends string> {
  readonly label: string
  readonly chips: readonly Chip<K>[]
  readonly value: K
  readonly onChange: (key: K) => void
}

export function Chips<K extends string>({ label, chips, value, onChange }: ChipsProps<K>) {
  return (
    <fieldset className="chips" aria-label={label}>
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className="chip"
          aria-pressed={chip.key === value}
          onClick={() => onChange(chip.key)}
        >
          {chip.name}
          {chip.count !== undefined && <span className="chip-count">{chip.count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
