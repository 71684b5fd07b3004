/** Names to tap on, one of them pressed; arrow keys and Tab as in any list of buttons. */

interface NameChoiceProps {
  readonly people: readonly { readonly name: string; readonly hasPin: boolean }[]
  readonly value: string
  readonly onChoose: (name: string) => void
  /** Who has no PIN cannot be chosen where only a PIN is asked. */
  readonly needsPin?: boolean
}

export function NameChoice({ people, value, onChoose, needsPin = false }: NameChoiceProps) {
  return (
    <ul className="name-choice" aria-label="姓名">
      {people.map(({ name, hasPin }) => (
        <li key={name}>
          <button
            type="button"
            className="choice"
            aria-pressed={name === value}
            disabled={needsPin && !hasPin}
            onClick={() => onChoose(name)}
          >
            <b>{name}</b>
            {needsPin && !hasPin && <small>没有 PIN</small>}
          </button>
        </li>
      ))}
    </ul>
  )
}
