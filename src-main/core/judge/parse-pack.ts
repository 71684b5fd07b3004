/** A limit pack's JSON becomes a LimitPack, or a fault that names the place of the first mistake. */
import { checkPack } from './check-pack.ts'
import type { Food, FoodGroup, Item, Limit, LimitPack, Method, Rule, Standard } from './limit-pack.ts'
import { evidences, limitKinds, methodKinds } from './limit-pack.ts'
import { day, decimal, fields, list, oneOf, optional, type Place, text, unit, wrong, yesNo } from './pack-reader.ts'

/** Takes parsed JSON in the shape of docs/limit-pack.md. Throws Fault `pack.invalid`, detail `path: what is wrong`. */
export function parsePack(json: unknown): LimitPack {
  const field = fields({ path: '', value: json }, [
    'id',
    'version',
    'title',
    'issuedOn',
    'demo',
    'standards',
    'items',
    'methods',
    'foods',
    'rules',
  ])
  const pack: LimitPack = {
    id: text(field.id),
    version: text(field.version),
    title: text(field.title),
    issuedOn: day(field.issuedOn),
    demo: optional(field.demo, yesNo) ?? false,
    standards: list(field.standards, standard),
    items: list(field.items, item),
    methods: list(field.methods, method),
    foods: list(field.foods, foodGroup),
    rules: list(field.rules, rule),
  }
  checkPack(pack)
  return pack
}

function standard(place: Place): Standard {
  const field = fields(place, ['code', 'title', 'replaces', 'effectiveFrom', 'effectiveTo'])
  return {
    code: text(field.code),
    title: text(field.title),
    replaces: optional(field.replaces, text),
    effectiveFrom: day(field.effectiveFrom),
    effectiveTo: optional(field.effectiveTo, day),
  }
}

function item(place: Place): Item {
  const field = fields(place, ['id', 'name', 'aliases'])
  return { id: text(field.id), name: text(field.name), aliases: texts(field.aliases) }
}

function method(place: Place): Method {
  const field = fields(place, ['id', 'name', 'aliases', 'kind', 'named'])
  const named = optional(field.named, yesNo) ?? false
  return {
    id: text(field.id),
    name: text(field.name),
    aliases: texts(field.aliases),
    kind: oneOf(field.kind, methodKinds),
    ...(named ? { named } : {}),
  }
}

function foodGroup(place: Place): FoodGroup {
  const field = fields(place, ['category', 'within', 'aliases', 'names'])
  return {
    category: text(field.category),
    within: optional(field.within, text),
    aliases: texts(field.aliases),
    names: list(field.names, food),
  }
}

/** A food without other names may be written as its name alone. */
function food(place: Place): Food {
  if (typeof place.value === 'string') return { name: text(place), aliases: [] }
  const field = fields(place, ['name', 'aliases'])
  return { name: text(field.name), aliases: texts(field.aliases) }
}

function rule(place: Place): Rule {
  const field = fields(place, [
    'id',
    'item',
    'method',
    'foods',
    'part',
    'limit',
    'standard',
    'clause',
    'effectiveFrom',
    'effectiveTo',
    'evidence',
    'source',
    'note',
  ])
  return {
    id: text(field.id),
    item: text(field.item),
    method: optional(field.method, text),
    foods: field.foods.value === '*' ? '*' : someTexts(field.foods),
    part: optional(field.part, text),
    limit: limit(field.limit),
    standard: text(field.standard),
    clause: optional(field.clause, text),
    effectiveFrom: day(field.effectiveFrom),
    effectiveTo: optional(field.effectiveTo, day),
    evidence: oneOf(field.evidence, evidences),
    source: text(field.source),
    note: optional(field.note, text),
  }
}

function limit(place: Place): Limit {
  const field = fields(place, ['kind', 'value', 'unit', 'lod', 'suspectFrom', 'alsoIn'])
  const kind = oneOf(field.kind, limitKinds)
  const lod = optional(field.lod, decimal)
  const others = texts(field.alsoIn, unit)
  const alsoIn = others.length === 0 ? {} : { alsoIn: others }
  switch (kind) {
    case 'max':
    case 'below':
      return {
        kind,
        value: decimal(field.value),
        unit: unit(field.unit),
        lod,
        suspectFrom: optional(field.suspectFrom, decimal),
        ...alsoIn,
      }
    case 'min':
      refuse(kind, field.suspectFrom)
      return { kind, value: decimal(field.value), unit: unit(field.unit), lod, ...alsoIn }
    case 'not-detected':
    case 'none':
      refuse(kind, field.value, field.suspectFrom)
      return { kind, unit: optional(field.unit, unit), lod, ...alsoIn }
  }
}

/** A number nobody would ever compare with is a mistake of whoever wrote it. */
function refuse(kind: string, ...places: readonly Place[]): void {
  const given = places.find((place) => optional(place, (it) => it) !== null)
  if (given !== undefined) wrong(given.path, `has no meaning in a limit of kind ${kind}`)
}

function texts(place: Place, read: (place: Place) => string = text): readonly string[] {
  return optional(place, (it) => list(it, read)) ?? []
}

function someTexts(place: Place): readonly string[] {
  const read = list(place, text)
  return read.length === 0 ? wrong(place.path, 'must name at least one food or category, or be "*"') : read
}
