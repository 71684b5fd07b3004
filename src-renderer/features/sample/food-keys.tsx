/** Foods under numbered keys: the stall's last ones while nothing is typed, what the keystrokes mean afterwards. */
import type { FoundFood } from '#core/sample/food-search.ts'
import { Button } from '#ui/parts.ts'

interface FoodKeysProps {
  readonly legend: string
  readonly foods: readonly FoundFood[]
  readonly onChoose: (name: string) => void
}

export function FoodKeys({ legend, foods, onChoose }: FoodKeysProps) {
  if (foods.length === 0) return null
  return (
    <div className="habits">
      <span className="legend">{legend}</span>
      {foods.map(({ name, alias }, index) => (
        <Button key={name} onClick={() => onChoose(name)} aria-label={`选 ${name}`}>
          <b className="habit-key">{index + 1}</b>
          {name}
          {alias !== null && <small className="quiet">({alias})</small>}
        </Button>
      ))}
    </div>
  )
}
