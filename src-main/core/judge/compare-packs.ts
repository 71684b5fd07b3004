/** Two limit packs side by side: what the newer adds, removes and changes, row by row, for the two people who put it in force. */
import { canonicalJson, type Json } from '../canonical.ts'
import type { LimitPack } from './limit-pack.ts'

export const packLists = ['pack', 'standards', 'items', 'methods', 'foods', 'rules'] as const
export type PackList = (typeof packLists)[number]

type Row = Readonly<Record<string, Json>>

export type PackChange =
  | { readonly change: 'added'; readonly list: PackList; readonly key: string; readonly after: Row }
  | { readonly change: 'removed'; readonly list: PackList; readonly key: string; readonly before: Row }
  | {
      readonly change: 'changed'
      readonly list: PackList
      readonly key: string
      /** Names of the fields that differ, in the order of the format. */
      readonly fields: readonly string[]
      readonly before: Row
      readonly after: Row
    }

/**
 * In the order of the format, each list in the order of the newer pack, what was removed at its list's end. Rows are the same when
 * their key is: the standard's code, the item's, method's and rule's id, the food's name, the category's name. The order of rows and
 * of other names says nothing and is not compared.
 */
export function comparePacks(before: LimitPack, after: LimitPack): readonly PackChange[] {
  return packLists.flatMap((list) => compareRows(list, rowsOf(before, list), rowsOf(after, list)))
}

function compareRows(
  list: PackList,
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): readonly PackChange[] {
  const kept = [...after].flatMap(([key, row]): readonly PackChange[] => {
    const old = before.get(key)
    if (old === undefined) return [{ change: 'added', list, key, after: row }]
    const fields = [...new Set([...Object.keys(row), ...Object.keys(old)])].filter(
      (name) => !same(old[name], row[name]),
    )
    if (fields.length === 0) return []
    return [{ change: 'changed', list, key, fields, before: old, after: row }]
  })
  const gone = [...before].flatMap(([key, row]): readonly PackChange[] =>
    after.has(key) ? [] : [{ change: 'removed', list, key, before: row }],
  )
  return [...kept, ...gone]
}

/** A category and its foods stand in one list in the file; here each is a row, so that one new food is one line. */
function rowsOf(pack: LimitPack, list: PackList): ReadonlyMap<string, Row> {
  const { standards, items, methods, foods, rules, ...head } = pack
  switch (list) {
    case 'pack':
      return new Map([['pack', rowOf(head)]])
    case 'standards':
      return keyed(standards, ({ code }) => code)
    case 'items':
      return keyed(items, ({ id }) => id)
    case 'methods':
      return keyed(methods, ({ id }) => id)
    case 'foods':
      return new Map(
        foods.flatMap(({ category, within, aliases, names }) => [
          [category, rowOf({ category, within, aliases })] as const,
          ...names.map((food) => [food.name, rowOf({ name: food.name, category, aliases: food.aliases })] as const),
        ]),
      )
    case 'rules':
      return keyed(rules, ({ id }) => id)
  }
}

function keyed<T extends object>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [key(row), rowOf(row)]))
}

/** A pack is plain data, so its rows are JSON; what is absent is left out. */
function rowOf(row: object): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

function same(before: Json | undefined, after: Json | undefined): boolean {
  return textOf(before ?? null) === textOf(after ?? null)
}

/** Lists of names are sets. */
function textOf(value: Json): string {
  return isList(value) ? JSON.stringify(value.map(canonicalJson).sort()) : canonicalJson(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
