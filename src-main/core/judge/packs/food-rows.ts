/** Short writing for the food lists of the shipped packs: a row is a name and its other names. */
import type { FoodGroup } from '../limit-pack.ts'

export type FoodRow = readonly [name: string, ...aliases: string[]]

export function foodGroup(
  category: string,
  within: string | null,
  aliases: readonly string[],
  rows: readonly FoodRow[],
): FoodGroup {
  return { category, within, aliases, names: rows.map(([name, ...others]) => ({ name, aliases: others })) }
}
