/** Which foods a few keystrokes mean: pinyin initials, two characters from anywhere in the name, another name of it. */

export interface FoodChoice {
  readonly name: string
  readonly category: string
  readonly aliases: readonly string[]
  /** First letters of the pinyin of the name and of each alias, in the same order. */
  readonly initials: readonly string[]
}

/** What is offered, and the other name it was found by. */
export interface FoundFood {
  readonly name: string
  readonly category: string
  readonly alias: string | null
}

/** `habits`: the stall's last foods, newest first; among equals they stand first. */
export function findFoods(
  foods: readonly FoodChoice[],
  typed: string,
  habits: readonly string[],
  limit = 12,
): readonly FoundFood[] {
  const words = typed.normalize('NFKC').trim().toLowerCase()
  if (words === '') return []
  const found = foods.flatMap((food) => {
    const best = rankOf(food, words)
    return best === null ? [] : [{ food, ...best }]
  })
  const habit = (name: string) => {
    const at = habits.indexOf(name)
    return at === -1 ? habits.length : at
  }
  return found
    .toSorted(
      (one, other) =>
        one.rank - other.rank ||
        habit(one.food.name) - habit(other.food.name) ||
        one.food.name.length - other.food.name.length,
    )
    .slice(0, limit)
    .map(({ food, alias }) => ({ name: food.name, category: food.category, alias }))
}

function rankOf(food: FoodChoice, words: string): { readonly rank: number; readonly alias: string | null } | null {
  const names = [food.name, ...food.aliases]
  let best: { readonly rank: number; readonly alias: string | null } | null = null
  names.forEach((name, index) => {
    const rank = rankOfName(name.toLowerCase(), (food.initials[index] ?? '').toLowerCase(), words)
    if (rank !== null && (best === null || rank < best.rank)) best = { rank, alias: index === 0 ? null : name }
  })
  return best
}

/** The whole name, its beginning, all its initials, their beginning, anywhere in either. */
function rankOfName(name: string, initials: string, words: string): number | null {
  if (name === words) return 0
  if (initials === words) return 1
  if (name.startsWith(words)) return 2
  if (initials.startsWith(words)) return 3
  if (name.includes(words)) return 4
  return initials.includes(words) ? 5 : null
}
