/** The stalls of a row, one line each: what it brings today, chosen by number or typed; what was taken there already is said. */
import type { KeyboardEvent } from 'react'
import { type TakenToday, takenAgain } from '#core/sample/again-today.ts'
import type { FoodChoice } from '#core/sample/food-search.ts'
import type { Nature } from '#core/sample/sample.ts'
import { localText } from '#core/time.ts'
import { clockText } from '#ui/local-words.ts'
import { Button, Input } from '#ui/parts.ts'
import { isKnownFood, offered } from './register-form.ts'

export interface RowForm {
  readonly from: string
  readonly to: string
  readonly nature: Nature
  /** By stall, where it is not the stall's last food. */
  readonly foods: Readonly<Record<string, string>>
}

interface RowStall {
  readonly stall: { readonly code: string; readonly name: string }
  readonly foods: readonly string[]
  readonly today: readonly TakenToday[]
}

export type FoodOf = (one: RowStall) => string

interface RowLinesProps {
  readonly row: readonly RowStall[]
  readonly foods: readonly FoodChoice[]
  readonly foodOf: FoodOf
  readonly onChange: (code: string, food: string) => void
}

export function RowLines({ row, foods, foodOf, onChange }: RowLinesProps) {
  /** Up, down and Enter walk the row; a number chooses. */
  const walk = (event: KeyboardEvent<HTMLInputElement>, keys: readonly string[], code: string) => {
    if (event.nativeEvent.isComposing || event.ctrlKey) return
    const chosen = /^[1-9]$/.test(event.key) ? keys[Number(event.key) - 1] : undefined
    if (chosen !== undefined) onChange(code, chosen)
    else if (event.key === 'Enter' && keys[0] !== undefined && !isKnownFood(foods, event.currentTarget.value.trim())) {
      if (event.currentTarget.value.trim() !== '') onChange(code, keys[0])
      else step(event.currentTarget, 1)
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') step(event.currentTarget, 1)
    else if (event.key === 'ArrowUp') step(event.currentTarget, -1)
    else return
    event.preventDefault()
  }
  return (
    <ol className="row-lines">
      {row.map((one) => {
        const { stall, foods: habits, today } = one
        const food = foodOf(one)
        const keys = (habits.includes(food.trim()) ? habits.map((name) => ({ name })) : offered(foods, food, habits))
          .slice(0, 5)
          .map(({ name }) => name)
        const [again] = takenAgain(today, { food: food.trim() === '' ? (habits[0] ?? '') : food, items: [] })
        return (
          <li key={stall.code} className={food.trim() === '' ? 'row-line row-skipped' : 'row-line'}>
            <b className="nowrap">{stall.code}</b>
            <span className="row-name">{stall.name === stall.code ? '' : stall.name}</span>
            <Input
              aria-label={`${stall.code} 的样品`}
              value={food}
              maxLength={40}
              onKeyDown={(event) => walk(event, keys, stall.code)}
              onChange={(event) => onChange(stall.code, event.target.value)}
            />
            <span className="row-keys">
              {keys.map((name, index) => (
                <Button
                  key={name}
                  size="small"
                  type={name === food.trim() ? 'primary' : 'default'}
                  tabIndex={-1}
                  onClick={() => onChange(stall.code, name)}
                >
                  <span aria-hidden="true">{index + 1}</span> {name}
                </Button>
              ))}
              {again !== undefined && (
                <span className="warn-words small">
                  ▲ {again.food} 今天 {clockText(localText(again.takenAt))} 已登记
                </span>
              )}
            </span>
            <Button size="small" type="text" tabIndex={-1} onClick={() => onChange(stall.code, '')}>
              跳过
            </Button>
          </li>
        )
      })}
    </ol>
  )
}

function step(from: HTMLInputElement, by: 1 | -1): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('.row-lines input')]
  inputs[inputs.indexOf(from) + by]?.focus()
}
