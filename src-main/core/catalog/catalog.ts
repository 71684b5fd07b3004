/** The lists of the master data, by name, and the shape of their entries as the declarations give it. */
import { foodList } from './food.ts'
import { instrumentList } from './instrument.ts'
import { itemList } from './item.ts'
import { kitList } from './kit.ts'
import { kitLotList } from './kit-lot.ts'
import { type CatalogName, type Data, type FieldKind, KEY_JOINT, type ListShape } from './list.ts'
import { methodList } from './method.ts'
import { siteList } from './site.ts'
import { staffList } from './staff.ts'
import { stallList } from './stall.ts'

export const catalog = {
  site: siteList,
  stall: stallList,
  food: foodList,
  item: itemList,
  method: methodList,
  kit: kitList,
  'kit-lot': kitLotList,
  instrument: instrumentList,
  staff: staffList,
} as const satisfies { readonly [Name in CatalogName]: ListShape & { readonly name: Name } }

type Said<F> = F extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
  ? Option
  : F extends { readonly kind: 'count' }
    ? number
    : F extends { readonly kind: 'flag' }
      ? boolean
      : F extends { readonly kind: 'several' }
        ? readonly string[]
        : string

type Shape<F> = {
  readonly [Name in keyof F as F[Name] extends { readonly required: true } ? Name : never]: Said<F[Name]>
} & {
  readonly [Name in keyof F as F[Name] extends { readonly required: true } ? never : Name]?: Said<F[Name]>
}

/** `EntryData<'kit-lot'>` has `kit` and `lot`, and perhaps `expiresOn`, `openedOn`, `bufferLot` ... */
export type EntryData<L extends CatalogName> = Shape<(typeof catalog)[L]['fields']>

/** The same with the types of any list, for code that works by the declarations. */
export function listNamed(name: CatalogName): ListShape {
  return catalog[name]
}

export function isCatalogName(name: string): name is CatalogName {
  return Object.hasOwn(catalog, name)
}

/** `data` has the key's fields: they are required. */
export function keyOf(name: CatalogName, data: Data): string {
  return listNamed(name)
    .key.map((field) => String(data[field] ?? ''))
    .join(KEY_JOINT)
}

/** `keyOfLot('JTJ-01', '20260301')`: how a kit's lot is asked for. */
export function keyOfLot(kit: string, lot: string): string {
  return `${kit}${KEY_JOINT}${lot}`
}

export function titleOf(name: CatalogName, data: Data): string {
  return String(data[listNamed(name).title] ?? keyOf(name, data))
}

type Declared = readonly (readonly [string, ListShape['fields'][string]])[]

/** Listed once: a file asks for them in every row. */
const declared = new Map<CatalogName, Declared>(
  Object.values(catalog).map(({ name, fields }) => [name, Object.entries(fields)]),
)

export function fieldsOf(name: CatalogName): Declared {
  return declared.get(name) ?? []
}

export function isSecret({ kind }: FieldKind): boolean {
  return kind === 'identity-number'
}

/** What an entry is looked for by; secrets are never among it. */
export function foundBy(name: CatalogName, data: Data): readonly string[] {
  return fieldsOf(name).flatMap(([field, { found }]) => {
    const value = data[field]
    if (found !== true || value === undefined) return []
    return Array.isArray(value) ? value : [String(value)]
  })
}
