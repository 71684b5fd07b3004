/** A limit pack arranged for looking up: names to meanings, items to their rules. Built once per pack. */

import type { Item, LimitPack, Method, Rule } from './limit-pack.ts'
import { nameKey } from './name-key.ts'
import { unitOf } from './unit.ts'

export interface PackIndex {
  /** By name key: id, name or alias. */
  readonly items: ReadonlyMap<string, Item>
  readonly methods: ReadonlyMap<string, Method>
  /** A food's own name first, then its category, then the wider ones; a category's lineage begins with itself. */
  readonly lineages: ReadonlyMap<string, readonly string[]>
  /** By item id. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>
  /** The units an item's rules are written in or take results in, by item id, spelled as `unitOf` spells them. */
  readonly units: ReadonlyMap<string, ReadonlySet<string>>
}

/** A pack never changes, so its index is kept as long as the pack is. */
const built = new WeakMap<LimitPack, PackIndex>()

export function indexOf(pack: LimitPack): PackIndex {
  const known = built.get(pack)
  if (known !== undefined) return known
  const index = build(pack)
  built.set(pack, index)
  return index
}

function build(pack: LimitPack): PackIndex {
  return {
    items: byName(pack.items),
    methods: byName(pack.methods),
    lineages: lineagesOf(pack),
    rules: new Map(pack.items.map(({ id }) => [id, rulesOf(id, pack)])),
    units: new Map(pack.items.map(({ id }) => [id, unitsOf(rulesOf(id, pack))])),
  }
}

function byName<T extends Item | Method>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.flatMap((one) => [one.id, one.name, ...one.aliases].map((name) => [nameKey(name), one] as const)))
}

function lineagesOf(pack: LimitPack): ReadonlyMap<string, readonly string[]> {
  const wider = new Map(pack.foods.map(({ category, within }) => [category, within]))
  const lineages = new Map<string, readonly string[]>()
  for (const { category, aliases, names } of pack.foods) {
    const lineage: string[] = []
    for (let next: string | null = category; next !== null; next = wider.get(next) ?? null) lineage.push(next)
    for (const name of [category, ...aliases]) lineages.set(nameKey(name), lineage)
    for (const food of names) {
      for (const name of [food.name, ...food.aliases]) lineages.set(nameKey(name), [food.name, ...lineage])
    }
  }
  return lineages
}

function rulesOf(item: string, pack: LimitPack): readonly Rule[] {
  return pack.rules.filter((rule) => rule.item === item)
}

function unitsOf(rules: readonly Rule[]): ReadonlySet<string> {
  const written = rules.flatMap(({ limit }) => [...(limit.unit === null ? [] : [limit.unit]), ...(limit.alsoIn ?? [])])
  return new Set(written.map((unit) => unitOf(unit) ?? unit))
}
