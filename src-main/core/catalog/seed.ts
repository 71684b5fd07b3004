/** The lists a limit pack brings along: foods by its categories, items and methods by its ids, in the catalog's fields. */
import type { FoodGroup, LimitPack, Method } from '../judge/limit-pack.ts'
import type { CatalogName, Data } from './list.ts'
import { methodSeries } from './method.ts'

export interface Seed {
  readonly list: CatalogName
  readonly rows: readonly Data[]
}

export function seedOf(pack: LimitPack): readonly Seed[] {
  return [
    { list: 'item', rows: pack.items.map(({ id, name, aliases }) => ({ id, name, ...several({ aliases }) })) },
    { list: 'method', rows: pack.methods.map(methodRow) },
    { list: 'food', rows: foodRows(pack.foods) },
  ]
}

/** `GB/T 5009.199-2003 酶抑制率法` names its document; a method without one says none. */
function methodRow({ id, name, aliases, kind, named }: Method): Data {
  const document = /^((?:KJ|GB\/T|GB|NY\/T|SN\/T)\s?[\d.]+(?:-\d{4})?)/.exec(name)?.[1]
  const series = methodSeries.filter((one) => document?.startsWith(one)).sort((a, b) => b.length - a.length)[0]
  return {
    id,
    name,
    ...(series === undefined || document === undefined ? {} : { series, document }),
    kind,
    ...several({ aliases }),
    ...(named === true ? { named } : {}),
  }
}

/** The widest category first; a food that two categories name stands in the first. */
function foodRows(groups: readonly FoodGroup[]): readonly Data[] {
  const wider = new Map(groups.map(({ category, within }) => [category, within]))
  const rows = new Map<string, Data>()
  for (const { category, names } of groups) {
    const lineage: string[] = []
    for (let next: string | null = category; next !== null; next = wider.get(next) ?? null) lineage.unshift(next)
    const classes = Object.fromEntries(lineage.slice(0, 4).map((one, at) => [`class${at + 1}`, one]))
    for (const { name, aliases } of names)
      if (!rows.has(name)) rows.set(name, { name, ...classes, ...several({ aliases }) })
  }
  return [...rows.values()]
}

function several({ aliases }: { readonly aliases: readonly string[] }): Data {
  return aliases.length === 0 ? {} : { aliases: [...new Set(aliases)] }
}
