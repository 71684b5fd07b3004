/** A short list to tap on, each choice large enough for a gloved finger: a name, and under it what tells it from the others. */

export interface Choice {
  readonly key: string
  readonly name: string
  readonly detail: string
}

interface ChoiceListProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: string
  readonly onChoose: (key: string) => void
}

export function ChoiceList({ label, choices, value, onChoose }: ChoiceListProps) {
  return (
    <ul className="choices" aria-label={label}>
      {choices.map(({ key, name, detail }) => (
        <li key={key}>
          <button type="button" className="choice" aria-pressed={key === value} onClick={() => onChoose(key)}>
            <b>{name}</b>
            <small>{detail}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}
