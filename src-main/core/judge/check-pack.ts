/** What a limit pack must keep between its lists: one meaning per name, nothing named that is not there, no limit outside its standard. */
import Big from 'big.js'
import type { Limit, LimitPack, Rule } from './limit-pack.ts'
import { nameKey } from './name-key.ts'
import { wrong } from './pack-reader.ts'
import { declaredFactor, unitOf } from './unit.ts'

/** Throws Fault `pack.invalid` for the first mistake. */
export function checkPack(pack: LimitPack): void {
  onlyOnce(pack.standards.map(({ code }, at) => ({ path: `standards[${at}].code`, owner: code, names: [code] })))
  onlyOnce(pack.items.map((item, at) => ({ path: `items[${at}]`, owner: item.id, names: namesOf(item) })))
  onlyOnce(pack.methods.map((method, at) => ({ path: `methods[${at}]`, owner: method.id, names: namesOf(method) })))
  onlyOnce(foodNames(pack))
  onlyOnce(pack.rules.map(({ id }, at) => ({ path: `rules[${at}].id`, owner: id, names: [id] })))
  for (const [at, { effectiveFrom, effectiveTo }] of pack.standards.entries()) {
    inOrder(`standards[${at}]`, effectiveFrom, effectiveTo)
  }
  checkEditions(pack)
  checkFoods(pack)
  for (const [at, rule] of pack.rules.entries()) checkRule(pack, rule, `rules[${at}]`)
}

interface Owned {
  readonly path: string
  readonly owner: string
  readonly names: readonly string[]
}

function namesOf({ id, name, aliases }: { id: string; name: string; aliases: readonly string[] }): readonly string[] {
  return [id, name, ...aliases]
}

function foodNames(pack: LimitPack): readonly Owned[] {
  return pack.foods.flatMap((group, at) => [
    { path: `foods[${at}]`, owner: group.category, names: [group.category, ...group.aliases] },
    ...group.names.map((food, place) => ({
      path: `foods[${at}].names[${place}]`,
      owner: food.name,
      names: [food.name, ...food.aliases],
    })),
  ])
}

/** A name with two meanings would let the order of a file decide a verdict. Within one entry a repeated name is harmless. */
function onlyOnce(owned: readonly Owned[]): void {
  const places = new Map<string, string>()
  for (const { path, names } of owned) {
    for (const name of new Set(names.map(nameKey))) {
      const earlier = places.get(name)
      if (earlier !== undefined) wrong(path, `the name ${name} is already taken by ${earlier}`)
      places.set(name, path)
    }
  }
}

/** On no day are a standard and the one it replaces both in force: the day of sampling must find one edition. */
function checkEditions(pack: LimitPack): void {
  for (const { code, replaces, effectiveFrom } of pack.standards) {
    const at = pack.standards.findIndex((standard) => standard.code === replaces)
    const earlier = pack.standards[at]
    if (earlier === undefined || (earlier.effectiveTo !== null && earlier.effectiveTo < effectiveFrom)) continue
    wrong(`standards[${at}].effectiveTo`, `must be before ${code}, which replaces it from ${effectiveFrom}`)
  }
}

function checkFoods(pack: LimitPack): void {
  const wider = new Map(pack.foods.map(({ category, within }) => [category, within]))
  for (const [at, { category, within }] of pack.foods.entries()) {
    const path = `foods[${at}].within`
    const seen = new Set([category])
    for (let next = within; next !== null; next = wider.get(next) ?? null) {
      if (!wider.has(next)) wrong(path, `there is no category ${next}`)
      if (seen.has(next)) wrong(path, `the category ${category} lies within itself`)
      seen.add(next)
    }
  }
}

function checkRule(pack: LimitPack, rule: Rule, path: string): void {
  if (!pack.items.some(({ id }) => id === rule.item)) wrong(`${path}.item`, `there is no item with the id ${rule.item}`)
  if (rule.method !== null && !pack.methods.some(({ id }) => id === rule.method)) {
    wrong(`${path}.method`, `there is no method with the id ${rule.method}`)
  }
  if (rule.foods !== '*') {
    const known = new Set(pack.foods.flatMap(({ category, names }) => [category, ...names.map(({ name }) => name)]))
    const stranger = rule.foods.find((food) => !known.has(food))
    if (stranger !== undefined) wrong(`${path}.foods`, `there is no food or category named ${stranger}`)
  }
  checkDays(pack, rule, path)
  checkLimit(rule.limit, `${path}.limit`)
}

function checkDays(pack: LimitPack, rule: Rule, path: string): void {
  const standard = pack.standards.find(({ code }) => code === rule.standard)
  if (standard === undefined) wrong(`${path}.standard`, `there is no standard with the code ${rule.standard}`)
  inOrder(path, rule.effectiveFrom, rule.effectiveTo)
  if (rule.effectiveFrom < standard.effectiveFrom) {
    wrong(`${path}.effectiveFrom`, `is earlier than ${standard.code} itself (${standard.effectiveFrom})`)
  }
  if (standard.effectiveTo !== null && (rule.effectiveTo === null || rule.effectiveTo > standard.effectiveTo)) {
    wrong(`${path}.effectiveTo`, `is later than the end of ${standard.code} (${standard.effectiveTo})`)
  }
}

function inOrder(path: string, from: string, to: string | null): void {
  if (to !== null && to < from) wrong(`${path}.effectiveTo`, `is earlier than effectiveFrom (${from})`)
}

function checkLimit(limit: Limit, path: string): void {
  if (limit.lod !== null && new Big(limit.lod).eq(0)) wrong(`${path}.lod`, 'must be greater than zero')
  const unit = unitOf(limit.unit ?? '')
  for (const [at, other] of (limit.alsoIn ?? []).entries()) {
    if (unit === null || declaredFactor(unitOf(other) ?? '', unit) === null) {
      wrong(`${path}.alsoIn[${at}]`, `${other} cannot be converted exactly into ${limit.unit ?? 'no unit'}`)
    }
  }
  if (limit.kind !== 'max' && limit.kind !== 'below') return
  if (limit.suspectFrom !== null && new Big(limit.suspectFrom).gte(limit.value)) {
    wrong(`${path}.suspectFrom`, 'must be smaller than value')
  }
}
